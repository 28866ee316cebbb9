"""Who came, and whom a trainer or co-ordinator may say it of."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.orm import joinedload, selectinload

from dcpp.kernel.access import Scope, Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person
from training import access
from training.models import AttendanceMark, Booking, TrainingSession
from training.rules.attendance import Mark
from training.rules.bookings import HOLDING
from training.rules.sessions import SessionState


def get_session_to_mark(session_id: UUID, viewer: Viewer) -> TrainingSession:
    """A session whose attendance the viewer may note: co-ordinators every one, trainers their own; with its dates."""
    reaches_all = viewer.scope_here(access.RECORD_ATTENDANCE) is Scope.COUNCIL
    return db.session.scalars(
        select(TrainingSession)
        .where(
            TrainingSession.id == session_id,
            true() if reaches_all else TrainingSession.trainer_id == viewer.person_id,
        )
        .options(joinedload(TrainingSession.course), selectinload(TrainingSession.dates))
    ).one()


def get_booking_to_mark(booking_id: UUID, viewer: Viewer) -> Booking:
    reaches_all = viewer.scope_here(access.RECORD_ATTENDANCE) is Scope.COUNCIL
    return db.session.scalars(
        select(Booking)
        .join(Booking.session)
        .where(Booking.id == booking_id, true() if reaches_all else TrainingSession.trainer_id == viewer.person_id)
        .options(
            joinedload(Booking.session).joinedload(TrainingSession.course),
            joinedload(Booking.session).selectinload(TrainingSession.dates),
            joinedload(Booking.person),
        )
    ).one()


def list_expected(session_id: UUID) -> Sequence[Booking]:
    """Who holds a place, by name; person and team come with them."""
    return db.session.scalars(
        select(Booking)
        .join(Booking.person)
        .where(Booking.session_id == session_id, Booking.state.in_(HOLDING))
        .options(joinedload(Booking.person).joinedload(Person.team))
        .order_by(Person.name, Booking.arrived)
    ).all()


def map_marks(booking_ids: Collection[UUID]) -> dict[UUID, dict[UUID, AttendanceMark]]:
    """Booking → date → what was noted, and by whom."""
    found: dict[UUID, dict[UUID, AttendanceMark]] = {}
    asked = select(AttendanceMark).where(AttendanceMark.booking_id.in_(booking_ids))
    for mark in db.session.scalars(asked.options(joinedload(AttendanceMark.noted_by))):
        found.setdefault(mark.booking_id, {})[mark.date_id] = mark
    return found


def map_marks_of_date(date_id: UUID) -> dict[UUID, Mark]:
    """Booking → what was noted of one date."""
    asked = select(AttendanceMark.booking_id, AttendanceMark.mark).where(AttendanceMark.date_id == date_id)
    return {row.booking_id: row.mark for row in db.session.execute(asked)}


def list_to_close(viewer: Viewer, now: datetime) -> Sequence[TrainingSession]:
    """Sessions that are over and not closed yet, of a trainer; of everybody for who reaches so far."""
    reaches_all = viewer.scope_of(access.RECORD_ATTENDANCE) is Scope.COUNCIL
    return db.session.scalars(
        select(TrainingSession)
        .where(
            TrainingSession.state == SessionState.OPEN,
            TrainingSession.last_ends_at <= now,
            true() if reaches_all else TrainingSession.trainer_id == viewer.person_id,
        )
        .options(joinedload(TrainingSession.course))
        .order_by(TrainingSession.last_ends_at, TrainingSession.id)
    ).all()
