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
    select(Booking.person_id, Booking.id, Booking.reference, TrainingCourse.title, Booking.state, _theirs.starts_at)
    .join(TrainingSession, TrainingSession.id == Booking.session_id)
    .join(TrainingCourse, TrainingCourse.id == TrainingSession.course_id)
    .join(_theirs, _theirs.session_id == Booking.session_id)
    .join(_ours, and_(_ours.starts_at < _theirs.ends_at, _theirs.starts_at < _ours.ends_at))
    .where(
        _ours.session_id == bindparam("session"),
        Booking.session_id != bindparam("session"),
        Booking.person_id.in_(bindparam("people", expanding=True)),
        Booking.state.in_(OPEN),
    )
    .order_by(_theirs.starts_at, Booking.id)
)


def map_clashes(session_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, list[Clash]]:
    """The clashes of some people with one session, by person, in one statement; only of those who have any."""
    rows = db.session.execute(_CLASHES, {"session": session_id, "people": list(person_ids)})
    found: dict[UUID, dict[UUID, Clash]] = {}
    for row in rows:
        clash = Clash(row.id, row.reference, row.title, row.state, row.starts_at)
        found.setdefault(row.person_id, {}).setdefault(clash.booking_id, clash)
    return {person_id: list(clashes.values()) for person_id, clashes in found.items()}


def list_clashes(session_id: UUID, person_id: UUID) -> list[Clash]:
    """Of one person."""
    return map_clashes(session_id, [person_id]).get(person_id, [])
