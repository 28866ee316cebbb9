"""The language in which tools for auditing are written: sections, questions, and the rules beside them.

A version is kept as content (JSON) in the database, where people build their own; `tool_content` leads from the content
to these classes and back. Rules speak in these.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.grades import grade_scale
from dcpp.frameworks.judgements import Area
from dcpp.frameworks.status import CaseStatus

CORE = "core"
OVERALL = "overall"
REFLECTION = "reflection"
FAMILY = "family"

YES = "yes"
NO = "no"
NOT_APPLICABLE = "not_applicable"


class Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=Coded)


class AnswerKind(StrEnum):
    GRADE = "grade"
    TEXT = "text"

    @property
    def label(self) -> str:
        return "Graded" if self is AnswerKind.GRADE else "Not graded"


class QuestionKind(StrEnum):
    GRADE = "grade"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"

    @property
    def label(self) -> str:
        return {
            "grade": "A grade",
            "yes_no": "Yes, no or not applicable",
            "choice": "One of several answers",
            "text": "Words",
        }[self]


class CompletedBy(StrEnum):
    AUDITOR = "auditor"
    PRACTITIONER = "practitioner"

    @property
    def label(self) -> str:
        return self.capitalize()


class Wanted(StrEnum):
    """What an audit must hold of somebody's voice before it is complete."""

    PART = "part"
    PART_OR_REASON = "part_or_reason"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        return {
            "part": "Always",
            "part_or_reason": "Always, or the reason why there is none",
            "nothing": "Only if there is any",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a section. `options` are those of a choice, in the tool's own words.

    An answer is kept as one text: a grade's code, YES, NO, NOT_APPLICABLE, one of the options, or words.
    """

    code: str
    words: str
    kind: QuestionKind
    guidance: str = ""
    good: str = ""
    is_required: bool = False
    weight: int = 1
    options: tuple[str, ...] = ()
    applies_to: frozenset[CaseStatus] = frozenset()
    kinds: frozenset[AuditKind] = frozenset()

    @property
    def field(self) -> str:
        """The name under which its answer is sent and kept apart from the section's own fields."""
        return f"q_{self.code}"

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """What can be selected, as (what is kept, what is read); nothing for words."""
        not_applicable = (NOT_APPLICABLE, "Not applicable")
        match self.kind:
            case QuestionKind.GRADE:
                return (*((one.code, one.label) for one in grade_scale()), not_applicable)
            case QuestionKind.YES_NO:
                return ((YES, "Yes"), (NO, "No"), not_applicable)
            case QuestionKind.CHOICE:
                return tuple((option, option) for option in self.options)
            case QuestionKind.TEXT:
                return ()

    def fits(self, answer: str) -> bool:
        """Whether an answer may stand here; none may always."""
        return not answer or self.kind is QuestionKind.TEXT or answer in dict(self.offered)

    def in_words(self, answer: str) -> str:
        """An answer as people read it."""
        return dict(self.offered).get(answer, answer)

    def applies(self, status: CaseStatus | None, kind: AuditKind) -> bool:
        return (not self.applies_to or status in self.applies_to) and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a tool: questions for whoever completes it, and what good looks like.

    `guidance` is what to ask oneself, one thought a line. A section that applies to no status in particular, or to no
    kind of audit in particular, applies to all.
    """

    code: str
    name: str
    guidance: str = ""
    good: str = ""
    answer: AnswerKind = AnswerKind.GRADE
    completed_by: CompletedBy = CompletedBy.AUDITOR
    safety_critical: bool = False
    weight: int = 1
    applies_to: frozenset[CaseStatus] = frozenset()
    kinds: frozenset[AuditKind] = frozenset()
    area: Area | None = None
    questions: tuple[Question, ...] = ()

    @property
    def is_overall(self) -> bool:
        return self.code == OVERALL

    @property
    def is_family(self) -> bool:
        return self.code == FAMILY

    @property
    def is_graded(self) -> bool:
        return self.answer is AnswerKind.GRADE

    @property
    def is_of_practitioner(self) -> bool:
        return self.completed_by is CompletedBy.PRACTITIONER

    def applies(self, status: CaseStatus | None, kind: AuditKind = AuditKind.CORE) -> bool:
        return (not self.applies_to or status in self.applies_to) and (not self.kinds or kind in self.kinds)

    def asked(self, status: CaseStatus | None, kind: AuditKind) -> "Section":
        """The section with only those questions that are asked of such a case."""
        return replace(self, questions=tuple(one for one in self.questions if one.applies(status, kind)))

    def question(self, code: str) -> Question:
        """The question with this code; LookupError when there is none."""
        return _one(self.questions, code, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTool:
    """A version of a tool, with the rules that go with it; grades are given by their codes."""

    code: str
    version: int
    title: str
    look_back_months: int = 6
    working_days_to_complete: int = 15
    steps_above_lowest: int = 1
    action_needed_at: frozenset[str] = frozenset({"requires_improvement", "inadequate"})
    re_audit_at: frozenset[str] = frozenset({"inadequate"})
    re_audit_within_months: int = 3
    practitioner_part: Wanted = Wanted.PART_OR_REASON
    family_feedback: Wanted = Wanted.PART_OR_REASON
    sections: tuple[Section, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.title}, version {self.version}"

    def sections_for(self, status: CaseStatus | None, kind: AuditKind = AuditKind.CORE) -> tuple[Section, ...]:
        """The sections asked of a case, in order, each with the questions asked of it."""
        return tuple(section.asked(status, kind) for section in self.sections if section.applies(status, kind))

    def section(self, code: str) -> Section:
        """The section with this code; LookupError when there is none."""
        return _one(self.sections, code, self.title)


def _one(things: Iterable[T], code: str, where: str) -> T:
    for each in things:
        if each.code == code:
            return each
    raise LookupError(f"{where} has nothing called {code!r}")
