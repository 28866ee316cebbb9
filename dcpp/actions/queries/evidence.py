"""Questions about evidence."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased, joinedload

from dcpp.actions.models import ActionEvidence
from dcpp.kernel.db import db


def list_evidence(action_id: UUID) -> Sequence[ActionEvidence]:
    """All of an action’s evidence, newest first, replaced pieces among it; who added it comes with it."""
    return db.session.scalars(
        select(ActionEvidence)
        .where(ActionEvidence.action_id == action_id)
        .options(joinedload(ActionEvidence.uploaded_by))
        .order_by(ActionEvidence.number.desc())
    ).all()


def list_newest_evidence(action_id: UUID) -> Sequence[ActionEvidence]:
    """Those pieces that nothing newer replaces."""
    newer = aliased(ActionEvidence)
    return db.session.scalars(
        select(ActionEvidence)
        .where(ActionEvidence.action_id == action_id, ~exists().where(newer.replaces_id == ActionEvidence.id))
        .order_by(ActionEvidence.number.desc())
    ).all()


def get_evidence(action_id: UUID, evidence_id: UUID) -> ActionEvidence:
    """One piece of an action that the caller may see."""
    return db.session.scalars(
        select(ActionEvidence).where(ActionEvidence.id == evidence_id, ActionEvidence.action_id == action_id)
    ).one()


def count_evidence(action_id: UUID) -> int:
    return db.session.scalar(select(func.count()).where(ActionEvidence.action_id == action_id)) or 0
