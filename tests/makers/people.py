"""People, teams and services with good defaults; each call is a transaction of its own."""

from datetime import date
from itertools import count

from dcpp.kernel.db import db, transaction
from dcpp.people.models import Person, Service, Team
from dcpp.people.services import people, roles

_numbers = count(1)


def make_service(name=None):
    with transaction():
        service = people.add_service(name or f"Service {next(_numbers)}")
    return db.session.get_one(Service, service.id)


def make_team(name=None, *, service=None, manager=None, kind=None):
    """A team; in a service of its own unless one is given."""
    service = service or make_service()
    extra = {"kind": kind} if kind else {}
    with transaction():
        team = people.add_team(
            name or f"Team {next(_numbers)}", service, manager_id=manager.id if manager else None, **extra
        )
    return db.session.get_one(Team, team.id)


def make_person(name=None, *held, team=None, line_manager=None, **details):
    """A person with an account and these roles: make_person("Ada Auditor", Role.AUDITOR, team=…)."""
    number = next(_numbers)
    given = {
        "name": name or f"Person {number}",
        "email": f"person{number}@council.example",
        "job_role": "Social worker",
        "team_id": team.id if team else None,
        "line_manager_id": line_manager.id if line_manager else None,
        "starts_on": date(2024, 9, 2),
    }
    with transaction():
        person = people.add_person(people.PersonDetails(**(given | details)))
        for role in held:
            roles.give_role(person, role)
    return db.session.get_one(Person, person.id)
