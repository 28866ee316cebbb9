"""Answers to a request: by the manager, by whoever stands in for them, or by the co-ordinator where there is none."""

from uuid import UUID

from dcpp.kernel import clock, outbox
from dcpp.kernel.events import announce
from training import events, queries
from training.models import Booking, TrainingSession
from training.rules.bookings import BookingState, CannotApproveBooking, Deed
from training.rules.cut_offs import last_day
from training.rules.sessions import SessionState
from training.services.promotion import give_place_or_queue
from training.services.session_deeds import lock_session
from training.services.steps import add_step, told


def approve_booking(booking: Booking, *, by: UUID) -> None:
    """Agree: a place where one is free and nobody waits, else the queue, at the place that asking first gives.

    Raises CannotApproveBooking. Who may answer is asked by the door (queries.may_decide).
    """
    session = _held(booking, by)
    clashes = [clash for clash in queries.list_clashes(session.id, booking.person_id) if clash.holds_place]
    if clashes:
        raise CannotApproveBooking(
            f"There is a place on “{clashes[0].title}” at the same time. Ask them to cancel it, or decline this one"
        )
    step = add_step(booking, Deed.APPROVED, BookingState.APPROVED, by=by)
    announce(events.BookingApproved(happened_at=step.at, by_id=by, **told(booking)))
    give_place_or_queue(session, booking, queries.count_places([session.id])[session.id], by=None)
    outbox.write(
        "training/booking_approved",
        to=booking.person_id,
        dedupe=f"booking-approved-{booking.id}",
        booking=booking,
        session=session,
        is_booked=booking.state is BookingState.BOOKED,
        free_until=last_day(session.first_starts_at, booking.rule.cut_off_days),
    )


def decline_booking(booking: Booking, *, why: str, by: UUID) -> None:
    """Say no, with the reason that its person reads."""
    session = _held(booking, by)
    if not why.strip():
        raise CannotApproveBooking("Enter why you decline it: the person reads it")
    step = add_step(booking, Deed.DECLINED, BookingState.DECLINED, by=by, why=why.strip())
    outbox.write(
        "training/booking_declined",
        to=booking.person_id,
        dedupe=f"booking-declined-{booking.id}",
        booking=booking,
        session=session,
    )
    announce(events.BookingDeclined(happened_at=step.at, by_id=by, **told(booking)))


def _held(booking: Booking, by: UUID) -> TrainingSession:
    """The session, locked, with the booking as it is now."""
    session = lock_session(booking.session_id)
    queries.refresh_booking(booking)
    if by == booking.person_id:
        raise CannotApproveBooking("Somebody else must answer your own request")
    if booking.state is not BookingState.REQUESTED:
        raise CannotApproveBooking(f"{booking.reference} has been answered already: {booking.state.label.lower()}")
    if session.state is not SessionState.OPEN or session.first_starts_at <= clock.now():
        raise CannotApproveBooking("The session has begun or is not open any more, so this cannot be answered")
    return session
