"""Audits that were finished, with what an inspection asks to see of each in one row."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, Select, func, select

from audits.models import Audit, AuditDraw, Finding, finding_themes
from audits.queries.audits import within_reach_here
from audits.queries.findings import ORIGIN
from audits.rules.audits import AuditState
from dcpp.actions import rules as action_rules
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionState
from dcpp.kernel.access import Viewer
from dcpp.people.models import Person
from dcpp.themes.models import Theme

BETWEEN = "\n"


class FinishedAudit(NamedTuple):
    """The columns of `select_finished`, in their order; themes by name, one a line."""

    audit: Audit
    auditor: str | None
    programme: str | None
    themes: str | None
    actions_open: int
    actions_closed: int

    @property
    def theme_names(self) -> str:
        return ", ".join(sorted({*(self.themes or "").split(BETWEEN)}))


def select_finished(viewer: Viewer) -> Select[Any]:
    """Submitted audits in reach of the viewer and of the door, for a list that people filter: rows as FinishedAudit."""
    return (
        select(
            Audit,
            Person.name.label("auditor"),
            AuditDraw.programme_name.label("programme"),
            _themes().label("themes"),
            _count_actions(action_rules.OPEN).label("actions_open"),
            _count_actions(action_rules.CHECKED).label("actions_closed"),
        )
        .outerjoin(Person, Person.id == Audit.auditor_id)
        .outerjoin(AuditDraw, AuditDraw.id == Audit.draw_id)
        .where(Audit.state == AuditState.SUBMITTED, within_reach_here(viewer))
    )


def _themes() -> ScalarSelect[Any]:
    """Perhaps twice, where two findings share one: `theme_names` tells each once."""
    return (
        select(func.aggregate_strings(Theme.name, BETWEEN))
        .select_from(Finding)
        .join(finding_themes, finding_themes.c.finding_id == Finding.id)
        .join(Theme, Theme.id == finding_themes.c.theme_id)
        .where(Finding.audit_id == Audit.id)
        .correlate(Audit)
        .scalar_subquery()
    )


def _count_actions(states: Collection[ActionState]) -> ScalarSelect[Any]:
    return (
        select(func.count(Action.id))
        .join(Finding, Finding.id == Action.origin_id)
        .where(Action.origin_kind == ORIGIN, Finding.audit_id == Audit.id, Action.state.in_(states))
        .correlate(Audit)
        .scalar_subquery()
    )
