"""Questions about how audits are chosen to be moderated: shares, the values of months, and what they came to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from audits.models import Audit, AuditDraw, ModerationChoice, ModerationShare, ModerationValue
from audits.queries.blindness import is_blind_for
from audits.rules.moderation import USUAL_SHARE
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db


def find_share(programme_id: UUID | None) -> ModerationShare | None:
    return db.session.scalars(select(ModerationShare).where(ModerationShare.programme_id == programme_id)).one_or_none()


def shares_of_programmes() -> Mapping[UUID, int]:
    """The shares of programmes that have one of their own."""
    rows = db.session.scalars(select(ModerationShare).where(ModerationShare.programme_id.is_not(None)))
    return {row.programme_id: row.share for row in rows if row.programme_id}


def share_for(audit: Audit) -> int:
    """The share in percent that holds for an audit: its programme's own, or the council's."""
    draw = db.session.get(AuditDraw, audit.draw_id) if audit.draw_id else None
    found = (draw and find_share(draw.programme_id)) or find_share(None)
    return found.share if found else USUAL_SHARE


def find_moderation_value(month: date) -> ModerationValue | None:
    return db.session.scalars(select(ModerationValue).where(ModerationValue.month == month)).one_or_none()


def get_moderation_value(month: date) -> ModerationValue:
    return db.session.scalars(select(ModerationValue).where(ModerationValue.month == month)).one()


def list_moderation_values() -> Sequence[ModerationValue]:
    """The newest month first."""
    return db.session.scalars(select(ModerationValue).order_by(ModerationValue.month.desc())).all()


def list_moderation_choices(month: date, viewer: Viewer) -> Sequence[Any]:
    """Rows of audit id, reference, choice: those of a month, in order; never of what the viewer reads blind."""
    return db.session.execute(
        select(Audit.id, Audit.reference, ModerationChoice)
        .join(ModerationChoice, ModerationChoice.audit_id == Audit.id)
        .where(ModerationChoice.month == month, ~is_blind_for(viewer.person_id))
        .order_by(Audit.reference)
    ).all()
