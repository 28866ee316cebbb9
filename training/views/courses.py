"""Courses for everybody: the list, and one with its sessions to come."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.kernel.viewing import shows_no_record
from dcpp.people.rules import Sector
from dcpp.web.listing import Listing, OneOf, Words
from training import access, queries
from training.models import TrainingCourse
from training.queries.catalogue import is_called
from training.rules import wording
from training.rules.courses import Level
from training.views import blueprint


@blueprint.get("/courses")
@may(access.VIEW_CATALOGUE, access.MANAGE_COURSES)
def list_courses() -> ResponseReturnValue:
    return render_template("training/list_courses.html", listing=courses_listing(viewer()))


def courses_listing(who: Viewer) -> Listing:
    return Listing(
        queries.select_courses(queries.attendee_of(who.person_id)),
        args=request.args,
        columns={"title": TrainingCourse.title, "reference": TrainingCourse.reference},
        tie=TrainingCourse.id,
        filters=[
            Words("q", "Words", is_called),
            OneOf("level", "Level", Level, lambda level: TrainingCourse.level == level),
        ],
    )


@blueprint.get("/courses/<uuid:course_id>")
@may(access.VIEW_CATALOGUE, access.MANAGE_COURSES)
@shows_no_record("What a course says is for everybody who may book it")
def view_course(course_id: UUID) -> ResponseReturnValue:
    who, attendee = viewer(), queries.attendee_of(viewer().person_id)
    course = queries.get_course(course_id, attendee)
    sessions = queries.list_sessions_of(course_id, attendee, clock.now(), planned=who.may(access.MANAGE_SESSIONS))
    return render_template(
        "training/view_course.html",
        course=course,
        sessions=sessions,
        before=queries.list_prerequisites(course_id, attendee),
        places=queries.count_places([session.id for session in sessions]),
        who=None if attendee.is_partner else who_may_book(course),
        manages=who.may(access.MANAGE_COURSES),
        wording=wording,
    )


def who_may_book(course: TrainingCourse) -> str:
    """Whom a course is for, in words, for the council's own people."""
    own = (", ".join(course.audience) or "Everybody of the council") if course.own_council else ""
    partners = ", ".join(Sector(code).label for code in course.sectors)
    return "; ".join(filter(None, [own, f"partners: {partners}" if partners else ""]))
