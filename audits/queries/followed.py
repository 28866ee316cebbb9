"""Actions from findings, followed from the day of the finding to the look at whether it made a difference."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, select

from audits.models import Audit, Finding
from audits.queries.audits import within_reach_here
from audits.queries.measures import Breakdown, Condition, Unit
from audits.rules.findings import ORIGIN
from dcpp.actions.models import Action
from dcpp.actions.rules import CHECKED, ActionState
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person


def followed_unit(viewer: Viewer) -> Unit:
    """Actions of findings that were not withdrawn: rows of the action, its audit and its owner's name.

    Each rung has two measures: those that reached it, and those that are still on the way to it from the rung before.
    """
    rows: Any = (
        select(Action, Audit, Person.name)
        .select_from(Action)
        .join(Finding, and_(Action.origin_id == Finding.id, Action.origin_kind == ORIGIN))
        .join(Audit, Audit.id == Finding.audit_id)
        .join(Person, Person.id == Action.owner_id)
    )
    done, checked = Action.done_on.is_not(None), Action.state.in_(CHECKED)
    looked = Action.impact_checked_on.is_not(None)
    return Unit(
        rows=rows,
        within=(Action.state != ActionState.WITHDRAWN, within_reach_here(viewer)),
        day=Action.raised_on,
        breakdowns={"service": Breakdown(column=Audit.service_name)},
        measures={
            "done": done,
            "not_done": ~done,
            "checked": and_(done, checked),
            "not_checked": and_(done, ~checked),
            "looked_at": and_(checked, looked),
            "not_looked_at": and_(checked, ~looked),
            "never_looked_at": ~looked,
        },
        order={"reference": Action.reference, "raised": Action.raised_on, "due": Action.due_on},
        tie=Action.id,
        usual="-raised",
    )


def count_days(unit: Unit, where: Sequence[Condition]) -> Sequence[Any]:
    """Actions counted by the days of their way: rows of audit submitted, raised, done, checked, looked at, and many."""
    days = (
        Audit.submitted_on,
        Action.raised_on,
        Action.done_on,
        Action.closed_on,
        Action.impact_checked_on,
    )
    counted: Any = unit.rows.with_only_columns(*days, func.count().label("many"))
    return db.session.execute(counted.where(*unit.within, *where).group_by(*days).order_by(*days)).all()
