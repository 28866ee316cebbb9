"""How many, how old, how long: what leaders and reports ask of actions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_, select

from dcpp.actions import rules
from dcpp.actions.models import Action
from dcpp.actions.queries.actions import open_on
from dcpp.actions.rules import ActionState
from dcpp.kernel.db import db
from dcpp.kernel.hiding import is_hidden
from dcpp.people.models import Service


def count_raised_and_closed(since: date, until: date) -> Mapping[str, int]:
    """In a period, both days included: raised, closed after a check, withdrawn, and open and overdue at its end."""
    in_period = Action.closed_on.between(since, until)
    not_done_then = or_(Action.done_on.is_(None), Action.done_on > until)
    row = db.session.execute(
        select(
            _how_many(Action.raised_on.between(since, until)),
            _how_many(in_period & Action.state.in_(rules.CHECKED)),
            _how_many(in_period & (Action.state == ActionState.WITHDRAWN)),
            _how_many(open_on(until)),
            _how_many(open_on(until) & (Action.due_on < until) & not_done_then),
        )
    ).one()
    names = ("raised", "checked", "withdrawn", "open", "overdue")
    return {name: int(count or 0) for name, count in zip(names, row, strict=True)}


def count_by_days(as_at: date, since: date, *, for_id: UUID) -> Sequence[Any]:
    """What was raised by the end of a day, but for what was withdrawn or closed before `since`, counted by its days.

    Nothing is counted that is hidden from `for_id` now.
    Rows of raised_on, due_on, done_on, closed_on and how many actions.
    """
    days = (Action.raised_on, Action.due_on, Action.done_on, Action.closed_on)
    return db.session.execute(
        select(*days, func.count().label("actions"))
        .where(
            Action.raised_on <= as_at,
            Action.state != ActionState.WITHDRAWN,
            or_(Action.closed_on.is_(None), Action.closed_on >= since),
            ~is_hidden("action", Action.id, for_id),
        )
        .group_by(*days)
        .order_by(*days)
    ).all()


def list_for_figures(as_at: date) -> Sequence[Any]:
    """Every action raised by the end of a day and not withdrawn: its days, its state and its service's name."""
    return db.session.execute(
        select(
            Action.id,
            Action.reference,
            Action.raised_on,
            Action.due_on,
            Action.done_on,
            Action.closed_on,
            Service.name.label("service"),
        )
        .outerjoin(Service, Service.id == Action.service_id)
        .where(Action.raised_on <= as_at, Action.state != ActionState.WITHDRAWN)
        .order_by(Action.raised_on, Action.reference)
    ).all()


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def list_for_impact(as_at: date) -> Sequence[Any]:
    """Every action closed after a check by the end of a day, with its way from finding to impact check.

    Columns: id, reference, service, origin_kind, origin_id, raised_on (the day its finding was told), checked_on,
    impact_due_on, and impact_checked_on with impact where the later look was by that day.
    """
    looked = Action.impact_checked_on <= as_at
    return db.session.execute(
        select(
            Action.id,
            Action.reference,
            Service.name.label("service"),
            Action.origin_kind,
            Action.origin_id,
            Action.raised_on,
            Action.closed_on.label("checked_on"),
            Action.impact_due_on,
            case((looked, Action.impact_checked_on)).label("impact_checked_on"),
            case((looked, Action.impact)).label("impact"),
        )
        .outerjoin(Service, Service.id == Action.service_id)
        .where(Action.state.in_(rules.CHECKED), Action.closed_on <= as_at)
        .order_by(Action.closed_on, Action.reference)
    ).all()
