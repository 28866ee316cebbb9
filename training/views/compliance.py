"""Who has done what is asked of them: by course, by service, and person by person."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.people.models import Person
from dcpp.web import exports
from dcpp.web.exports import Export
from dcpp.web.listing import Listing, OneOf, Words
from training import access, queries
from training.models import TrainingCourse
from training.queries import compliance as compliance_queries
from training.rules.compliance import Standing
from training.views import blueprint


@blueprint.get("/compliance")
@may(access.VIEW_COMPLIANCE)
def view_compliance() -> ResponseReturnValue:
    who, today = viewer(), clock.today()
    return render_template(
        "training/view_compliance.html",
        by_course=compliance_queries.count_by_course(who, today),
        by_service=compliance_queries.count_by_service(who, today),
        today=today,
        Standing=Standing,
    )


@blueprint.get("/compliance/people")
@may(access.VIEW_COMPLIANCE)
def list_standings() -> ResponseReturnValue:
    return render_template("training/list_standings.html", listing=_listing(viewer()), today=clock.today())


@blueprint.get("/compliance/people/export")
@may(access.VIEW_COMPLIANCE)
def export_standings() -> ResponseReturnValue:
    return exports.send(_listing(viewer()), STANDINGS)


def _listing(who: Viewer) -> Listing:
    statement = compliance_queries.select_standings(who, clock.today())
    one = statement.selected_columns
    courses = [(course.id, course.title) for course in queries.list_courses()]
    services = [(row.id, row.name) for row in compliance_queries.list_services_of(who)]
    agency = [("yes", "Agency workers"), ("no", "Employed here")]
    return Listing(
        statement,
        args=request.args,
        columns={"due": one.due_on, "name": Person.name, "course": TrainingCourse.title},
        tie=one.key,
        filters=[
            Words("q", "Name", lambda words: Person.name.icontains(words, autoescape=True)),
            OneOf("standing", "How it stands", Standing, lambda standing: one.standing == standing.value),
            OneOf("course", "Course", courses, lambda course_id: one.course_id == course_id),
            OneOf("service", "Service", services, lambda service_id: one.service_id == service_id),
            OneOf("agency", "Agency", agency, lambda answer: Person.is_agency.is_(answer == "yes")),
        ],
    )


STANDINGS = Export(
    "Compliance",
    "compliance",
    "training_compliance",
    {
        "Name": lambda row: row.name,
        "Team": lambda row: row.team,
        "Course": lambda row: row.course,
        "How it stands": lambda row: Standing(row.standing),
        "Last done": lambda row: row.done_on,
        "Due by": lambda row: row.due_on,
        "Agency": lambda row: row.is_agency,
    },
)
