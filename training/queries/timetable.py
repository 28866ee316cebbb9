"""What else is held at some times: another session of the same trainer, or in the same place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from dcpp.kernel.db import db
from training.models import SessionDate, TrainingSession
from training.queries.sessions import LIVE
from training.rules.booking_rule import plain
from training.rules.sessions import DatePart, clashes


@dataclass(frozen=True)
class TimetableClash:
    """Somebody or somewhere would be needed twice. of: "trainer" or "place"."""

    of: str
    starts_at: datetime
    session_id: UUID
    reference: str
    title: str


@dataclass(frozen=True)
class Needed:
    """What some dates need: their trainer, and the place of those that name none."""

    dates: Sequence[DatePart]
    place: str = ""
    trainer_id: UUID | None = None
    apart_from: UUID | None = None


def list_timetable_clashes(needed: Needed) -> list[TimetableClash]:
    """Every clash of some dates with sessions that are still to be held, by time, in one statement."""
    if not needed.dates:
        return []
    first, last = min(one.starts_at for one in needed.dates), max(one.ends_at for one in needed.dates)
    others = db.session.scalars(
        select(SessionDate)
        .join(SessionDate.session)
        .join(TrainingSession.course)
        .where(
            SessionDate.starts_at < last,
            SessionDate.ends_at > first,
            TrainingSession.state.in_(LIVE),
            TrainingSession.id != (needed.apart_from or UUID(int=0)),
        )
        .options(contains_eager(SessionDate.session).contains_eager(TrainingSession.course))
        .order_by(SessionDate.starts_at, SessionDate.id)
    ).all()
    found = []
    for ours, theirs in clashes(needed.dates, others):
        place = ours.place or ("" if ours.video_link else needed.place)
        if needed.trainer_id and theirs.session.trainer_id == needed.trainer_id:
            found.append(_clash("trainer", theirs))
        if place and plain(theirs.held_in) == plain(place):
            found.append(_clash("place", theirs))
    return found


def clashes_of(session: TrainingSession) -> list[TimetableClash]:
    """Those of a session as it is."""
    return list_timetable_clashes(Needed(parts_of(session), session.place, session.trainer_id, apart_from=session.id))


def parts_of(session: TrainingSession) -> list[DatePart]:
    """The dates of a session, as rules know them."""
    return [
        DatePart(starts_at=one.starts_at, ends_at=one.ends_at, place=one.place, video_link=one.video_link)
        for one in session.dates
    ]


def _clash(of: str, theirs: SessionDate) -> TimetableClash:
    session = theirs.session
    return TimetableClash(of, theirs.starts_at, session.id, session.reference, session.course.title)
