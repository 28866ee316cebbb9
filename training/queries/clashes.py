"""What else somebody has booked at the time of a session."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import aliased

from dcpp.kernel.db import db
from training.models import Booking, SessionDate, TrainingCourse, TrainingSession
from training.rules.bookings import OPEN, BookingState


@dataclass(frozen=True)
class Clash:
    """A booking of another session at the same time."""

    booking_id: UUID
    reference: str
    title: str
    state: BookingState
    starts_at: datetime

    @property
    def holds_place(self) -> bool:
        return self.state is BookingState.BOOKED


_ours, _theirs = aliased(SessionDate), aliased(SessionDate)
# Made once: under the lock of a session that many want, a statement is not put together again for each.
_CLASHES = (
    select(
        _ours.session_id,
        Booking.person_id,
        Booking.id,
        Booking.reference,
        TrainingCourse.title,
        Booking.state,
        _theirs.starts_at,
    )
    .join(TrainingSession, TrainingSession.id == Booking.session_id)
    .join(TrainingCourse, TrainingCourse.id == TrainingSession.course_id)
    .join(_theirs, _theirs.session_id == Booking.session_id)
    .join(_ours, and_(_ours.starts_at < _theirs.ends_at, _theirs.starts_at < _ours.ends_at))
    .where(
        _ours.session_id.in_(bindparam("sessions", expanding=True)),
        Booking.session_id != _ours.session_id,
        Booking.person_id.in_(bindparam("people", expanding=True)),
        Booking.state.in_(OPEN),
    )
    .order_by(_theirs.starts_at, Booking.id)
)


def map_clashes_of(session_ids: Collection[UUID], person_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], list[Clash]]:
    """The clashes of some people with some sessions, by session and person, in one statement."""
    rows = db.session.execute(_CLASHES, {"sessions": list(session_ids), "people": list(person_ids)})
    found: dict[tuple[UUID, UUID], dict[UUID, Clash]] = {}
    for row in rows:
        clash = Clash(row.id, row.reference, row.title, row.state, row.starts_at)
        found.setdefault((row.session_id, row.person_id), {}).setdefault(clash.booking_id, clash)
    return {key: list(clashes.values()) for key, clashes in found.items()}


def map_clashes(session_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, list[Clash]]:
    """With one session, by person."""
    return {person_id: many for (_session, person_id), many in map_clashes_of([session_id], person_ids).items()}


def list_clashes(session_id: UUID, person_id: UUID) -> list[Clash]:
    """Of one person."""
    return map_clashes(session_id, [person_id]).get(person_id, [])
