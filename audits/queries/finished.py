"""Audits that were finished, with what an inspection asks to see of each in one row."""

from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, Select, Subquery, func, select

from audits.models import Audit, AuditDraw, Finding, finding_themes
from audits.queries.audits import within_reach_here
from audits.rules.audits import AuditState
from audits.rules.findings import ORIGIN
from dcpp.actions import rules as action_rules
from dcpp.actions.models import Action
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
    counts = _counts()
    return (
        select(
            Audit,
            Person.name.label("auditor"),
            AuditDraw.programme_name.label("programme"),
            _themes().label("themes"),
            func.coalesce(counts.c.open, 0).label("actions_open"),
            func.coalesce(counts.c.closed, 0).label("actions_closed"),
        )
        .outerjoin(Person, Person.id == Audit.auditor_id)
        .outerjoin(AuditDraw, AuditDraw.id == Audit.draw_id)
        .outerjoin(counts, counts.c.audit_id == Audit.id)
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


def _counts() -> Subquery:
    """How many actions of each audit's findings are open and closed: counted once for all, not audit by audit."""
    return (
        select(
            Finding.audit_id,
            func.count().filter(Action.state.in_(action_rules.OPEN)).label("open"),
            func.count().filter(Action.state.in_(action_rules.CHECKED)).label("closed"),
        )
        .join(Action, (Action.origin_id == Finding.id) & (Action.origin_kind == ORIGIN))
        .group_by(Finding.audit_id)
        .subquery()
    )
