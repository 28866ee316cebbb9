"""The list of people to take away."""

from flask.typing import ResponseReturnValue

from dcpp.kernel.access import may, viewer
from dcpp.people import access
from dcpp.people.models import Person
from dcpp.people.views.people import blueprint, people_listing
from dcpp.web import exports
from dcpp.web.exports import Export


def _roles(person: Person) -> str:
    return ", ".join(sorted(one.role.label for one in person.roles))


PEOPLE = Export(
    "People",
    "people",
    "person",
    {
        "Name": lambda person: person.name,
        "E-mail": lambda person: person.email,
        "Job": lambda person: person.job_role,
        "Team": lambda person: person.team.name if person.team else "",
        "Roles": _roles,
        "Agency staff": lambda person: person.is_agency,
        "Full-time share in percent": lambda person: person.fte_percent,
        "Of another agency": lambda person: person.partner_agency,
        "Sector": lambda person: person.partner_sector.label if person.partner_sector else "",
        "Began": lambda person: person.starts_on,
        "Leaves": lambda person: person.leaves_on,
    },
)


@blueprint.get("/export")
@may(access.VIEW_PEOPLE)
def export_people() -> ResponseReturnValue:
    return exports.send(people_listing(viewer()), PEOPLE)
