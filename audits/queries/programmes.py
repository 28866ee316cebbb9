"""Reads of programmes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from audits.models import AuditDraw, AuditProgramme
from audits.rules.programmes import Schedule
from dcpp.kernel.db import db


def get_programme(programme_id: UUID) -> AuditProgramme:
    return db.session.scalars(select(AuditProgramme).where(AuditProgramme.id == programme_id)).one()


def list_programmes() -> Sequence[AuditProgramme]:
    """Every programme: those at work first, then by name."""
    return db.session.scalars(
        select(AuditProgramme).order_by(AuditProgramme.is_active.desc(), AuditProgramme.name, AuditProgramme.id)
    ).all()


def live_draws_of(month: date) -> dict[UUID, AuditDraw]:
    """The draw of a month that was not abandoned, by programme."""
    found = db.session.scalars(select(AuditDraw).where(AuditDraw.month == month, AuditDraw.abandoned_at.is_(None)))
    return {draw.programme_id: draw for draw in found}


def names_of_programmes_with(tool_code: str) -> Sequence[str]:
    """Programmes at work that audit with a tool, by name."""
    return db.session.scalars(
        select(AuditProgramme.name)
        .where(AuditProgramme.is_active, AuditProgramme.tool_code == tool_code)
        .order_by(AuditProgramme.name)
    ).all()


def list_active_programmes() -> Sequence[AuditProgramme]:
    """Those that the scheduler draws by itself."""
    return db.session.scalars(
        select(AuditProgramme)
        .where(AuditProgramme.is_active, AuditProgramme.schedule != Schedule.BY_HAND)
        .order_by(AuditProgramme.name, AuditProgramme.id)
    ).all()
