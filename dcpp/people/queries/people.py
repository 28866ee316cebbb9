"""Reads of people, teams and services."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, true
from sqlalchemy.orm import aliased, contains_eager, selectinload

from dcpp.kernel import clock
from dcpp.kernel.access import Capability, Viewer
from dcpp.kernel.db import db
from dcpp.kernel.reach import Reach
from dcpp.people import rules
from dcpp.people.models import Person, PersonRole, Service, Team

_own_team = aliased(Team)
REACH = Reach(
    own=(Person.id,),
    report=Person.id,
    team=Person.team_id,
    service=select(_own_team.service_id).where(_own_team.id == Person.team_id).correlate(Person).scalar_subquery(),
)


def within_reach(viewer: Viewer, *capabilities: Capability) -> ColumnElement[bool]:
    """A condition on Person: those whom the viewer's widest scope for the capabilities reaches.

    For a list of another domain: `.join(Person, Person.id == Audit.practitioner_id).where(within_reach(…))`.
    """
    return REACH.within(viewer, viewer.scope_of(*capabilities))


def within_reach_here(viewer: Viewer, *capabilities: Capability) -> ColumnElement[bool]:
    """The same for what a door changes: no wider than the door's own capability."""
    return REACH.within(viewer, viewer.scope_here(*capabilities))


def get_person(person_id: UUID, viewer: Viewer | None = None, *capabilities: Capability) -> Person:
    """One person; with a viewer, only when their scope reaches so far."""
    reach = within_reach(viewer, *capabilities) if viewer else true()
    return db.session.scalars(select(Person).where(Person.id == person_id, reach)).one()


def find_person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email.strip().lower()))


def list_people(viewer: Viewer, *capabilities: Capability, today: date, also_left: bool = False) -> Sequence[Person]:
    """People in reach by name; those who left only when asked for."""
    still_here = or_(Person.leaves_on.is_(None), Person.leaves_on >= today)
    return db.session.scalars(
        select(Person)
        .where(within_reach(viewer, *capabilities), true() if also_left else still_here)
        .order_by(Person.name, Person.id)
    ).all()


def select_people(viewer: Viewer, *capabilities: Capability, today: date, left: str | None) -> Select[Person]:
    """For a listing: people in reach, with team and roles. left: "left", "all", or anything else for those here."""
    statement = (
        select(Person)
        .outerjoin(Person.team)
        .where(within_reach(viewer, *capabilities))
        .options(contains_eager(Person.team), selectinload(Person.roles))
    )
    if left == "all":
        return statement
    return statement.where(Person.leaves_on < today if left == "left" else is_here(today))


def is_here(today: date) -> ColumnElement[bool]:
    return or_(Person.leaves_on.is_(None), Person.leaves_on >= today)


def is_called(words: str) -> ColumnElement[bool]:
    return or_(Person.name.icontains(words, autoescape=True), Person.email.icontains(words, autoescape=True))


def holds(role: rules.Role) -> ColumnElement[bool]:
    return Person.roles.any(PersonRole.role == role)


def anybody(_answer: str) -> ColumnElement[bool]:
    """For a filter that was applied already, when the list was chosen."""
    return true()


def list_people_with_role(role: rules.Role, today: date) -> Sequence[Person]:
    """Everybody who holds a role on a day, by name; team and roles come with them."""
    return db.session.scalars(
        select(Person)
        .join(PersonRole, and_(PersonRole.person_id == Person.id, PersonRole.role == role))
        .where(or_(Person.leaves_on.is_(None), Person.leaves_on >= today))
        .options(selectinload(Person.team), selectinload(Person.roles))
        .order_by(Person.name, Person.id)
    ).all()


def list_teams() -> Sequence[Team]:
    """Every team by name; service and manager come with it."""
    return db.session.scalars(
        select(Team).options(selectinload(Team.service), selectinload(Team.manager)).order_by(Team.name, Team.id)
    ).all()


def get_team(team_id: UUID) -> Team:
    return db.session.scalars(select(Team).where(Team.id == team_id)).one()


def get_service(service_id: UUID) -> Service:
    return db.session.scalars(select(Service).where(Service.id == service_id)).one()


def count_members() -> dict[UUID, int]:
    """How many people each team has who have not left; teams without any are left out."""
    counted = (
        select(Person.team_id, func.count())
        .where(Person.team_id.is_not(None), is_here(clock.today()))
        .group_by(Person.team_id)
    )
    return {team_id: count for team_id, count in db.session.execute(counted) if team_id}


def list_services() -> Sequence[Service]:
    return db.session.scalars(select(Service).order_by(Service.name, Service.id)).all()


def names_of(person_ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of some people, in one query: for pages that hold only ids."""
    wanted = set(person_ids)
    return {row.id: row.name for row in db.session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))}


def list_names() -> Sequence[Row[UUID, str, UUID | None]]:
    """Id, name and team of everybody, those who left among them: for names that other systems write."""
    return db.session.execute(select(Person.id, Person.name, Person.team_id).order_by(Person.name, Person.id)).all()


def list_known_names(names: Collection[str]) -> set[str]:
    """Those of some names that are somebody’s who works or worked here, or stand in the name of a team or service."""
    people = select(Person.name).where(Person.name.in_(names))
    places = "\n".join(db.session.scalars(select(Team.name).union_all(select(Service.name))))
    return {*db.session.scalars(people), *(name for name in names if name in places)}


def list_managers() -> dict[UUID, UUID | None]:
    """The manager of everybody: by line or, without a line manager, of their team. Once, for walking up."""
    above = func.coalesce(Person.line_manager_id, Team.manager_id)
    rows = db.session.execute(select(Person.id, above).outerjoin(Team, Team.id == Person.team_id))
    return {row[0]: row[1] for row in rows}


def list_ids_here(today: date) -> frozenset[UUID]:
    """Everybody who has not left."""
    return frozenset(db.session.scalars(select(Person.id).where(is_here(today))))


def find_address(person_id: UUID, today: date) -> str | None:
    """The work e-mail of somebody who has not left."""
    here = or_(Person.leaves_on.is_(None), Person.leaves_on >= today)
    return db.session.scalar(select(Person.email).where(Person.id == person_id, here))


def find_line_manager(person: Person, today: date) -> Person | None:
    """The nearest manager upwards who has not left; without a line manager, the manager of the team."""
    seen = {person.id}
    above = person.line_manager or (person.team.manager if person.team else None)
    while above is not None and above.id not in seen:
        if not above.has_left(today):
            return above
        seen.add(above.id)
        above = above.line_manager
    return None
