"""Reads of bookings. Lists for people take the viewer and reach as far as their scope."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from dcpp.kernel.access import Scope, Viewer
from dcpp.kernel.db import db
from dcpp.kernel.reach import Reach
from dcpp.people.models import Person, Team
from training import access
from training.models import Booking, BookingStep, TrainingSession
from training.queries.attending import attendee_of, session_admits
from training.queries.delegates import select_stood_in_for
from training.rules.bookings import OPEN, BookingState
from training.rules.sessions import SessionState

_team = select(Person.team_id).where(Person.id == Booking.person_id).correlate(Booking).scalar_subquery()
_service = (
    select(Team.service_id)
    .join(Person, Person.team_id == Team.id)
    .where(Person.id == Booking.person_id)
    .correlate(Booking)
    .scalar_subquery()
)
REACH = Reach(own=(Booking.person_id,), report=Booking.person_id, team=_team, service=_service)


def within_reach(viewer: Viewer) -> ColumnElement[bool]:
    """Bookings somebody may see: their own, their people's, of sessions they teach, and those asked of them."""
    trained = select(TrainingSession.id).where(TrainingSession.trainer_id == viewer.person_id)
    asked = or_(Booking.approver_id == viewer.person_id, Booking.approver_id.in_(select_stood_in_for(viewer.person_id)))
    return or_(
        Booking.person_id == viewer.person_id,
        REACH.within(viewer, viewer.scope_here(access.VIEW_BOOKINGS)),
        Booking.session_id.in_(trained),
        asked,
    )


def get_booking(booking_id: UUID, viewer: Viewer) -> Booking:
    """One booking with its session, course, person and steps, when the viewer may see it."""
    return db.session.scalars(
        select(Booking)
        .where(Booking.id == booking_id, within_reach(viewer))
        .options(
            joinedload(Booking.session).joinedload(TrainingSession.course),
            joinedload(Booking.person),
            joinedload(Booking.approver),
            selectinload(Booking.steps).joinedload(BookingStep.by),
        )
    ).one()


def may_act_on(viewer: Viewer, booking: Booking) -> bool:
    """Whether somebody may cancel a booking or give its place on: their own, their people’s; the co-ordinator any."""
    is_theirs = viewer.person_id == booking.person_id or booking.person_id in viewer.report_ids
    return is_theirs or viewer.may(access.PLACE_BOOKINGS)


def may_see_needs(viewer: Viewer, booking: Booking) -> bool:
    """What people say of access and food is for themselves, the co-ordinator and the trainer."""
    is_trainer = booking.session.trainer_id == viewer.person_id
    return viewer.person_id == booking.person_id or is_trainer or viewer.may(access.PLACE_BOOKINGS)


def get_session_to_see(session_id: UUID, viewer: Viewer) -> TrainingSession:
    """A session whose bookings the viewer may read: co-ordinators every one, trainers their own."""
    reaches_all = viewer.scope_here(access.VIEW_BOOKINGS) is Scope.COUNCIL
    everyone = true() if reaches_all else TrainingSession.trainer_id == viewer.person_id
    return db.session.scalars(
        select(TrainingSession)
        .where(TrainingSession.id == session_id, everyone)
        .options(joinedload(TrainingSession.course), joinedload(TrainingSession.trainer))
    ).one()


def find_live_booking(session_id: UUID, person_id: UUID) -> Booking | None:
    """The booking of a session that somebody has and that has not ended without a place."""
    return db.session.scalars(
        select(Booking)
        .where(Booking.session_id == session_id, Booking.person_id == person_id, is_live())
        .options(selectinload(Booking.steps))
    ).one_or_none()


def is_live() -> ColumnElement[bool]:
    return Booking.state.in_([state for state in BookingState if state.is_live])


def list_to_come(person_id: UUID, now: datetime) -> Sequence[Booking]:
    """What somebody has booked, asked for or waits for, the next first; session, course and steps come with it."""
    return db.session.scalars(
        _with_session(select(Booking))
        .where(Booking.person_id == person_id, Booking.state.in_(OPEN), TrainingSession.last_ends_at > now)
        .options(selectinload(Booking.steps))
        .order_by(TrainingSession.first_starts_at, Booking.id)
    ).all()


def list_sessions_to_book(person_id: UUID, now: datetime, most: int = 10) -> Sequence[TrainingSession]:
    """The next open sessions that admit somebody and that they have not booked, with their courses."""
    booked = select(Booking.session_id).where(Booking.person_id == person_id, is_live())
    return db.session.scalars(
        select(TrainingSession)
        .join(TrainingSession.course)
        .where(
            TrainingSession.state == SessionState.OPEN,
            TrainingSession.first_starts_at > now,
            TrainingSession.id.not_in(booked),
            session_admits(attendee_of(person_id)),
        )
        .options(contains_eager(TrainingSession.course))
        .order_by(TrainingSession.first_starts_at, TrainingSession.id)
        .limit(most)
    ).all()


def select_history(person_id: UUID, now: datetime) -> Select[Booking]:
    """For a listing: what somebody had booked and is over, or has ended."""
    over = or_(Booking.state.not_in(OPEN), TrainingSession.last_ends_at <= now)
    return _with_session(select(Booking)).where(Booking.person_id == person_id, over)


def select_bookings_of(session_id: UUID) -> Select[Booking]:
    """For a listing: everybody who ever booked a session, with their team."""
    return (
        select(Booking)
        .join(Booking.person)
        .outerjoin(Person.team)
        .where(Booking.session_id == session_id)
        .options(contains_eager(Booking.person).contains_eager(Person.team))
    )


def list_queue(session_id: UUID) -> Sequence[Booking]:
    """Who waits for a place, the first first, each with their person."""
    return db.session.scalars(
        select(Booking)
        .where(Booking.session_id == session_id, Booking.state == BookingState.WAITING)
        .options(joinedload(Booking.person))
        .order_by(Booking.arrived)
    ).all()


def list_holding(session_id: UUID) -> Sequence[Booking]:
    """Who holds a place, by name, each with their person: for the day itself."""
    return db.session.scalars(
        select(Booking)
        .join(Booking.person)
        .where(Booking.session_id == session_id, Booking.state.in_([one for one in BookingState if one.holds_place]))
        .options(contains_eager(Booking.person))
        .order_by(Person.name, Booking.id)
    ).all()


def list_steps_of(session_id: UUID) -> Sequence[BookingStep]:
    """Everything that happened to the bookings of a session, the first first."""
    return db.session.scalars(
        select(BookingStep)
        .join(BookingStep.booking)
        .where(Booking.session_id == session_id)
        .options(contains_eager(BookingStep.booking))
        .order_by(BookingStep.id)
    ).all()


@dataclass(frozen=True)
class Attendance:
    """How somebody's bookings ended so far."""

    attended: int = 0
    in_part: int = 0
    absent: int = 0
    cancelled_late: int = 0


def map_attendance(person_ids: Collection[UUID]) -> dict[UUID, Attendance]:
    """How the bookings of some people ended, in one statement; everybody asked for is there."""
    states = (
        BookingState.ATTENDED,
        BookingState.PART_ATTENDED,
        BookingState.ABSENT,
        BookingState.CANCELLED_LATE,
    )
    numbers = [func.sum(case((Booking.state == state, 1), else_=0)) for state in states]
    rows = db.session.execute(
        select(Booking.person_id, *numbers).where(Booking.person_id.in_(person_ids)).group_by(Booking.person_id)
    )
    counted = {person_id: Attendance(*many) for person_id, *many in rows}
    return {person_id: counted.get(person_id, Attendance()) for person_id in person_ids}


def _with_session(statement: Select[Booking]) -> Select[Booking]:
    return (
        statement.join(Booking.session)
        .join(TrainingSession.course)
        .options(contains_eager(Booking.session).contains_eager(TrainingSession.course))
    )
