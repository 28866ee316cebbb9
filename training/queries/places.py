"""How many places are taken and how many wait: always counted, never stored."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, case, func, select
from sqlalchemy.orm import joinedload

from dcpp.kernel import clock
from dcpp.kernel.db import db
from training.models import Booking, TrainingSession
from training.rules.bookings import HOLDING, LIVE, BookingState
from training.rules.sessions import SessionState

UNDECIDED = (BookingState.REQUESTED, BookingState.APPROVED)


@dataclass(frozen=True)
class Places:
    """Of one session: those who hold a place, those who wait for one, and those whose approval is waited for."""

    booked: int = 0
    waiting: int = 0
    requested: int = 0

    def free(self, maximum: int) -> int:
        """Never less than none, also where places above the maximum were given by hand."""
        return max(0, maximum - self.booked)


NONE_TAKEN = Places()


def count_places(session_ids: Collection[UUID]) -> dict[UUID, Places]:
    """The places of many sessions, in one statement; every session asked for is there."""
    rows = db.session.execute(
        select(Booking.session_id, _many(HOLDING), _many([BookingState.WAITING]), _many(UNDECIDED))
        .where(Booking.session_id.in_(session_ids), Booking.state.in_(LIVE))
        .group_by(Booking.session_id)
    )
    counted = {session_id: Places(*numbers) for session_id, *numbers in rows}
    return {session_id: counted.get(session_id, NONE_TAKEN) for session_id in session_ids}


@dataclass(frozen=True)
class Room:
    """What somebody finds who asks for a place: the session's places, and whether they have a live booking of it."""

    places: Places
    has_booking: bool


def room_for(session_id: UUID, person_id: UUID) -> Room:
    """In one statement, under the session's lock."""
    *numbers, has = db.session.execute(_ROOM, {"session": session_id, "person": person_id}).one()
    return Room(Places(*numbers), bool(has))


def count_before(session_id: UUID, arrived: int) -> int:
    """How many wait for a place who asked before."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Booking.session_id == session_id, Booking.state == BookingState.WAITING, Booking.arrived < arrived
            )
        )
        or 0
    )


def _many(states: Collection[BookingState]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((Booking.state.in_(states), 1), else_=0)), 0)


# Made once: under the lock of a session that many want, a statement is not put together again for each.
_ROOM = select(
    _many(HOLDING),
    _many([BookingState.WAITING]),
    _many(UNDECIDED),
    func.coalesce(func.sum(case((Booking.person_id == bindparam("person"), 1), else_=0)), 0),
).where(Booking.session_id == bindparam("session"), Booking.state.in_(LIVE))


def list_below_minimum(now: datetime, until: date) -> list[tuple[TrainingSession, int]]:
    """Open sessions that begin by a day and for which fewer hold a place than they need; with how many do."""
    held = (
        select(func.count())
        .where(Booking.session_id == TrainingSession.id, Booking.state.in_(HOLDING))
        .correlate(TrainingSession)
        .scalar_subquery()
    )
    last = datetime.combine(until, time.max, tzinfo=clock.LONDON)
    rows = db.session.execute(
        select(TrainingSession, held)
        .where(
            TrainingSession.state == SessionState.OPEN,
            TrainingSession.first_starts_at.between(now, last),
            held < TrainingSession.minimum,
        )
        .options(joinedload(TrainingSession.course))
        .order_by(TrainingSession.first_starts_at, TrainingSession.id)
    ).all()
    return [(row[0], row[1]) for row in rows]
