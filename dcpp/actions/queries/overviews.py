"""Open actions counted for the pages of a team and of the council, as far as the viewer reaches."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select, true

from dcpp.actions import rules
from dcpp.actions.models import Action
from dcpp.actions.queries.actions import overdue_on, raised_within, within_reach
from dcpp.actions.queries.following import is_escalated
from dcpp.actions.rules import ActionState
from dcpp.actions.rules.closing import Ageing
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person, Service, Team

NO_SERVICE = "No service named"


def select_by_owner(viewer: Viewer, today: date, *, only_reports: bool) -> Select[*tuple[Any, ...]]:
    """A row for each owner of open actions, for a listing: who, their team, how many of each age, late, to check."""
    theirs = Action.owner_id.in_(viewer.report_ids) | Action.team_id.in_(viewer.team_ids) if only_reports else true()
    bands = [
        func.sum(case((raised_within(band, today), 1), else_=0)).label(f"band_{number}")
        for number, band in enumerate(rules.AGE_BANDS)
    ]
    return (
        select(
            Person.id,
            Person.name,
            Person.email,
            Team.name.label("team"),
            *bands,
            func.count().label("open"),
            func.sum(case((overdue_on(today), 1), else_=0)).label("overdue"),
            func.sum(case((Action.state == ActionState.DONE_BY_OWNER, 1), else_=0)).label("to_check"),
            func.min(case((Action.state.in_(rules.WITH_OWNER), Action.due_on))).label("first_due"),
        )
        .join(Action, Action.owner_id == Person.id)
        .outerjoin(Team, Team.id == Person.team_id)
        .where(Action.state.in_(rules.OPEN), within_reach(viewer), theirs)
        .group_by(Person.id, Person.name, Person.email, Team.name)
    )


def count_by_service(viewer: Viewer, today: date) -> list[Ageing]:
    """The open actions in reach by service and age; every service that has any, by name, those without one last."""
    band = case(
        *[(raised_within(one, today), number) for number, one in enumerate(rules.AGE_BANDS)],
        else_=len(rules.AGE_BANDS) - 1,
    ).label("band")
    how = case((overdue_on(today), "overdue"), (Action.state == ActionState.DONE_BY_OWNER, "to_check"), else_="in_time")
    up = func.sum(case((is_escalated(), 1), else_=0))
    rows = db.session.execute(
        select(Service.id, Service.name, band, how.label("how"), func.count().label("many"), up.label("up"))
        .outerjoin(Service, Service.id == Action.service_id)
        .where(Action.state.in_(rules.OPEN), within_reach(viewer))
        .group_by(Service.id, Service.name, band, how)
        .order_by(Service.name.is_(None), Service.name, Service.id)
    ).all()
    found: dict[Any, Ageing] = {}
    for service_id, name, number, which, many, escalated in rows:
        ageing = found.setdefault(service_id, Ageing(name or NO_SERVICE, service_id))
        ageing.escalated += escalated
        setattr(ageing.bands[number], which, many)
    return list(found.values())


def list_closed_since(viewer: Viewer, since: date, until: date) -> Sequence[Any]:
    """What was closed in a period after a check, or looked at again in it, with its days: for medians."""
    in_period = or_(Action.closed_on.between(since, until), Action.impact_checked_on.between(since, until))
    return db.session.execute(
        select(Action.raised_on, Action.closed_on, Action.impact_checked_on, Action.impact).where(
            and_(Action.state.in_(rules.CHECKED), in_period, within_reach(viewer))
        )
    ).all()
