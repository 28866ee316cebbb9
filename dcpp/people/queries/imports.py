"""Reads of files of people, and of what a file would do."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from dcpp.kernel.db import db
from dcpp.people.models import PeopleImport, Person, Team


@dataclass(frozen=True)
class Plan:
    """What a file would do: how many people are new, how many are known, and which teams are new, by name."""

    rows: int
    new: int
    known: int
    new_teams: tuple[str, ...]


def get_import(import_id: UUID, *, lock: bool = False) -> PeopleImport:
    wanted = select(PeopleImport).where(PeopleImport.id == import_id)
    return db.session.scalars(wanted.with_for_update() if lock else wanted).one()


def select_imports() -> Select[PeopleImport]:
    return select(PeopleImport)


def find_last_confirmed_id() -> UUID | None:
    """The file that was brought in last and not undone: only that one may be undone."""
    return db.session.scalar(
        select(PeopleImport.id)
        .where(PeopleImport.confirmed_at.is_not(None), PeopleImport.undone_at.is_(None))
        .order_by(PeopleImport.confirmed_at.desc(), PeopleImport.id)
        .limit(1)
    )


def plan_of(record: PeopleImport) -> Plan:
    rows = record.found["rows"]
    emails = set(db.session.scalars(select(Person.email)))
    teams = {name.casefold() for name in db.session.scalars(select(Team.name))}
    known = sum(row.get("email") in emails for row in rows)
    new_teams = {row["team"].casefold(): row["team"] for row in rows if row.get("team") and row.get("service")}
    return Plan(
        rows=len(rows),
        new=len(rows) - known,
        known=known,
        new_teams=tuple(sorted(name for key, name in new_teams.items() if key not in teams)),
    )
