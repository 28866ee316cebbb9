"""Programme control: what was drawn, given out, done, late or taken off, by whatever leaders ask."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from audits.models import Audit, AuditDraw, ToolVersion
from audits.queries.audits import overdue_on, within_reach_here
from audits.queries.measures import Breakdown, Unit, month_number
from audits.rules.audits import OPEN, AuditState
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person

DONE = Audit.state == AuditState.SUBMITTED
EXEMPT = Audit.state == AuditState.WITHDRAWN


def drawn_unit(viewer: Viewer, today: date) -> Unit:
    """Audits of drawn cases in reach: rows of the audit, its auditor's name and its programme's."""
    joined: Any = (
        select(Audit, Person.name, AuditDraw.programme_name)
        .select_from(Audit)
        .join(AuditDraw, AuditDraw.id == Audit.draw_id)
        .outerjoin(Person, Person.id == Audit.auditor_id)
    )
    return Unit(
        rows=joined,
        within=(within_reach_here(viewer),),
        day=Audit.month,
        breakdowns={
            "month": Breakdown(column=month_number(Audit.month), read=int),
            "service": Breakdown(column=Audit.service_name),
            "programme": Breakdown(column=AuditDraw.programme_name),
            "role": Breakdown(column=func.coalesce(Person.job_role, "")),
            "auditor": Breakdown(column=Audit.auditor_id, label=Person.name, read=UUID),
        },
        measures={
            "exempt": EXEMPT,
            "allocated": and_(Audit.allocated_on.is_not(None), ~EXEMPT),
            "completed": DONE,
            "late": and_(DONE, Audit.submitted_on > Audit.due_on),
            "to_do": Audit.state.in_(OPEN),
            "overdue": overdue_on(today),
            "with_auditor": Audit.auditor_id.is_not(None),
        },
        order={
            "reference": Audit.reference,
            "month": Audit.month,
            "service": Audit.service_name,
            "due": Audit.due_on,
            "submitted": Audit.submitted_on,
        },
        tie=Audit.id,
        usual="-due",
    )


def list_programme_names() -> list[str]:
    """Every programme that ever drew, by name."""
    return list(db.session.scalars(select(AuditDraw.programme_name).distinct().order_by(AuditDraw.programme_name)))


def list_tools_audited_with() -> list[tuple[str, str]]:
    """Every tool that an audit was ever begun on: code and newest title, by title."""
    found = db.session.execute(
        select(ToolVersion.code, func.max(ToolVersion.title))
        .where(ToolVersion.code.in_(select(Audit.tool_code)))
        .group_by(ToolVersion.code)
        .order_by(func.max(ToolVersion.title), ToolVersion.code)
    )
    return [(code, title) for code, title in found]
