"""Courses and sessions with good defaults; each call is a transaction of its own."""

from datetime import UTC, datetime, time, timedelta
from itertools import count

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from training import services
from training.models import TrainingCourse, TrainingSession
from training.rules.courses import Level
from training.rules.sessions import DatePart
from training.services import CourseDetails, SessionDetails

_numbers = count(1)


def make_course(title=None, **details):
    """A course for everybody of the council: make_course("Neglect", sectors=["health"], needs_ids=[…])."""
    given = {
        "title": title or f"Course {next(_numbers)}",
        "aim": "You will know what to look for, and what to do next.",
        "length_minutes": 360,
        "cpd_minutes": 360,
        "level": Level.CORE,
    }
    with transaction():
        course = services.add_course(CourseDetails(**given | details), by=None)
    return db.session.get_one(TrainingCourse, course.id)


def date_part(day, starts=9, hours=7, **where):
    """One date in London: date_part(date(2026, 12, 7), starts=13, hours=3)."""
    starts_at = datetime.combine(day, time(starts), tzinfo=clock.LONDON).astimezone(UTC)
    return DatePart(starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours), **where)


def make_session(course=None, *, days=(14,), is_open=True, **details):
    """A session of a course, on dates so many days from today; open for booking unless told."""
    course = course or make_course()
    dates = [date_part(clock.today() + timedelta(days=one)) for one in days]
    given = {"dates": dates, "maximum": 20, "waiting_places": 10, "place": "Priory Hall, room 2"}
    course_id = course.id
    with transaction():
        course = db.session.get_one(TrainingCourse, course_id)
        session = services.add_session(course, SessionDetails(**given | details), by=None)
        if is_open:
            services.open_session(session)
        session_id = session.id
    return db.session.get_one(TrainingSession, session_id)
