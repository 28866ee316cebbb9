"""Giving a booking up: in time, or late with its charge recorded; or to a substitute, free."""

from uuid import UUID

from dcpp.kernel import clock, outbox
from dcpp.kernel.events import announce
from dcpp.people import queries as people
from dcpp.people.models import Person
from training import events, queries
from training.models import Booking, TrainingSession
from training.rules import timing
from training.rules.bookings import BookingState, CannotCancelBooking, CannotReplace, Deed
from training.rules.queue import Cause
from training.rules.sessions import SessionState
from training.rules.timing import Cancelling
from training.services.promotion import promote, tell_placed
from training.services.requesting import check_fits
from training.services.session_deeds import lock_session
from training.services.steps import add_step, begin_booking, told


def what_cancelling_means(booking: Booking) -> Cancelling:
    """What cancelling now would be, by the rule as it stood when it was booked. Raises CannotCancelBooking."""
    return timing.cancelling(
        booking.state,
        now=clock.now(),
        first_starts_at=booking.session.first_starts_at,
        cut_off_days=booking.rule.cut_off_days,
        charge_pence=booking.rule.late_charge_pence,
        came_from_queue_on=booking.came_from_queue_on,
    )


def cancel_booking(booking: Booking, *, by: UUID, why: str = "", seen_state: BookingState | None = None) -> Cancelling:
    """Give it up; a place that comes free goes to the queue. seen_state: what the check page said it would be.

    Raises CannotCancelBooking, also where it has become late since the page was read: nobody pays unasked.
    """
    lock_session(booking.session_id)
    queries.refresh_booking(booking)
    meant = what_cancelling_means(booking)
    if seen_state and meant.is_late and seen_state is not meant.state:
        raise CannotCancelBooking("The last free day is over, so cancelling would now be late. Read the page again")
    had_place = booking.state.holds_place
    step = add_step(booking, Deed.CANCELLED, meant.state, by=by, why=why.strip())
    announce(
        events.BookingCancelled(
            happened_at=step.at,
            had_place=had_place,
            is_late=meant.is_late,
            charge_pence=meant.charge_pence,
            **told(booking),
        )
    )
    tell_cancelled(booking, by)
    promote(booking.session_id, because=Cause.CANCELLED if had_place else Cause.LEFT_QUEUE)
    return meant


def tell_cancelled(booking: Booking, by: UUID) -> None:
    """Its person, where somebody else cancelled it; their approver, where they had agreed to it."""
    for to_id in dict.fromkeys([booking.person_id, booking.approver_id]):
        if to_id and to_id != by:
            outbox.write(
                "training/booking_cancelled",
                to=to_id,
                dedupe=f"booking-cancelled-{booking.id}-{to_id}",
                booking=booking,
                session=booking.session,
                is_own=to_id == booking.person_id,
                names=people.names_of([booking.person_id]),
            )


def substitute_booking(booking: Booking, substitute: Person, *, manager_agreed: bool, by: UUID) -> Booking:
    """Give a place to somebody else: free, until the session begins. Gives the substitute's booking.

    Whoever replaces must be of the same agency, be admitted, be free then, and have what the course asks for; where
    the course needs approval, their manager must have agreed. Raises CannotReplace or CannotBook.
    """
    session = lock_session(booking.session_id)
    queries.refresh_booking(booking)
    _check_may_replace(booking, session, substitute, manager_agreed=manager_agreed)
    taken = queries.find_live_booking(session.id, substitute.id)
    if taken and taken.state.holds_place:
        raise CannotReplace(f"{substitute.name} has a place already. Choose somebody else, or cancel")
    check_fits(session, substitute, missing_counts=True)
    gone = add_step(booking, Deed.SUBSTITUTED, BookingState.SUBSTITUTED, by=by, why=f"Replaced by {substitute.name}")
    new = taken or begin_booking(session, substitute)
    new.replaces_id = booking.id
    add_step(
        new,
        Deed.TOOK_OVER,
        BookingState.BOOKED,
        by=by,
        why=f"Took over the place of {booking.reference}",
        is_override=any(step.is_override for step in booking.steps),
    )
    announce(events.BookingSubstituted(happened_at=gone.at, substitute_booking_id=new.id, **told(booking)))
    announce(events.BookingPlaced(happened_at=gone.at, how=Deed.TOOK_OVER.value, **told(new)))
    tell_placed(new, session, "somebody gave you their place")
    promote(session.id, because=Cause.SUBSTITUTED)
    return new


def _check_may_replace(booking: Booking, session: TrainingSession, substitute: Person, *, manager_agreed: bool) -> None:
    if booking.state is not BookingState.BOOKED:
        raise CannotReplace(
            f"Only a place can be given to a substitute; this booking is “{booking.state.label.lower()}”"
        )
    if session.state is not SessionState.OPEN or session.first_starts_at <= clock.now():
        raise CannotReplace("The session has begun or is not open any more")
    if not booking.rule.allows_substitute:
        raise CannotReplace("This course takes no substitutes. Cancel, so that the queue gets the place")
    if substitute.id == booking.person_id or substitute.has_left(clock.today()):
        raise CannotReplace("Choose somebody else who works here now")
    if substitute.partner_agency != booking.person.partner_agency:
        raise CannotReplace("The substitute must work for the same agency")
    if booking.rule.needs_approval and not manager_agreed:
        raise CannotReplace("Ask the substitute’s manager first, and say that they agree")
