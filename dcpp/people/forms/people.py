"""What we ask about people, teams, services, roles, and files of people."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from wtforms.validators import ValidationError

from dcpp.kernel.access import Scope
from dcpp.people import queries, rules
from dcpp.people.models import Person
from dcpp.people.rules.single_sign_on import UnbindReason
from dcpp.people.services.people import PersonDetails
from dcpp.web import fields
from dcpp.web.forms import Form

LARGEST = 10_000_000
REACHES = [
    (Scope.SERVICE, "Only the person’s own service"),
    (Scope.TEAM, "Only the person’s own team and reports"),
]


def _teams() -> list[tuple[Any, str]]:
    return [(team.id, team.name) for team in queries.list_teams()]


def _services() -> list[tuple[Any, str]]:
    return [(service.id, service.name) for service in queries.list_services()]


def _somebody_known(form: Any, field: Any) -> None:  # noqa: ARG001
    if queries.find_person_by_email(field.data) is None:
        raise ValidationError("Enter the work e-mail address of somebody who has a record here")


def _id_of(email: str | None) -> UUID | None:
    found = queries.find_person_by_email(email) if email else None
    return found.id if found else None


def manager_question(label: str, hint: str) -> Any:
    return fields.email(label, hint=hint, called="Address", checks=[_somebody_known], autocomplete="off")


class PersonForm(Form):
    name = fields.text("Name", missing="Enter a name", autocomplete="off")
    email = fields.email("Work e-mail address", missing="Enter a work e-mail address", autocomplete="off")
    job_role = fields.text("Job role")
    team_id = fields.select("Team", _teams, nothing="No team")
    line_manager_email = manager_question(
        "Line manager’s work e-mail address", "Without one, the manager of the team counts as line manager"
    )
    starts_on = fields.day("First day of work", called="First day")
    leaves_on = fields.day("Last day of work", called="Last day", hint="From the day after, they cannot sign in")
    social_work_england_number = fields.text("Social Work England number", hint="Like SW12345", width=12)
    is_agency = fields.yes_no("Do they come from an agency?", default=False)
    fte = fields.number(
        "Share of a full-time post",
        least=0,
        most=1,
        places=2,
        called="Share",
        hint="1 is full time, 0.6 is three days a week",
        default=Decimal(1),
    )
    partner_agency = fields.text("Partner agency", hint="For people who do not work for the council, like a school")
    partner_sector = fields.select(
        "Sector of the partner agency", rules.Sector, nothing="None", hint="It decides which training they may book"
    )

    @classmethod
    def of(cls, person: Person) -> "PersonForm":
        """The form with what is kept of a person."""
        values = {
            "fte": Decimal(person.fte_percent) / 100,
            "line_manager_email": person.line_manager.email if person.line_manager else None,
        }
        return cls(obj=person, data=values)

    def details(self) -> PersonDetails:
        manager_id = _id_of(self.line_manager_email.data)
        return PersonDetails(
            name=self.name.data,
            email=self.email.data,
            job_role=self.job_role.data or "",
            team_id=self.team_id.data,
            line_manager_id=manager_id,
            starts_on=self.starts_on.data,
            leaves_on=self.leaves_on.data,
            social_work_england_number=self.social_work_england_number.data or "",
            is_agency=bool(self.is_agency.data),
            fte_percent=round((self.fte.data if self.fte.data is not None else 1) * 100),
            partner_agency=self.partner_agency.data or "",
            partner_sector=self.partner_sector.data,
        )


class RoleForm(Form):
    role = fields.select(
        "Role",
        [(role, role.label) for role in rules.GIVEN_ROLES],
        missing="Select a role",
        nothing="Select a role",
    )
    limited_to = fields.select(
        "How far does it reach?",
        REACHES,
        nothing="As far as the role usually does",
        default="",
        hint="Limited, a role loses what concerns the whole council: an administrator can no longer change people or "
        "roles or bring in lists, and an auditor cannot see programmes or how samples were drawn",
    )


class UnbindForm(Form):
    reason = fields.choice(
        "Why does it belong to another council account?", UnbindReason, missing="Select why it is unbound"
    )


class TeamForm(Form):
    name = fields.text("Name", missing="Enter the name of the team", autocomplete="off")
    kind = fields.choice("What is it?", rules.TeamKind, missing="Select what it is", default=rules.TeamKind.TEAM)
    service_id = fields.select("Service", _services, missing="Select a service", nothing="Select a service")
    manager_email = manager_question("Manager’s work e-mail address", "They manage everybody in the team")

    @property
    def manager_id(self) -> UUID | None:
        return _id_of(self.manager_email.data)


class ServiceForm(Form):
    name = fields.text("Name", missing="Enter the name of the service", autocomplete="off")


class PeopleFileForm(Form):
    file = fields.upload(
        "File of people",
        missing="Select a file",
        kinds=("xlsx", "csv"),
        largest=LARGEST,
        hint="An Excel workbook or a CSV file, at most 10 MB and 10,000 rows. The first sheet is read",
    )
