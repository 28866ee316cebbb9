"""Who came: date by date, and what it makes of a booking."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dcpp.kernel.refusal import Refusal
from training.rules.bookings import BookingState

OPENS_BEFORE_HOURS = 2
"""Attendance may be noted from so many hours before a date begins: people sign in early."""


class CannotNoteAttendance(Refusal):
    pass


class CannotCloseSession(Refusal):
    pass


class Mark(StrEnum):
    """How much of one date somebody was at. Who comes more than 20 minutes late counts as in part, or absent."""

    FULL = "full"
    PART = "part"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        return {"full": "All of it", "part": "In part", "absent": "Absent"}[self.value]


@dataclass(frozen=True)
class Noted:
    """What a page says of one person on one date: what stood there when it was opened, and what was chosen."""

    booking_id: UUID
    before: Mark | None
    after: Mark


def outcome_of(marks: Collection[Mark]) -> BookingState:
    """All of every date is attended, none of any is absent, anything between is in part."""
    if not marks:
        raise CannotCloseSession("Say for each date who came")
    if all(mark is Mark.FULL for mark in marks):
        return BookingState.ATTENDED
    return BookingState.ABSENT if all(mark is Mark.ABSENT for mark in marks) else BookingState.PART_ATTENDED


def conflicts(stored: Mapping[UUID, Mark], noted: Collection[Noted]) -> dict[UUID, Mark]:
    """Where somebody else noted another thing since the page was opened: booking → what stands there now."""
    return {
        one.booking_id: stored[one.booking_id]
        for one in noted
        if one.booking_id in stored and stored[one.booking_id] not in {one.before, one.after}
    }


def may_note(starts_at: datetime, now: datetime) -> bool:
    return (starts_at - now).total_seconds() <= OPENS_BEFORE_HOURS * 3600
