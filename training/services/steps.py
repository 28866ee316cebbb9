"""The one place in which a booking climbs: a step is added, and the state is what it gives."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.ids import new_id
from dcpp.kernel.refusal import Refusal
from dcpp.people.models import Person
from training.models import Booking, BookingStep, TrainingSession
from training.rules.bookings import BookingState, Deed, may_follow


class CannotChangeBooking(Refusal):
    """Somebody else was faster: the booking is no longer what the page showed."""


def begin_booking(session: TrainingSession, person: Person) -> Booking:
    """A booking without a step yet, and the next in order of arrival. The session is locked."""
    arrived = _next_arrival()
    now = clock.now()
    return Booking(
        id=new_id(),
        reference=f"BKG-{clock.today().year}-{arrived:05d}",
        session_id=session.id,
        person_id=person.id,
        arrived=arrived,
        kept_rule=session.rule.as_json(),
        asked_at=now,
        requirement_kind="",
        access_needs="",
        dietary_needs="",
        version=1,
    )


def _next_arrival() -> int:
    """Strictly rising for whoever holds a session's lock; a number that was given back is a gap, and harmless."""
    if db.engine.dialect.name == "postgresql":
        return int(db.session.scalar(text("SELECT nextval('training_arrivals')")) or 0)
    return (db.session.scalar(select(func.max(Booking.arrived))) or 0) + 1


def add_step(
    booking: Booking,
    deed: Deed,
    state: BookingState,
    *,
    by: UUID | None,
    why: str = "",
    place: int | None = None,
    last_day: date | None = None,
    is_override: bool = False,
) -> BookingStep:
    """Add a step. Raises CannotChangeBooking where the ladder does not lead there."""
    before: BookingState | None = booking.state
    if not may_follow(before, deed, state):
        now = before.label.lower() if before else "new"
        raise CannotChangeBooking(f"{booking.reference} is “{now}”, so this can no longer be done. Open it again")
    number = 1 if before is None else _count_steps(booking.id) + 1
    booking.state = state
    if before is None:
        db.session.add(booking)
    step = BookingStep(
        booking=booking,
        number=number,
        deed=deed,
        state=state,
        at=clock.now(),
        by_id=by,
        why=why,
        place_in_queue=place,
        last_day=last_day,
        is_override=is_override,
    )
    db.session.add(step)
    db.session.flush()
    return step


def _count_steps(booking_id: UUID) -> int:
    return db.session.scalar(select(func.max(BookingStep.number)).where(BookingStep.booking_id == booking_id)) or 0


def told(booking: Booking) -> dict[str, Any]:
    """What every fact about a booking says."""
    return {"booking_id": booking.id, "session_id": booking.session_id, "person_id": booking.person_id}
