"""The first years of a social worker: a programme with reviews at set months, perhaps extended, and how it ended."""

from datetime import date
from enum import StrEnum

from dcpp.frameworks.professional import EarlyCareerProgramme
from dcpp.kernel import clock
from dcpp.kernel.refusal import Refusal


class CannotBeginEarlyCareer(Refusal):
    pass


class CannotReviewEarlyCareer(Refusal):
    pass


class CannotEndEarlyCareer(Refusal):
    pass


class CannotExtendEarlyCareer(Refusal):
    pass


class EarlyCareerEnd(StrEnum):
    PASSED = "passed"
    LEFT = "left"
    NOT_PASSED = "not_passed"

    @property
    def label(self) -> str:
        return END_LABELS[self]


END_LABELS = {
    EarlyCareerEnd.PASSED: "Completed and passed",
    EarlyCareerEnd.LEFT: "Left the council or the programme",
    EarlyCareerEnd.NOT_PASSED: "Not passed",
}


def review_days(programme: EarlyCareerProgramme, starts_on: date) -> list[tuple[int, date]]:
    """Each review: how many months after the beginning, and its day."""
    return [(months, clock.months_from(starts_on, months)) for months in programme.reviews]


def last_day(programme: EarlyCareerProgramme, starts_on: date) -> date:
    return clock.months_from(starts_on, programme.months)
