"""Reads of sessions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from dcpp.kernel.db import db
from training.models import TrainingCourse, TrainingSession
from training.queries.attending import may_be_seen_by, session_admits
from training.rules.booking_rule import Attendee
from training.rules.sessions import SessionState

LIVE = [state for state in SessionState if state.is_live]


def get_session(session_id: UUID, attendee: Attendee | None = None, *, planned: bool = True) -> TrainingSession:
    """One session with course, dates and trainer; for somebody, only where they may see it. planned: also those."""
    seen = may_be_seen_by(attendee, session_admits(attendee)) if attendee else ()
    statement = select(TrainingSession).join(TrainingSession.course).where(TrainingSession.id == session_id, *seen)
    if not planned:
        statement = statement.where(TrainingSession.state != SessionState.PLANNED)
    return db.session.scalars(
        statement.options(
            contains_eager(TrainingSession.course),
            joinedload(TrainingSession.trainer),
            selectinload(TrainingSession.dates),
        )
    ).one()


def count_sessions_to_come(course_id: UUID, now: datetime) -> int:
    """How many sessions of a course are planned or open and not over."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(TrainingSession)
            .where(
                TrainingSession.course_id == course_id,
                TrainingSession.state.in_(LIVE),
                TrainingSession.last_ends_at > now,
            )
        )
        or 0
    )


def list_sessions_of(
    course_id: UUID, attendee: Attendee, now: datetime, *, planned: bool = False
) -> Sequence[TrainingSession]:
    """Sessions of a course to come that somebody may see, the next first; planned ones too for those who plan."""
    states = LIVE if planned else [SessionState.OPEN]
    return db.session.scalars(
        select(TrainingSession)
        .join(TrainingCourse, TrainingCourse.id == TrainingSession.course_id)
        .where(
            TrainingSession.course_id == course_id,
            TrainingSession.state.in_(states),
            TrainingSession.last_ends_at > now,
            *may_be_seen_by(attendee, session_admits(attendee)),
        )
        .options(joinedload(TrainingSession.trainer), selectinload(TrainingSession.dates))
        .order_by(TrainingSession.first_starts_at, TrainingSession.id)
    ).all()
