"""All that stands in an audit, section by section, in words: one telling for every paper and every export."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from audits.rules.audits import EMPTY, NOT_APPLICABLE, Answer, AuditState, may_write
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import AuditTool, Section
from dcpp.frameworks.grades import grade
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.refusal import Refusal

NOT_ANSWERED = "Not answered"


class CannotExportAudit(Refusal):
    pass


@dataclass(frozen=True)
class Line:
    """A question with its answer, or a field of the section with what was written in it."""

    label: str
    words: str


@dataclass(frozen=True)
class ToldSection:
    """`grade` is the first grade: a code, NOT_APPLICABLE or empty; `agreed` what a moderation came to, if it differs.

    `questions` are all that were asked, `written` what is not empty.
    """

    section: Section
    grade: str
    agreed: str
    questions: tuple[Line, ...]
    written: tuple[Line, ...]

    @property
    def name(self) -> str:
        return self.section.name

    @property
    def is_empty(self) -> bool:
        """Nobody wrote anything here."""
        return not (self.grade or self.written or any(line.words for line in self.questions))

    def lines(self) -> Iterator[Line]:
        """The grade, the answered questions and the words, as lines of a table."""
        if self.grade:
            yield Line("Grade", grade_words(self.grade))
        if self.agreed:
            yield Line("Agreed at moderation", grade_words(self.agreed))
        yield from (line for line in self.questions if line.words)
        yield from self.written


def grade_words(code: str) -> str:
    return "Not applicable" if code == NOT_APPLICABLE else grade(code).label


def tell(
    tool: AuditTool, status: CaseStatus | None, kind: AuditKind, answers: Mapping[str, Answer]
) -> list[ToldSection]:
    """Every section that is asked of such a case, in order, and whatever else was answered: nothing is left out."""
    told = (
        _told(section, status, kind, answers.get(section.code, EMPTY), asked=section.applies(status, kind))
        for section in tool.sections
    )
    return [one for one in told if one is not None]


def _told(
    section: Section, status: CaseStatus | None, kind: AuditKind, answer: Answer, *, asked: bool
) -> ToldSection | None:
    questions = tuple(
        one for one in section.questions if (asked and one.applies(status, kind)) or answer.questions.get(one.code)
    )
    if not asked and not answer.is_begun:
        return None
    lines = tuple(Line(one.words, one.in_words(answer.questions.get(one.code, ""))) for one in questions)
    agreed = answer.agreed if answer.agreed != answer.answer else ""
    return ToldSection(
        replace(section, questions=questions), answer.answer, agreed, lines, tuple(_written(section, answer))
    )


def _written(section: Section, answer: Answer) -> Iterator[Line]:
    for label, words in (
        (_label_of_evidence(section), answer.evidence),
        ("Where in the record", answer.place),
        ("Strengths", answer.strengths),
        ("What would make it better", answer.improve),
        (_label_of_reason(section), answer.reason),
    ):
        if words:
            yield Line(label, words)


def _label_of_evidence(section: Section) -> str:
    if section.is_of_practitioner:
        return "In the practitioner’s own words"
    if section.is_family:
        return "What they said"
    if section.is_overall:
        return "Reasons for the grade"
    return "Evidence" if section.is_graded else "What the auditor saw"


def _label_of_reason(section: Section) -> str:
    return "Why the grade is higher than its safety-critical sections" if section.is_overall else "Why there is none"


def check_may_export(reference: str, state: AuditState, auditor_id: UUID | None, person_id: UUID) -> None:
    """Before it is submitted, only its auditor takes a copy; what was withdrawn was never finished."""
    if state is not AuditState.SUBMITTED and not may_write(state, auditor_id, person_id):
        why = (
            "was withdrawn"
            if state is AuditState.WITHDRAWN
            else "is not submitted yet, so only its auditor may read it"
        )
        raise CannotExportAudit(f"Audit {reference} {why}. There is nothing to take away.")
