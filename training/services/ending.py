"""What ends bookings without anybody asking: a cancelled session, an empty-handed queue, a missing answer."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from sqlalchemy import or_, select, update

from dcpp.kernel import clock, outbox
from dcpp.kernel.db import affected, db
from dcpp.kernel.events import announce
from dcpp.people import queries as people
from dcpp.people.events import LeavingDaySet
from training import events, queries
from training.models import Booking, TrainingSession
from training.rules.bookings import OPEN, BookingState, Deed
from training.rules.queue import Cause
from training.rules.sessions import CannotKeepSession, SessionState
from training.rules.timing import FORGET_NEEDS_AFTER_DAYS, REMIND_AFTER_DAYS
from training.services.promotion import promote
from training.services.requesting import ask_to_approve, who_is_asked
from training.services.session_deeds import lock_session
from training.services.steps import add_step, told

NO_PLACE = "No place came free before the session"
LEAVES = "Leaves before the session"
NOT_ANSWERED = "Nobody answered in time"


def end_bookings_of_cancelled(event: events.SessionCancelled) -> None:
    """Everybody who had a place, waited or had asked hears that the session is cancelled, and of the next one."""
    session = lock_session(event.session_id)
    following = queries.find_next_session(session.course_id, clock.now())
    for booking in queries.list_open_of(session.id):
        had_place = booking.state.holds_place
        step = add_step(
            booking, Deed.SESSION_CANCELLED, BookingState.SESSION_CANCELLED, by=None, why=session.cancelled_reason
        )
        outbox.write(
            "training/session_cancelled",
            to=booking.person_id,
            dedupe=f"booking-session-cancelled-{booking.id}",
            booking=booking,
            session=session,
            following=following,
        )
        announce(
            events.BookingEnded(happened_at=step.at, state=booking.state.value, had_place=had_place, **told(booking))
        )


def look_at_queue_after_change(event: events.SessionChanged) -> None:
    """More places go to the queue by the same routine as every other place. Fewer than are taken are refused."""
    if not {"maximum", "dates", "freeze_days"} & set(event.fields):
        return
    session = lock_session(event.session_id)
    taken = queries.count_by_rule(session.id)
    if "maximum" in event.fields and taken > session.maximum:
        raise CannotKeepSession(f"{taken} people hold a place. Enter {taken} or more, or cancel bookings first")
    promote(session.id, because=Cause.MORE_PLACES if event.is_larger else Cause.CHANGED)


def end_queues() -> int:
    """Once a session has begun, its queue ends; gives how many bookings."""
    ended = _over([BookingState.WAITING, BookingState.APPROVED])
    for booking in ended:
        step = add_step(booking, Deed.QUEUE_ENDED, BookingState.DECLINED, by=None, why=NO_PLACE)
        announce(events.BookingEnded(happened_at=step.at, state=booking.state.value, had_place=False, **told(booking)))
    return len(ended)


def _over(states: Collection[BookingState]) -> list[Booking]:
    """Bookings in some states of sessions that have begun or are closed, held until the transaction ends."""
    now = clock.now()
    ids = db.session.scalars(
        select(Booking.session_id)
        .join(TrainingSession, TrainingSession.id == Booking.session_id)
        .where(
            Booking.state.in_(states),
            or_(TrainingSession.first_starts_at <= now, TrainingSession.state == SessionState.CLOSED),
        )
        .distinct()
        .order_by(Booking.session_id)
    ).all()
    found = []
    for session_id in ids:
        lock_session(session_id)
        found += [booking for booking in queries.list_open_of(session_id) if booking.state in states]
    return found


def expire_requests() -> int:
    """End the requests whose last day to answer is over, and tell both sides; gives how many."""
    today, count = clock.today(), 0
    for booking in queries.list_requests(expired_before=today):
        lock_session(booking.session_id)
        queries.refresh_booking(booking)
        if booking.state is not BookingState.REQUESTED:
            continue
        step = add_step(booking, Deed.EXPIRED, BookingState.DECLINED, by=None, why=NOT_ANSWERED)
        for to_id in dict.fromkeys([booking.person_id, *who_is_asked(booking)]):
            outbox.write(
                "training/booking_expired",
                to=to_id,
                dedupe=f"booking-expired-{booking.id}-{to_id}",
                booking=booking,
                session=booking.session,
                is_own=to_id == booking.person_id,
                names=people.names_of([booking.person_id]),
            )
        announce(events.BookingDeclined(happened_at=step.at, by_id=None, **told(booking)))
        promote(booking.session_id, because=Cause.EXPIRED)
        count += 1
    return count


def remind_approvers() -> int:
    """Ask again for answers that are missing: every three working days, and on the last day; gives how many requests.

    Only on working days; the same day twice writes nothing.
    """
    today, count = clock.today(), 0
    if not clock.is_working_day(today):
        return count
    for booking in queries.list_requests():
        waited = clock.working_days_between(clock.london(booking.asked_at).date(), today)
        is_due = waited > 0 and waited % REMIND_AFTER_DAYS == 0
        if is_due or (waited > 0 and booking.expires_on == today):
            ask_to_approve(booking, booking.session, booking.person, again=today.isoformat())
            count += 1
    return count


def forget_needs() -> int:
    """Delete what people said of access and food some days after the session; gives of how many bookings."""
    before, count = clock.now() - timedelta(days=FORGET_NEEDS_AFTER_DAYS), 0
    for session_id, ids in queries.map_needs_to_forget(before).items():
        count += affected(
            update(Booking)
            .where(Booking.id.in_(ids))
            .values(access_needs="", dietary_needs="", version=Booking.version + 1)
        )
        announce(events.BookingNeedsForgotten(happened_at=clock.now(), session_id=session_id, bookings=len(ids)))
    return count


def cancel_for_leaver(event: LeavingDaySet) -> None:
    """What somebody has booked after their last day is given up without a charge, and the queues move on."""
    if event.leaves_on is None:
        return
    after = datetime.combine(event.leaves_on + timedelta(days=1), time(), tzinfo=clock.LONDON)
    for booking in queries.list_open_to_come_of(event.person_id, max(after, clock.now())):
        lock_session(booking.session_id)
        queries.refresh_booking(booking)
        if booking.state not in OPEN:
            continue
        had_place = booking.state.holds_place
        step = add_step(booking, Deed.CANCELLED, BookingState.CANCELLED_IN_TIME, by=None, why=LEAVES)
        announce(
            events.BookingCancelled(
                happened_at=step.at, had_place=had_place, is_late=False, charge_pence=0, **told(booking)
            )
        )
        promote(booking.session_id, because=Cause.CANCELLED if had_place else Cause.LEFT_QUEUE)
