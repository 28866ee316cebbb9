"""Lists of training to take away."""

from flask.typing import ResponseReturnValue

from dcpp.kernel.access import may, viewer
from dcpp.people.rules import Sector
from dcpp.web import exports
from dcpp.web.exports import Export
from training import access
from training.models import TrainingCourse, TrainingSession
from training.views import blueprint
from training.views.catalogue import sessions_listing
from training.views.courses import courses_listing


def _themes(course: TrainingCourse) -> str:
    return ", ".join(theme.name for theme in course.themes)


def _sectors(course: TrainingCourse) -> str:
    return ", ".join(Sector(code).label for code in course.sectors)


COURSES = Export(
    "Courses",
    "courses",
    "training_course",
    {
        "Course": lambda course: course.title,
        "Reference": lambda course: course.reference,
        "Level": lambda course: course.level,
        "Themes": _themes,
        "Length in hours": lambda course: course.length_minutes / 60,
        "CPD hours": lambda course: course.cpd_minutes / 60,
        "Job roles": lambda course: ", ".join(course.audience) or "All",
        "For the council’s own people": lambda course: course.own_council,
        "Partner sectors": _sectors,
        "Valid for months": lambda course: course.months_valid,
    },
)


def _where(session: TrainingSession) -> str:
    return "Online" if session.is_online else session.place


SESSIONS = Export(
    "Sessions",
    "sessions",
    "training_session",
    {
        "Course": lambda session: session.course.title,
        "Reference": lambda session: session.reference,
        "Starts": lambda session: session.first_starts_at,
        "Ends": lambda session: session.last_ends_at,
        "Where": _where,
        "Trainer": lambda session: session.trainer_words,
        "Places": lambda session: session.maximum,
    },
)


@blueprint.get("/courses/export")
@may(access.VIEW_CATALOGUE, access.MANAGE_COURSES)
def export_courses() -> ResponseReturnValue:
    return exports.send(courses_listing(viewer()), COURSES)


@blueprint.get("/export")
@may(access.VIEW_CATALOGUE, access.MANAGE_SESSIONS)
def export_sessions() -> ResponseReturnValue:
    return exports.send(sessions_listing(viewer()), SESSIONS)
