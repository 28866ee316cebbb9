"""Bringing people in from a file: read and checked first, kept when confirmed, undone while nothing rests on it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from dcpp.kernel.trail import VIEWED, TrailEntry
from dcpp.people import events, rules
from dcpp.people.models import Account, PeopleImport, Person, PersonRole, Service, Team
from dcpp.people.rules import imports as import_rules
from dcpp.people.rules.imports import CannotUndoImport, Fault
from dcpp.people.services import people, reading, roles

PLAIN = ("name", "email", "job_role", "starts_on", "leaves_on", "social_work_england_number", "is_agency")
PARTNER = ("partner_agency", "partner_sector")
FIELDS = (*PLAIN, "fte_percent", *PARTNER, "team_id", "line_manager_id")
DAYS = {"starts_on", "leaves_on"}
IDS = {"team_id", "line_manager_id"}
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass
class Known:
    """What is kept now, for comparing a file with it: everything once, not a question a row."""

    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Known":
        return cls(
            people={person.email: person for person in db.session.scalars(select(Person))},
            teams={team.name.casefold(): team for team in db.session.scalars(select(Team))},
            services={service.name.casefold(): service for service in db.session.scalars(select(Service))},
        )


def read_people_file(content: bytes, file_name: str, viewer: Viewer) -> PeopleImport:
    """A dry run: every row read and checked, nothing of it kept but the run itself. Raises CannotReadFile."""
    rows, faults = reading.read_rows(content, file_name)
    faults += check(rows, Known.now())
    record = PeopleImport(
        id=new_id(),
        file_name=file_name[:200],
        uploaded_at=clock.now(),
        uploaded_by_id=viewer.person_id,
        found={"rows": rows, "faults": [fault.as_json() for fault in sorted(faults, key=lambda one: one.row)]},
        done={},
    )
    db.session.add(record)
    db.session.flush()
    return record


def check(rows: list[dict[str, Any]], known: Known) -> list[Fault]:
    """What is wrong between rows, and between the file and what is kept."""
    in_file: dict[str, int] = {}
    numbers = {p.social_work_england_number: p.email for p in known.people.values() if p.social_work_england_number}
    new_teams = {row["team"].casefold() for row in rows if row.get("team") and row.get("service")}
    faults: list[Fault] = []
    for row in rows:
        number = row["row"]
        email = row.get("email", "")
        if email in in_file:
            faults.append(Fault(number, "Work e-mail", f"Row {in_file[email]} has this address too: keep one row"))
        in_file.setdefault(email, number)
        registered = row.get("social_work_england_number")
        if registered and numbers.setdefault(registered, email) != email:
            faults.append(
                Fault(number, "Social Work England number", f"{registered} belongs to somebody else: check it")
            )
        team = row.get("team", "")
        if team and team.casefold() not in known.teams and team.casefold() not in new_teams:
            words = f"There is no team “{team}”. Correct the name, or say its service in a column “Service” to add it"
            faults.append(Fault(number, "Team", words))
    return faults + _check_managers(rows, known, set(in_file))


def _check_managers(rows: list[dict[str, Any]], known: Known, in_file: set[str]) -> list[Fault]:
    """Line managers may stand anywhere in the file; nobody may come to manage themselves."""
    emails = {person.id: email for email, person in known.people.items()}
    managers: dict[str, str | None] = {
        email: emails[person.line_manager_id]
        for email, person in known.people.items()
        if person.line_manager_id is not None
    }
    managers |= {row["email"]: row["line_manager"] for row in rows if row.get("email") and row.get("line_manager")}
    faults = []
    for row in rows:
        manager = row.get("line_manager")
        if not manager:
            continue
        if manager not in known.people and manager not in in_file:
            words = f"Nobody has the address {manager}: correct it, or add a row for that person"
            faults.append(Fault(row["row"], "Line manager", words))
        elif row.get("email") and _circles(row["email"], manager, managers):
            words = "This makes a circle: following line managers upwards leads back to this person"
            faults.append(Fault(row["row"], "Line manager", words))
    return faults


def _circles(email: str, manager: str | None, managers: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    while manager is not None and manager not in seen:
        if manager == email:
            return True
        seen.add(manager)
        manager = managers.get(manager)
    return False


def confirm_people_import(record: PeopleImport) -> None:
    """Keep what the dry run read: new people are added, those known by their address changed. All or nothing."""
    if record.confirmed_at:
        raise import_rules.CannotReadFile("This file was brought in already")
    known = Known.now()
    rows = record.found["rows"]
    if record.found["faults"] or check(rows, known):
        raise import_rules.CannotReadFile("Something has changed since the file was read. Upload it again")

    done: dict[str, list[Any]] = {"added": [], "changed": [], "teams": [], "services": [], "roles": []}
    _add_places(rows, known, done)
    added = [row for row in rows if row["email"] not in known.people]
    for row in rows:
        _keep_row(row, known, done)
    db.session.flush()
    for row in rows:
        if row.get("line_manager"):
            known.people[row["email"]].line_manager_id = known.people[row["line_manager"]].id
    db.session.flush()
    _finish_changes(known, done)
    for row in rows:
        _give_roles(known.people[row["email"]], row.get("roles", []), done)
    db.session.add_all(people.account_for(known.people[row["email"]]) for row in added)

    record.confirmed_at = clock.now()
    record.found = {"rows": [], "faults": [], "count": len(rows)}
    record.done = done | {"last_trail_id": _last_trail_id()}
    db.session.flush()
    announce(
        events.PeopleImported(
            happened_at=clock.now(), people_import_id=record.id, added=len(added), changed=len(done["changed"])
        )
    )


def _last_trail_id() -> int:
    db.session.flush()
    return db.session.scalar(select(func.max(TrailEntry.id))) or 0


def _add_places(rows: list[dict[str, Any]], known: Known, done: dict[str, list[Any]]) -> None:
    for row in rows:
        team, service = row.get("team", ""), row.get("service", "")
        if not team or team.casefold() in known.teams:
            continue
        if service.casefold() not in known.services:
            known.services[service.casefold()] = added = people.add_service(service)
            done["services"].append(str(added.id))
        known.teams[team.casefold()] = people.add_team(team, known.services[service.casefold()])
        done["teams"].append(str(known.teams[team.casefold()].id))


def _keep_row(row: dict[str, Any], known: Known, done: dict[str, list[Any]]) -> None:
    person = known.people.get(row["email"])
    values = {name: _from_json(name, row[name]) for name in (*PLAIN, "fte_percent", *PARTNER) if name in row}
    if row.get("team"):
        values["team_id"] = known.teams[row["team"].casefold()].id
    if person is None:
        person = Person(id=new_id(), created_at=clock.now(), **values)
        known.people[person.email] = person
        db.session.add(person)
        done["added"].append(str(person.id))
        announce(events.PersonAdded(happened_at=clock.now(), person_id=person.id, team_id=person.team_id))
        return
    before = {name: _to_json(getattr(person, name)) for name in FIELDS}
    for name, value in values.items():
        setattr(person, name, value)
    done["changed"].append({"id": str(person.id), "before": before})


def _finish_changes(known: Known, done: dict[str, list[Any]]) -> None:
    """Say which people really changed, and keep what they are after it: undoing compares with that."""
    by_id = {str(person.id): person for person in known.people.values()}
    really = []
    for change in done["changed"]:
        after = {name: _to_json(getattr(by_id[change["id"]], name)) for name in FIELDS}
        fields = tuple(name for name in FIELDS if after[name] != change["before"][name])
        if fields:
            really.append(change | {"after": after})
            people.say_changed(by_id[change["id"]], fields, _from_json("team_id", change["before"]["team_id"]))
    done["changed"] = really


def _give_roles(person: Person, names: list[str], done: dict[str, list[Any]]) -> None:
    for name in names:
        role = rules.Role(name)
        if role not in person.role_names:
            roles.give_role(person, role)
            done["roles"].append([str(person.id), name])


def _from_json(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DAYS:
        return date.fromisoformat(value)
    if name == "partner_sector":
        return rules.Sector(value)
    return UUID(value) if name in IDS else value


def _to_json(value: Any) -> Any:
    return str(value) if isinstance(value, (date, UUID)) else value


def undo_people_import(record: PeopleImport) -> None:
    """Put everything back as it was, when this was the last file and nothing rests on it. Raises CannotUndoImport.

    What the file said of people is then nowhere: only how many they were.
    """
    last = db.session.scalar(
        select(PeopleImport.id)
        .where(PeopleImport.confirmed_at.is_not(None), PeopleImport.undone_at.is_(None))
        .order_by(PeopleImport.confirmed_at.desc(), PeopleImport.id)
        .limit(1)
    )
    if last != record.id:
        raise CannotUndoImport("Only the file that was brought in last can be undone")
    done = record.done
    added = {UUID(one) for one in done["added"]}
    _check_untouched(added, done["last_trail_id"])
    _put_back(done["changed"])
    _take_roles_away(done["roles"], added)
    try:
        _remove(added, done)
    except IntegrityError as error:
        raise CannotUndoImport("Something has been recorded about the people that this file added") from error
    record.undone_at = clock.now()
    record.done = done | {"changed": [{"id": change["id"]} for change in done["changed"]]}
    db.session.flush()
    announce(events.PeopleImportUndone(happened_at=clock.now(), people_import_id=record.id))


def _check_untouched(added: set[UUID], last_trail_id: int) -> None:
    """Nothing in the trail since the import may speak of the people it added: not as doer, record or detail."""
    since = select(TrailEntry.record_id, TrailEntry.who_id, TrailEntry.details).where(
        TrailEntry.id > last_trail_id, TrailEntry.event != VIEWED
    )
    touched = set()
    for record_id, who_id, details in db.session.execute(since):
        touched |= {record_id, who_id, *(UUID(found) for found in UUIDS.findall(details))} & added
    if touched:
        count = len(touched)
        raise CannotUndoImport(
            f"{count} of the people that this file added {'has' if count == 1 else 'have'} signed in or been worked "
            "with since. Change their records one by one"
        )


def _put_back(changes: list[dict[str, Any]]) -> None:
    for change in changes:
        person = db.session.get_one(Person, UUID(change["id"]))
        if any(_to_json(getattr(person, name)) != value for name, value in change["after"].items()):
            raise CannotUndoImport(f"The record of {person.name} has changed since. Change it back by hand")
        for name, value in change["before"].items():
            setattr(person, name, _from_json(name, value))
        fields = tuple(name for name in FIELDS if change["before"][name] != change["after"][name])
        people.say_changed(person, fields, _from_json("team_id", change["after"]["team_id"]))
    db.session.flush()


def _take_roles_away(given: list[list[str]], added: set[UUID]) -> None:
    for person_id, name in given:
        if UUID(person_id) not in added:
            roles.take_role_away(db.session.get_one(Person, UUID(person_id)), rules.Role(name))


def _remove(added: set[UUID], done: dict[str, Any]) -> None:
    db.session.execute(delete(PersonRole).where(PersonRole.person_id.in_(added)))
    db.session.execute(delete(Account).where(Account.person_id.in_(added)))
    db.session.execute(update(Person).where(Person.id.in_(added)).values(line_manager_id=None))
    db.session.execute(delete(Person).where(Person.id.in_(added)))
    db.session.execute(delete(Team).where(Team.id.in_([UUID(one) for one in done["teams"]])))
    db.session.execute(delete(Service).where(Service.id.in_([UUID(one) for one in done["services"]])))
    db.session.expire_all()
