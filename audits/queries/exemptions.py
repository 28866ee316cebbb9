"""Reads of exemptions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from audits.models import Audit, AuditDraw, Exemption
from audits.rules.audits import WITH_AUDITOR
from audits.rules.exemptions import ExemptionState
from dcpp.kernel.db import db

WHOLE = (
    joinedload(Exemption.programme),
    joinedload(Exemption.person),
    joinedload(Exemption.audit),
    joinedload(Exemption.asked_by),
    joinedload(Exemption.decided_by),
)


def get_exemption(exemption_id: UUID) -> Exemption:
    return db.session.scalars(select(Exemption).where(Exemption.id == exemption_id).options(*WHOLE)).one()


def find_standing_exemption(
    programme_id: UUID, *, month: date | None = None, person_id: UUID | None = None, audit_id: UUID | None = None
) -> Exemption | None:
    """One that was agreed or waits, of an auditor in a month or of an audit."""
    statement = select(Exemption).where(
        Exemption.programme_id == programme_id, Exemption.state != ExemptionState.DECLINED
    )
    if audit_id:
        statement = statement.where(Exemption.audit_id == audit_id)
    else:
        statement = statement.where(Exemption.person_id == person_id, Exemption.month == month)
    return db.session.scalars(statement.order_by(Exemption.asked_at, Exemption.id).limit(1)).one_or_none()


def list_exemptions(programme_id: UUID) -> Sequence[Exemption]:
    """Every exemption of a programme: those that wait first, then the newest month."""
    is_decided = case((Exemption.state == ExemptionState.ASKED, 0), else_=1)
    return db.session.scalars(
        select(Exemption)
        .where(Exemption.programme_id == programme_id)
        .options(*WHOLE)
        .order_by(is_decided, Exemption.month.desc(), Exemption.reference.desc())
    ).all()


def list_exemptions_to_decide() -> Sequence[Exemption]:
    """Those that wait for a senior manager, the oldest first."""
    return db.session.scalars(
        select(Exemption)
        .where(Exemption.state == ExemptionState.ASKED)
        .options(*WHOLE)
        .order_by(Exemption.asked_at, Exemption.reference)
    ).all()


def count_exemptions(programme_id: UUID) -> Mapping[ExemptionState, int]:
    """How many of a programme were asked for, agreed and declined, since it began."""
    rows: Any = db.session.execute(
        select(Exemption.state, func.count()).where(Exemption.programme_id == programme_id).group_by(Exemption.state)
    )
    return dict.fromkeys(ExemptionState, 0) | {row[0]: row[1] for row in rows}


def find_draw_of(audit: Audit) -> AuditDraw | None:
    return db.session.get(AuditDraw, audit.draw_id) if audit.draw_id else None


def list_of_month(programme_id: UUID, month: date, auditor_id: UUID) -> Sequence[Audit]:
    """What an auditor has yet to submit of a programme's month."""
    return db.session.scalars(
        select(Audit)
        .join(AuditDraw, AuditDraw.id == Audit.draw_id)
        .where(
            AuditDraw.programme_id == programme_id,
            AuditDraw.month == month,
            Audit.auditor_id == auditor_id,
            Audit.state.in_(WITH_AUDITOR),
        )
        .order_by(Audit.due_on, Audit.reference)
    ).all()
