"""How people stand with what is asked of them: derived, in one statement, for any number of people.

It says in SQL what training.rules.compliance says of one person; a test holds the two together.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Row, Select, String, Subquery, and_, case, cast, func, or_, select

from dcpp.kernel import days
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person, Service, Team
from dcpp.people.queries.people import within_reach
from training import access
from training.models import TrainingCourse
from training.queries.asked import FOR_EVER, NEVER, asked_of, best_records, exempted
from training.rules.compliance import SOON, Standing


def standing_on(today: date, *people: ColumnElement[bool], course_ids: Collection[UUID] | None = None) -> Subquery:
    """A row for each person and each thing that is asked of them; `people` are conditions on Person.

    Columns: key, person_id, requirement_id, course_id, team_id, service_id, is_agency, done_on, valid_until, due_on
    (None where it never is) and standing. Asked are the council's own people who work here today: no partners, no
    leavers, nobody who has yet to start. Rules that no longer ask somebody's job role have no row.
    """
    asked = asked_of(today, people, course_ids)
    best = best_records(asked, today)
    exempt = exempted(today)
    last = func.coalesce(exempt.c.until_on, NEVER())
    due_on = _due_on(asked, best, exempt)
    standing = case(
        (last >= today, Standing.EXEMPT.value),
        (best.c.valid_until >= today, Standing.IN_DATE.value),
        (due_on >= days.literal(today), Standing.IN_GRACE.value),
        else_=Standing.OVERDUE.value,
    )
    for_ever = best.c.valid_until == FOR_EVER()
    return (
        select(
            (cast(asked.c.person_id, String) + cast(asked.c.requirement_id, String)).label("key"),
            *(asked.c[name] for name in ("person_id", "requirement_id", "course_id", "team_id", "is_agency")),
            Team.service_id.label("service_id"),
            best.c.done_on,
            case((for_ever, None), else_=best.c.valid_until).label("valid_until"),
            case((for_ever, None), else_=due_on).label("due_on"),
            standing.label("standing"),
        )
        .select_from(asked)
        .outerjoin(best, and_(best.c.person_id == asked.c.person_id, best.c.requirement_id == asked.c.requirement_id))
        .outerjoin(exempt, and_(exempt.c.person_id == asked.c.person_id, exempt.c.course_id == asked.c.course_id))
        .outerjoin(Team, Team.id == asked.c.team_id)
        .subquery("standing")
    )


def _due_on(asked: FromClause, best: FromClause, exempt: FromClause) -> days.later_of:
    """As training.rules.compliance.stands reckons it."""
    last = func.coalesce(exempt.c.until_on, NEVER())
    return days.later_of(
        days.days_after(asked.c.asked_from, asked.c.introduction_days),
        case((asked.c.since_on.is_(None), NEVER()), else_=days.days_after(asked.c.since_on, asked.c.newcomer_days)),
        case((exempt.c.until_on.is_(None), NEVER()), else_=days.days_after(last, asked.c.newcomer_days)),
        func.coalesce(best.c.valid_until, NEVER()),
        case(
            (or_(asked.c.months_before.is_(None), best.c.held_until.is_(None)), NEVER()),
            else_=days.earlier_of(best.c.held_until, days.days_after(asked.c.from_on, asked.c.introduction_days)),
        ),
    )


def list_standing(today: date, *people: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """How each of some people stands with each thing that is asked, what is due first first.

    Rows of person_id, course_id, course (its title), standing (a Standing's value), done_on, valid_until, due_on.
    """
    one = standing_on(today, *people)
    return db.session.execute(
        select(one, TrainingCourse.title.label("course"))
        .join(TrainingCourse, TrainingCourse.id == one.c.course_id)
        .order_by(one.c.due_on.nulls_last(), TrainingCourse.title, one.c.key)
    ).all()


def list_due(person_ids: Collection[UUID], today: date, within: int = SOON) -> Sequence[Row[Any]]:
    """What some people must do within so many days, or should have done: rows as list_standing gives them."""
    one = standing_on(today, Person.id.in_(person_ids))
    return db.session.execute(
        select(one, TrainingCourse.title.label("course"))
        .join(TrainingCourse, TrainingCourse.id == one.c.course_id)
        .where(one.c.due_on <= today + timedelta(days=within), one.c.standing != Standing.EXEMPT.value)
        .order_by(one.c.due_on, TrainingCourse.title, one.c.key)
    ).all()


def select_standings(viewer: Viewer, today: date) -> Select[Any]:
    """For a listing: how everybody within reach stands with each thing that is asked of them."""
    one = standing_on(today, within_reach(viewer, access.VIEW_COMPLIANCE))
    return (
        select(one, Person.name, Team.name.label("team"), TrainingCourse.title.label("course"))
        .join(Person, Person.id == one.c.person_id)
        .join(TrainingCourse, TrainingCourse.id == one.c.course_id)
        .outerjoin(Team, Team.id == one.c.team_id)
    )


@dataclass(frozen=True)
class Counted:
    """How many of some people stand in each way. share is of those of whom it is due now (docs/decisions/0094)."""

    id: UUID | None
    name: str
    standings: Mapping[str, int]
    agency: int

    @property
    def due(self) -> int:
        """n: in date or overdue; neither those in grace nor those who are exempt."""
        return self.standings.get(Standing.IN_DATE, 0) + self.standings.get(Standing.OVERDUE, 0)


def count_by_course(viewer: Viewer, today: date) -> list[Counted]:
    """Of everybody within reach, by course, in one statement; agency workers are among them, and counted apart."""
    one = standing_on(today, within_reach(viewer, access.VIEW_COMPLIANCE))
    return _counted(one, TrainingCourse.id, TrainingCourse.title, TrainingCourse.id == one.c.course_id)


def count_by_service(viewer: Viewer, today: date) -> list[Counted]:
    """The same by service; people without a team have none."""
    one = standing_on(today, within_reach(viewer, access.VIEW_COMPLIANCE))
    return _counted(one, Service.id, Service.name, Service.id == one.c.service_id)


def _counted(one: Subquery, key: Any, name: Any, joined: ColumnElement[bool]) -> list[Counted]:
    rows = db.session.execute(
        select(key.label("id"), name.label("name"), one.c.standing, one.c.is_agency, func.count().label("many"))
        .select_from(one)
        .outerjoin(key.class_, joined)
        .group_by(key, name, one.c.standing, one.c.is_agency)
        .order_by(name)
    )
    found: dict[UUID | None, tuple[str, dict[str, int], list[int]]] = {}
    for row in rows:
        _, standings, agency = found.setdefault(row.id, (row.name or "No service", {}, [0]))
        standings[row.standing] = standings.get(row.standing, 0) + row.many
        agency[0] += row.many if row.is_agency else 0
    return [Counted(key, name, standings, agency[0]) for key, (name, standings, agency) in found.items()]


def list_services_of(viewer: Viewer) -> Sequence[Any]:
    """The services of those within reach, by name: rows of id and name."""
    return db.session.execute(
        select(Service.id, Service.name)
        .join(Team, Team.service_id == Service.id)
        .join(Person, Person.team_id == Team.id)
        .where(within_reach(viewer, access.VIEW_COMPLIANCE))
        .distinct()
        .order_by(Service.name, Service.id)
    ).all()


def list_all_due(today: date, within: int) -> Sequence[Any]:
    """What anybody must do within so many days, or should have done: with name and line_manager_id."""
    one = standing_on(today)
    return db.session.execute(
        select(one, TrainingCourse.title.label("course"), Person.name, Person.line_manager_id)
        .join(TrainingCourse, TrainingCourse.id == one.c.course_id)
        .join(Person, Person.id == one.c.person_id)
        .where(one.c.due_on <= today + timedelta(days=within), one.c.standing != Standing.EXEMPT.value)
        .order_by(one.c.due_on, TrainingCourse.title, one.c.key)
    ).all()
