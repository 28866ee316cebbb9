"""What can have happened on the day and after."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event
from training.events.bookings import OfBooking
from training.events.sessions import OfSession


@dataclass(frozen=True, kw_only=True)
class AttendanceNoted(OfBooking, Event):
    date_id: UUID
    mark: str
    former: str | None


@dataclass(frozen=True, kw_only=True)
class SessionClosed(OfSession, Event):
    """Attendance is complete: records, charges and questions about it have followed."""

    attended: int
    part_attended: int
    absent: int


@dataclass(frozen=True, kw_only=True)
class ChargeRecorded(Event):
    about: ClassVar[str] = "charge_id"

    charge_id: UUID
    booking_id: UUID
    person_id: UUID
    pence: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class ChargeWaived(Event):
    about: ClassVar[str] = "charge_id"

    charge_id: UUID
    booking_id: UUID
