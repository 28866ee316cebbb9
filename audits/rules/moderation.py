"""Who is moderated and why, how far a moderation has come, and what two readers' grades come to."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from dcpp.frameworks.audit_tools import NOT_APPLICABLE, Section
from dcpp.frameworks.grades import grade, grade_scale
from dcpp.kernel import clock
from dcpp.kernel.refusal import Refusal

USUAL_SHARE = 20
EVERY_AUDIT = 100
WORKING_DAYS = 10
"""How long a moderator has, from the day they are asked."""
DAYS_TO_ANSWER = 5
"""Working days after which a practice lead may decide without the auditor's answer."""
ENDS = frozenset({min(grade_scale(), key=lambda one: one.step).code, max(grade_scale(), key=lambda one: one.step).code})
"""The two ends of the scale: every audit with such a grade is moderated."""
LONGEST = 4_000


class CannotModerate(Refusal):
    pass


class CannotAgreeGrade(Refusal):
    pass


class CannotAllocateModeration(Refusal):
    pass


class CannotAccreditAuditor(Refusal):
    pass


class Because(StrEnum):
    """Why an audit is moderated."""

    SHARE = "share"
    GRADE = "grade"
    NOT_ACCREDITED = "not_accredited"

    @property
    def label(self) -> str:
        return {
            Because.SHARE: "In the share chosen at random",
            Because.GRADE: "Graded inadequate or outstanding",
            Because.NOT_ACCREDITED: "The auditor was not accredited yet",
        }[self]


class ModerationState(StrEnum):
    UNALLOCATED = "unallocated"
    ALLOCATED = "allocated"
    IN_PROGRESS = "in_progress"
    REVEALED = "revealed"
    PROPOSED = "proposed"
    DISPUTED = "disputed"
    AGREED = "agreed"

    @property
    def label(self) -> str:
        return {
            ModerationState.UNALLOCATED: "No moderator yet",
            ModerationState.ALLOCATED: "Not started",
            ModerationState.IN_PROGRESS: "In progress",
            ModerationState.REVEALED: "To be agreed",
            ModerationState.PROPOSED: "Auditor asked to agree",
            ModerationState.DISPUTED: "Practice lead to decide",
            ModerationState.AGREED: "Agreed",
        }[self]


READING = (ModerationState.ALLOCATED, ModerationState.IN_PROGRESS)
BLIND = (ModerationState.UNALLOCATED, *READING)
"""The second reader's grades are not submitted: nobody sees both."""


class Direction(StrEnum):
    UP = "up"
    SAME = "same"
    DOWN = "down"

    @property
    def label(self) -> str:
        return {Direction.UP: "Moved up", Direction.SAME: "Stayed the same", Direction.DOWN: "Moved down"}[self]


def commitment_of(value: str) -> str:
    """What is shown of a value before it is: its SHA-256."""
    return hashlib.sha256(value.encode()).hexdigest()


class LotsOf(StrEnum):
    """What stands for an audit in its lot: its reference, or (in months before that was so) its id."""

    REFERENCE = "reference"
    ID = "id"

    def said(self, audit_id: UUID, reference: str) -> str:
        return reference if self is LotsOf.REFERENCE else str(audit_id)


def lot_of(value: str, audit: str) -> int:
    """An audit's lot, from 0 to 2**32 - 1: the first eight hexadecimal digits of SHA-256 over value and audit."""
    return int(hashlib.sha256(f"{value}\n{audit}\n".encode()).hexdigest()[:8], 16)


def is_in_share(lot: int, share: int) -> bool:
    """Whether a lot falls into a share, in percent."""
    return lot * 100 < share * 2**32


def out_of_100(lot: int) -> float:
    """A lot as people compare it with a share in percent."""
    return lot * 100 / 2**32


def reasons(*, lot: int, share: int, overall: str, is_accredited: bool) -> list[Because]:
    """Why an audit is moderated; none when it is not."""
    found = {
        Because.SHARE: is_in_share(lot, share),
        Because.GRADE: overall in ENDS,
        Because.NOT_ACCREDITED: not is_accredited,
    }
    return [because for because, holds in found.items() if holds]


def due_on(allocated_on: date) -> date:
    return clock.add_working_days(allocated_on, WORKING_DAYS)


def answer_by(proposed_on: date) -> date:
    return clock.add_working_days(proposed_on, DAYS_TO_ANSWER)


def sections_read(sections: Sequence[Section]) -> list[Section]:
    """The sections that a moderator grades: those with a grade, the overall judgement among them."""
    return [section for section in sections if section.is_graded]


def direction(first: str, agreed: str) -> Direction:
    """Where a grade went. One that did not apply, or does not any longer, moved neither up nor down."""
    if first == agreed or NOT_APPLICABLE in {first, agreed}:
        return Direction.SAME
    return Direction.UP if grade(agreed).step > grade(first).step else Direction.DOWN


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the second reader says of a section: a grade's code or NOT_APPLICABLE, and the reasons."""

    answer: str = ""
    evidence: str = ""
    place: str = ""


NOTHING = Reading()


def missing_in(section: Section, reading: Reading) -> str:
    """The one sentence that says what a section lacks; empty when it is complete."""
    if not reading.answer:
        return f"{section.name}: select a grade"
    return "" if reading.evidence else f"{section.name}: give the reasons for the grade"


def problems(sections: Sequence[Section], readings: Mapping[str, Reading]) -> list[tuple[str, str]]:
    """What stands in the way of submitting: a sentence and the section where it is mended, in the order of the form."""
    found = [(missing_in(section, readings.get(section.code, NOTHING)), section.code) for section in sections]
    return [(sentence, code) for sentence, code in found if sentence]


def differing(sections: Sequence[Section], first: Mapping[str, str], second: Mapping[str, str]) -> list[Section]:
    """The sections that two readers graded differently, in the order of the form."""
    return [one for one in sections if first.get(one.code, "") != second.get(one.code, "")]


def offered(section: Section) -> set[str]:
    """What may stand in a section once it is agreed."""
    may_be_left_out = not section.is_overall and not section.safety_critical
    return {one.code for one in grade_scale()} | ({NOT_APPLICABLE} if may_be_left_out else set())
