"""What a session can be, and when two things cannot both be attended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Protocol, TypeVar

from dcpp.kernel.refusal import Refusal

MOST_DATES = 30
MOST_PEOPLE = 1_000
ENTRY_HOURS = 12
"""No date of a session lasts longer."""


class CannotKeepSession(Refusal):
    """Something said of a session cannot be so."""


class CannotOpenSession(Refusal):
    pass


class CannotCancelSession(Refusal):
    pass


class SessionState(StrEnum):
    """Planned is seen by those who plan; open by everybody whom its rule admits."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def is_live(self) -> bool:
        """Whether it is still to be held."""
        return self in {SessionState.PLANNED, SessionState.OPEN}


class Timed(Protocol):
    """Something that begins and ends."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


@dataclass(frozen=True, kw_only=True)
class DatePart:
    """One date of a session: two aware moments; a place or a link only where it is not the session's own."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    video_link: str = ""


One = TypeVar("One", bound=Timed)
Other = TypeVar("Other", bound=Timed)


def clashes(ones: Iterable[One], others: Sequence[Other]) -> list[tuple[One, Other]]:
    """Every pair that overlaps: what ends as the other begins does not."""
    return [(a, b) for a in ones for b in others if a.starts_at < b.ends_at and b.starts_at < a.ends_at]


def checked_dates(dates: Iterable[DatePart]) -> list[DatePart]:
    """The dates in order. Raises CannotKeepSession where they cannot be so."""
    ordered = sorted(dates, key=lambda one: one.starts_at)
    if not ordered:
        raise CannotKeepSession("Enter at least one date")
    if len(ordered) > MOST_DATES:
        raise CannotKeepSession(f"A session has at most {MOST_DATES} dates. Enter fewer, or plan two sessions")
    for one in ordered:
        if one.ends_at <= one.starts_at:
            raise CannotKeepSession("Enter a time to end that is later than the time to start")
        if (one.ends_at - one.starts_at).total_seconds() > ENTRY_HOURS * 3600:
            raise CannotKeepSession(f"A date lasts at most {ENTRY_HOURS} hours. Enter each day as a date of its own")
    if any(later.starts_at < earlier.ends_at for earlier, later in pairwise(ordered)):
        raise CannotKeepSession("Two of the dates overlap. Change one of them")
    return ordered
