"""What stands in the catalogue, and how people search it."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from training.models import TrainingCourse, TrainingSession
from training.queries.attending import may_be_seen_by, session_admits
from training.rules.booking_rule import Attendee
from training.rules.sessions import SessionState


def select_sessions(attendee: Attendee, now: datetime) -> Select[TrainingSession]:
    """For a listing: open sessions that have not begun and that somebody may see, with course and trainer."""
    return (
        select(TrainingSession)
        .join(TrainingSession.course)
        .where(
            TrainingSession.state == SessionState.OPEN,
            TrainingSession.first_starts_at > now,
            *may_be_seen_by(attendee, session_admits(attendee)),
        )
        .options(contains_eager(TrainingSession.course), joinedload(TrainingSession.trainer))
    )


def is_called(words: str) -> ColumnElement[bool]:
    """Courses that hold every one of the words in their title, aim, description or reference."""
    columns = (TrainingCourse.title, TrainingCourse.aim, TrainingCourse.description, TrainingCourse.reference)
    return and_(*(or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words.split()))
