"""Which parts of an audit seem to name somebody, for its auditor before it is submitted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from audits.models import Audit, Finding
from audits.rules.audits import FIELDS, Answer
from dcpp.web import naming


@dataclass(frozen=True)
class Named:
    """A part of an audit, where it is changed, and what in it should be looked at again."""

    name: str
    href: str
    sentences: Sequence[str]


def parts_that_name(audit: Audit, answers: Mapping[str, Answer], findings: Sequence[Finding]) -> list[Named]:
    """The parts in the order of the audit; a reflection that is not shared shows nothing of its words."""
    return [part for part in _parts(audit, answers, findings) if part.sentences]


def _parts(audit: Audit, answers: Mapping[str, Answer], findings: Sequence[Finding]) -> Iterator[Named]:
    for section in audit.sections:
        answer = answers[section.code]
        words = [*(str(getattr(answer, name)) for name in FIELDS), *map(str, answer.questions.values())]
        href = url_for("audits.answer_section", audit_id=audit.id, code=section.code)
        yield Named(section.name, href, naming.sentences_in("\n".join(words)))
    words = [finding.words for finding in findings]
    words += [proposed.what for finding in findings for proposed in finding.proposed]
    href = url_for("audits.list_findings", audit_id=audit.id)
    yield Named("Findings and actions", href, naming.sentences_in("\n".join(words)))
