"""Every section of an audit in a paper, with all its questions and words."""

from collections.abc import Iterator, Mapping

from audits.models import Audit
from audits.rules import telling
from audits.rules.audits import Answer
from audits.rules.telling import ToldSection
from dcpp.web.papers import Block, Facts, Heading, Words


def sections_of(audit: Audit, answers: Mapping[str, Answer]) -> Iterator[Block]:
    yield Heading("What the auditor saw")
    for told in telling.tell(audit.tool, audit.status, audit.kind, answers):
        yield from _section(told)


def _section(told: ToldSection) -> Iterator[Block]:
    yield Heading(told.name, 3, told.agreed or told.grade)
    if told.agreed:
        yield Words(f"Agreed at moderation. The first grade was {telling.grade_words(told.grade)}.", is_quiet=True)
    if told.section.safety_critical:
        yield Words("Safety-critical: this grade holds the overall grade down.", is_quiet=True)
    if told.is_empty:
        yield Words("Nothing written.", is_quiet=True)
        return
    if told.questions:
        rows = [(line.label, line.words or telling.NOT_ANSWERED) for line in told.questions]
        yield Facts(f"Questions of {told.name}", rows)
    for line in told.written:
        yield Heading(line.label, 4)
        yield Words(line.words)
