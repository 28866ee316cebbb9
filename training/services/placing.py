"""Places given by hand, with a reason; and what became of a booking on the day."""

from uuid import UUID

from dcpp.kernel.events import announce
from dcpp.people.models import Person
from training import events, queries
from training.models import Booking
from training.rules.bookings import OUTCOMES, BookingState, CannotPlace, CannotRecordOutcome, Deed
from training.rules.queue import Cause
from training.rules.sessions import SessionState
from training.services.promotion import promote, tell_placed
from training.services.session_deeds import lock_session
from training.services.steps import add_step, begin_booking, told

PLACEABLE = {SessionState.PLANNED, SessionState.OPEN}


def place_by_hand(
    session_id: UUID, person: Person, *, why: str, by: UUID, above_maximum: bool = False, tells: bool = True
) -> Booking:
    """Give somebody a place past the queue, for training that runs out soon, or on the day to whoever has come.

    Neither the booking window nor the freeze holds. Above the maximum only when said so; the booking then shows it.
    tells: whether the person gets a mail. Raises CannotPlace.
    """
    session = lock_session(session_id)
    if not why.strip():
        raise CannotPlace("Enter why: it stands in the log of the session")
    if session.state not in PLACEABLE:
        raise CannotPlace(f"This session is {session.state.label.lower()}, so no place can be given")
    booking = queries.find_live_booking(session.id, person.id)
    if booking and booking.state.holds_place:
        raise CannotPlace(f"{person.name} has a place already: {booking.reference}")
    held = [clash for clash in queries.list_clashes(session.id, person.id) if clash.holds_place]
    if held:
        raise CannotPlace(f"{person.name} has a place on “{held[0].title}” at the same time ({held[0].reference})")
    is_full = not queries.count_places([session.id])[session.id].free(session.maximum)
    if is_full and not above_maximum:
        raise CannotPlace(f"All {session.maximum} places are taken. Say that you go above the maximum, or wait")
    was_waiting = booking is not None and booking.state is BookingState.WAITING
    booking = booking or begin_booking(session, person)
    step = add_step(booking, Deed.PLACED_BY_HAND, BookingState.BOOKED, by=by, why=why.strip(), is_override=is_full)
    announce(
        events.BookingPlaced(
            happened_at=step.at,
            how=Deed.PLACED_BY_HAND.value,
            from_queue=was_waiting,
            is_override=is_full,
            **told(booking),
        )
    )
    if tells:
        tell_placed(booking, session, "the training co-ordinator gave you a place")
    promote(session.id, because=Cause.PLACED_BY_HAND)
    return booking


def record_outcome(booking: Booking, state: BookingState, *, by: UUID, why: str = "") -> None:
    """Attended, in part, or absent; again to put it right, then with the reason. The same twice changes nothing.

    Raises CannotRecordOutcome.
    """
    queries.refresh_booking(booking, lock=True)
    if state not in OUTCOMES:
        raise CannotRecordOutcome("Say whether they attended, attended in part, or were absent")
    former = booking.state
    if former is state:
        return
    if former not in OUTCOMES and former is not BookingState.BOOKED:
        raise CannotRecordOutcome(f"{booking.reference} is “{former.label.lower()}”: it holds no place")
    step = add_step(booking, Deed.RECORDED, state, by=by, why=why.strip())
    announce(
        events.BookingOutcomeRecorded(happened_at=step.at, state=state.value, former=former.value, **told(booking))
    )
