"""What can have happened with bookings."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OfBooking:
    """What facts about a booking share; no fact by itself."""

    about: ClassVar[str] = "booking_id"

    booking_id: UUID
    session_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class BookingRequested(OfBooking, Event):
    """Somebody asked for a place, and waits for approval."""

    approver_id: UUID | None
    expires_on: date


@dataclass(frozen=True, kw_only=True)
class BookingApproved(OfBooking, Event):
    by_id: UUID


@dataclass(frozen=True, kw_only=True)
class BookingDeclined(OfBooking, Event):
    """`by_id` is None where nobody answered in time."""

    by_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class BookingQueued(OfBooking, Event):
    """Every place was taken, so it waits; `place` is where it joined the queue."""

    place: int


@dataclass(frozen=True, kw_only=True)
class BookingPassedOver(OfBooking, Event):
    """A place went to somebody further back; the reason is on the booking's step."""


@dataclass(frozen=True, kw_only=True)
class BookingPlaced(OfBooking, Event):
    """It holds a place: at once, from the queue, by hand or as a substitute (`how` is the deed)."""

    how: str
    from_queue: bool = False
    is_override: bool = False


@dataclass(frozen=True, kw_only=True)
class BookingCancelled(OfBooking, Event):
    """`had_place`: a place came free. `charge_pence` is recorded for finance."""

    had_place: bool
    is_late: bool
    charge_pence: int


@dataclass(frozen=True, kw_only=True)
class BookingSubstituted(OfBooking, Event):
    """Its place went to another booking."""

    substitute_booking_id: UUID


@dataclass(frozen=True, kw_only=True)
class BookingEnded(OfBooking, Event):
    """It ended by itself: the session was cancelled, or no place came free before it (`state`)."""

    state: str
    had_place: bool


@dataclass(frozen=True, kw_only=True)
class BookingOutcomeRecorded(OfBooking, Event):
    """Attended, in part, or absent; `former` where it was another before."""

    state: str
    former: str


@dataclass(frozen=True, kw_only=True)
class BookingNeedsForgotten(Event):
    """What people had said of access and food for a session was deleted."""

    about: ClassVar[str] = "session_id"

    session_id: UUID
    bookings: int


@dataclass(frozen=True, kw_only=True)
class DelegateNamed(Event):
    about: ClassVar[str] = "delegation_id"

    delegation_id: UUID
    manager_id: UUID
    person_id: UUID
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class DelegateEnded(Event):
    about: ClassVar[str] = "delegation_id"

    delegation_id: UUID
    manager_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class BookingsChecked(Event):
    """The nightly check of every rule."""

    about: ClassVar[str] = "check_id"

    check_id: UUID
    bookings: int
    faults: int
