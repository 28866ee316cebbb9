"""What somebody has learnt: where a record comes from, how long it holds, and what is refused."""

from datetime import date
from enum import StrEnum

from dcpp.actions.rules.evidence import ENDINGS, KINDS, LARGEST
from dcpp.kernel import clock
from dcpp.kernel.refusal import Refusal

__all__ = [
    "EARLIEST",
    "ENDINGS",
    "KINDS",
    "LARGEST",
    "LONGEST_MINUTES",
    "CannotConfirmRecord",
    "CannotKeepRecord",
    "CannotWithdrawRecord",
    "RecordSource",
    "RecordState",
    "check_completed",
    "check_minutes",
    "expiry_of",
    "state_of",
]

EARLIEST = date(1970, 1, 1)
LONGEST_MINUTES = 60 * 1_000
"""A thousand hours: a year of study; more is a slip of the hand."""


class CannotKeepRecord(Refusal):
    """What is said of a record cannot be so; the sentence says what to enter instead."""


class CannotConfirmRecord(Refusal):
    pass


class CannotWithdrawRecord(Refusal):
    pass


class RecordSource(StrEnum):
    """How a record came here."""

    ATTENDED = "attended"
    OWN_ENTRY = "own_entry"
    IMPORTED = "imported"

    @property
    def label(self) -> str:
        return {"attended": "Attended here", "own_entry": "Own entry"}.get(self, "Brought in from a file")

    @property
    def counts_at_once(self) -> bool:
        """Whether it answers what is asked without anybody's confirming it (docs/decisions/0094)."""
        return self is not RecordSource.OWN_ENTRY


class RecordState(StrEnum):
    """Whether a record answers what is asked."""

    COUNTS = "counts"
    UNCONFIRMED = "unconfirmed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"counts": "Counts", "unconfirmed": "Not confirmed yet"}.get(self, "Withdrawn")

    @property
    def is_settled(self) -> bool:
        """Whether nobody needs to look at it any more."""
        return self is not RecordState.UNCONFIRMED


def state_of(*, is_confirmed: bool, is_withdrawn: bool) -> RecordState:
    if is_withdrawn:
        return RecordState.WITHDRAWN
    return RecordState.COUNTS if is_confirmed else RecordState.UNCONFIRMED


def expiry_of(completed_on: date, months_valid: int | None) -> date | None:
    """The last day on which a record holds; None for ever."""
    return clock.months_from(completed_on, months_valid) if months_valid else None


def check_completed(completed_on: date, expires_on: date | None, today: date) -> None:
    """Raises CannotKeepRecord."""
    if completed_on > today:
        raise CannotKeepRecord("The day it was completed must be today or earlier")
    if completed_on < EARLIEST:
        raise CannotKeepRecord("The day it was completed must be after 1970")
    if expires_on is not None and expires_on <= completed_on:
        raise CannotKeepRecord("The day it runs out must be after the day it was completed")


def check_minutes(minutes: int, cpd_minutes: int) -> None:
    """Raises CannotKeepRecord."""
    if not 0 <= minutes <= LONGEST_MINUTES or not 0 <= cpd_minutes <= LONGEST_MINUTES:
        raise CannotKeepRecord("Enter a length between 0 and 1,000 hours")
