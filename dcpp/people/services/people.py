"""Adding and changing people, teams and services."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from dcpp.people import events, rules
from dcpp.people.models import Account, Person, Service, Team


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What is kept of a person, as it was typed or read from a file."""

    name: str
    email: str
    job_role: str = ""
    team_id: UUID | None = None
    line_manager_id: UUID | None = None
    starts_on: date | None = None
    leaves_on: date | None = None
    social_work_england_number: str = ""
    is_agency: bool = False
    fte_percent: int = 100
    partner_agency: str = ""
    partner_sector: rules.Sector | None = None


def add_person(details: PersonDetails) -> Person:
    """Add a person with an account of their own; they choose a password by “I have forgotten my password”."""
    values = checked_values(details)
    person = Person(id=new_id(), created_at=clock.now(), **values)
    db.session.add(person)
    db.session.flush()
    db.session.add(account_for(person))
    db.session.flush()
    announce(events.PersonAdded(happened_at=clock.now(), person_id=person.id, team_id=person.team_id))
    return person


def account_for(person: Person) -> Account:
    """How a person will sign in; without a password until they choose one."""
    return Account(id=new_id(), person_id=person.id, fs_uniquifier=new_id().hex, created_at=clock.now())


def change_person(person: Person, details: PersonDetails) -> None:
    """Keep what is said of a person now; says in the trail which fields changed, not what they hold."""
    values = checked_values(details, person)
    changed = tuple(sorted(name for name, value in values.items() if getattr(person, name) != value))
    if not changed:
        return
    before_team_id = person.team_id
    for name in changed:
        setattr(person, name, values[name])
    db.session.flush()
    say_changed(person, changed, before_team_id)


def say_changed(person: Person, changed: tuple[str, ...], before_team_id: UUID | None) -> None:
    """Announce what follows from fields that changed: a move and a leaving day have consequences of their own."""
    announce(events.PersonChanged(happened_at=clock.now(), person_id=person.id, fields=changed))
    if "team_id" in changed:
        announce(
            events.PersonMovedTeam(
                happened_at=clock.now(),
                person_id=person.id,
                from_team_id=before_team_id,
                to_team_id=person.team_id,
            )
        )
    if "leaves_on" in changed:
        announce(events.LeavingDaySet(happened_at=clock.now(), person_id=person.id, leaves_on=person.leaves_on))


def checked_values(details: PersonDetails, person: Person | None = None) -> dict[str, object]:
    """The columns of a person, in the form that is kept. Raises a Refusal when they cannot be so."""
    values: dict[str, object] = vars(details) | {
        "name": " ".join(details.name.split()),
        "email": rules.normal_email(details.email),
        "social_work_england_number": rules.normal_registration(details.social_work_england_number),
    }
    if not values["name"]:
        raise rules.CannotKeepPerson("Enter a name")
    if details.starts_on and details.leaves_on and details.leaves_on < details.starts_on:
        raise rules.CannotKeepPerson("Enter a leaving day that is not before the starting day")
    _check_not_taken(values, person)
    if details.partner_sector and not details.partner_agency:
        raise rules.CannotKeepPerson("Enter the partner agency too, or take the sector away")
    if person is not None:
        check_line_manager(person.id, details.line_manager_id)
    return values


def _check_not_taken(values: dict[str, object], person: Person | None) -> None:
    own_id = person.id if person else None
    for column, sentence in (
        (Person.email, "Somebody else has this work e-mail address: enter another, or open their record"),
        (Person.social_work_england_number, "Somebody else has this Social Work England number: check it"),
    ):
        value = values[column.key]
        if value and db.session.scalar(select(Person.id).where(column == value, Person.id != (own_id or UUID(int=0)))):
            raise rules.CannotKeepPerson(sentence)


def check_line_manager(person_id: UUID, manager_id: UUID | None) -> None:
    """Nobody may come to manage themselves. Raises CannotSetLineManager."""
    if manager_id is None:
        return
    rows = db.session.execute(select(Person.id, Person.line_manager_id).where(Person.line_manager_id.is_not(None)))
    managers: dict[UUID, UUID | None] = {row.id: row.line_manager_id for row in rows}
    if rules.would_circle(person_id, manager_id, managers):
        raise rules.CannotSetLineManager(
            "Choose another line manager: this person manages the one you chose, directly or through others"
        )


def check_name_is_free(kind: type[Service | Team], name: str, own_id: UUID | None = None) -> None:
    """Two services or teams may not have one name, however it is written."""
    same = func.lower(kind.name) == " ".join(name.split()).lower()
    if db.session.scalar(select(kind.id).where(same, kind.id != (own_id or UUID(int=0)))):
        raise rules.CannotKeepPlace("There is one of this name already: enter another name")


def add_service(name: str) -> Service:
    check_name_is_free(Service, name)
    service = Service(id=new_id(), name=" ".join(name.split()))
    db.session.add(service)
    db.session.flush()
    announce(events.ServiceAdded(happened_at=clock.now(), service_id=service.id))
    return service


def add_team(
    name: str, service: Service, *, manager_id: UUID | None = None, kind: rules.TeamKind = rules.TeamKind.TEAM
) -> Team:
    check_name_is_free(Team, name)
    team = Team(id=new_id(), name=" ".join(name.split()), service_id=service.id, manager_id=manager_id, kind=kind)
    db.session.add(team)
    db.session.flush()
    announce(events.TeamAdded(happened_at=clock.now(), team_id=team.id, service_id=service.id))
    return team


def rename_service(service: Service, name: str) -> None:
    check_name_is_free(Service, name, service.id)
    service.name = " ".join(name.split())
    db.session.flush()
    announce(events.ServiceRenamed(happened_at=clock.now(), service_id=service.id))


def change_team(team: Team, *, name: str, service_id: UUID, kind: rules.TeamKind, manager_id: UUID | None) -> None:
    """Keep what is said of a team now; who manages it decides who its members' manager is."""
    check_name_is_free(Team, name, team.id)
    now = {"name": " ".join(name.split()), "service_id": service_id, "kind": kind, "manager_id": manager_id}
    changed = tuple(sorted(key for key, value in now.items() if getattr(team, key) != value))
    for key in changed:
        setattr(team, key, now[key])
    if changed:
        db.session.flush()
        announce(events.TeamChanged(happened_at=clock.now(), team_id=team.id, fields=changed))
