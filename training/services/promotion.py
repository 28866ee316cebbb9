"""The one routine that gives places to those who wait, and what every route to it shares: the session's lock."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db, insert_if_absent
from dcpp.kernel.events import announce
from training import events, queries
from training.models import Booking, QueueRun, TrainingSession
from training.rules.bookings import BookingState, Deed
from training.rules.cut_offs import last_day
from training.rules.queue import Cause, Turn, Waiter, barred_sentence, take_turns
from training.rules.sessions import SessionState
from training.rules.timing import is_frozen
from training.services.session_deeds import lock_session
from training.services.steps import add_step, told

LEFT = "No longer works here"


def promote(session_id: UUID, *, because: Cause) -> list[Booking]:
    """Give what is free to those who wait, in order of arrival; gives those who got a place.

    Every route that frees or adds a place ends here. Under the session's lock; nothing once the queue is frozen or the
    session is not open. Whoever cannot be given a place is passed over, with the reason on their booking. What came of
    the look is kept, so that people see when it was.
    """
    session = lock_session(session_id)
    places = queries.count_places([session.id])[session.id]
    free = places.free(session.maximum)
    gives = session.state is SessionState.OPEN and not is_frozen(
        clock.now(), session.first_starts_at, session.rule.freeze_days
    )
    turn = Turn((), ())
    if gives and free and places.waiting:
        queue = {booking.id: booking for booking in queries.list_queue(session.id)}
        turn = take_turns(_waiters(session, list(queue.values())), free)
        _carry_out(session, queue, turn, because)
    _note_run(session, because, free, places.waiting, turn)
    if turn.placed:
        tell_who_is_first(session)
    return [queue[one.booking_id] for one in turn.placed] if turn.placed else []


def _waiters(session: TrainingSession, queue: Sequence[Booking]) -> list[Waiter]:
    """Everybody in the queue, with what bars them: they left, or hold a place elsewhere at the same time."""
    clashes = queries.map_clashes(session.id, [booking.person_id for booking in queue])
    today = clock.today()
    waiters = []
    for booking in queue:
        held = [clash.title for clash in clashes.get(booking.person_id, ()) if clash.holds_place]
        barred = LEFT if booking.person.has_left(today) else barred_sentence(held)
        waiters.append(Waiter(booking.id, booking.arrived, barred))
    return waiters


def _carry_out(session: TrainingSession, queue: dict[UUID, Booking], turn: Turn, because: Cause) -> None:
    for one in turn.passed_over:
        pass_over(queue[one.booking_id], session, why=one.barred)
    until = last_day(session.first_starts_at, session.rule.freeze_days)
    for one in turn.placed:
        booking = queue[one.booking_id]
        step = add_step(booking, Deed.PLACED, BookingState.BOOKED, by=None, why=because.value, last_day=until)
        tell_placed(booking, session, because.value)
        announce(events.BookingPlaced(happened_at=step.at, how=Deed.PLACED.value, from_queue=True, **told(booking)))


def pass_over(booking: Booking, session: TrainingSession, *, why: str) -> None:
    """Note on a booking why a place went to somebody behind it, and tell its person once."""
    step = add_step(booking, Deed.PASSED_OVER, BookingState.WAITING, by=None, why=why)
    outbox.write(
        "training/booking_passed_over",
        to=booking.person_id,
        dedupe=f"booking-passed-over-{booking.id}",
        booking=booking,
        session=session,
        why=why,
    )
    announce(events.BookingPassedOver(happened_at=step.at, **told(booking)))


def tell_placed(booking: Booking, session: TrainingSession, because: str) -> None:
    """The mail to somebody who got a place that they did not take themselves a moment ago."""
    outbox.write(
        "training/booking_placed",
        to=booking.person_id,
        dedupe=f"booking-placed-{booking.id}",
        booking=booking,
        session=session,
        because=because,
        free_until=last_day(session.first_starts_at, booking.rule.cut_off_days),
    )


def tell_who_is_first(session: TrainingSession) -> None:
    """Whoever has become the first of a queue hears it once; others see their place on their page."""
    first = db.session.scalars(
        select(Booking)
        .where(Booking.session_id == session.id, Booking.state == BookingState.WAITING)
        .order_by(Booking.arrived)
        .limit(1)
    ).first()
    if first:
        outbox.write(
            "training/booking_moved_up",
            to=first.person_id,
            dedupe=f"booking-first-{first.id}",
            booking=first,
            session=session,
        )


def _note_run(session: TrainingSession, because: Cause, free: int, waiting: int, turn: Turn) -> None:
    facts = {
        "ran_at": clock.now(),
        "because": because.value,
        "free": free,
        "waiting": waiting,
        "placed": len(turn.placed),
        "passed_over": len(turn.passed_over),
    }
    if not insert_if_absent(QueueRun, session_id=session.id, **facts):
        run = db.session.get_one(QueueRun, session.id)
        for name, value in facts.items():
            setattr(run, name, value)
        db.session.flush()


def promote_everywhere() -> int:
    """Look at every queue that can still move, so that none stands still unseen; gives how many got a place."""
    waiting = db.session.scalars(
        select(Booking.session_id)
        .join(TrainingSession, TrainingSession.id == Booking.session_id)
        .where(
            Booking.state == BookingState.WAITING,
            TrainingSession.state == SessionState.OPEN,
            TrainingSession.first_starts_at > clock.now(),
        )
        .distinct()
        .order_by(Booking.session_id)
    ).all()
    return sum(len(promote(session_id, because=Cause.LOOKED_AGAIN)) for session_id in waiting)


def give_place_or_queue(session: TrainingSession, booking: Booking, places: queries.Places, *, by: UUID | None) -> None:
    """A place at once where one is free and nobody waits; else the queue, by when they asked. The session is locked."""
    free = places.free(session.maximum)
    if free and not places.waiting:
        step = add_step(booking, Deed.PLACED, BookingState.BOOKED, by=by)
        announce(events.BookingPlaced(happened_at=step.at, how=Deed.PLACED.value, **told(booking)))
        return
    before = queries.count_before(session.id, booking.arrived) if booking.state else places.waiting
    step = add_step(booking, Deed.QUEUED, BookingState.WAITING, by=by, place=before + 1)
    announce(events.BookingQueued(happened_at=step.at, place=before + 1, **told(booking)))
    if free:
        promote(session.id, because=Cause.LOOKED_AGAIN)
