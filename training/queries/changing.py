"""Reads for those who change bookings, in the order in which they are dealt with."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from dcpp.kernel.db import db
from training.models import Booking, BookingStep, TrainingSession
from training.rules.bookings import HOLDING, OPEN, BookingState
from training.rules.sessions import SessionState

_WITH_SESSION = joinedload(Booking.session, innerjoin=True).joinedload(TrainingSession.course, innerjoin=True)


def refresh_booking(booking: Booking, *, lock: bool = False) -> None:
    """Read a booking again, now that nobody else changes it: its session, or (lock) the row itself, is held."""
    wanted = (
        select(Booking).where(Booking.id == booking.id).options(selectinload(Booking.steps), joinedload(Booking.person))
    )
    wanted = wanted.with_for_update(of=Booking) if lock else wanted
    db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def list_open_of(session_id: UUID) -> Sequence[Booking]:
    """Bookings of a session that have not ended, in order of arrival."""
    return db.session.scalars(
        select(Booking)
        .where(Booking.session_id == session_id, Booking.state.in_(OPEN))
        .order_by(Booking.arrived)
        .execution_options(populate_existing=True)
    ).all()


def list_open_to_come_of(person_id: UUID, now: datetime) -> Sequence[Booking]:
    """Bookings of somebody that have not ended, of sessions that have not begun."""
    return db.session.scalars(
        select(Booking)
        .join(Booking.session)
        .where(Booking.person_id == person_id, Booking.state.in_(OPEN), TrainingSession.first_starts_at > now)
        .options(_WITH_SESSION)
        .order_by(Booking.session_id)
    ).all()


def list_requests(*, expired_before: date | None = None) -> Sequence[Booking]:
    """Requests that wait for an answer, in order of sessions; only those whose last day was before one."""
    when = Booking.expires_on < expired_before if expired_before else true()
    return db.session.scalars(
        select(Booking)
        .where(Booking.state == BookingState.REQUESTED, when)
        .options(_WITH_SESSION, joinedload(Booking.person))
        .order_by(Booking.session_id, Booking.arrived)
    ).all()


def map_needs_to_forget(before: datetime) -> dict[UUID, list[UUID]]:
    """Ids of bookings that still tell of access or food, by session, of sessions that were over before a moment."""
    rows = db.session.execute(
        select(Booking.session_id, Booking.id)
        .join(Booking.session)
        .where(TrainingSession.last_ends_at < before, or_(Booking.access_needs != "", Booking.dietary_needs != ""))
        .order_by(Booking.session_id, Booking.id)
    )
    found: dict[UUID, list[UUID]] = {}
    for session_id, booking_id in rows:
        found.setdefault(session_id, []).append(booking_id)
    return found


def count_by_rule(session_id: UUID) -> int:
    """How many hold a place of a session, not counting those above its maximum."""
    above = exists().where(BookingStep.booking_id == Booking.id, BookingStep.is_override)
    counted = select(func.count()).where(Booking.session_id == session_id, Booking.state.in_(HOLDING), ~above)
    return db.session.scalar(counted) or 0


def find_next_session(course_id: UUID, now: datetime) -> TrainingSession | None:
    """The next session of a course that is open."""
    return db.session.scalars(
        select(TrainingSession)
        .where(
            TrainingSession.course_id == course_id,
            TrainingSession.state == SessionState.OPEN,
            TrainingSession.first_starts_at > now,
        )
        .order_by(TrainingSession.first_starts_at, TrainingSession.id)
        .limit(1)
    ).first()
