"""Questions about who is accredited. The newest entry of each auditor holds."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from audits.models import Accreditation, Audit, Moderation
from audits.rules.moderation import ModerationState
from dcpp.kernel.db import db


def newest_accreditations() -> dict[UUID, Accreditation]:
    """The entry that holds, by person; those who never had one are not there."""
    rows = db.session.scalars(
        select(Accreditation)
        .options(joinedload(Accreditation.given_by))
        .order_by(Accreditation.given_at, Accreditation.id)
    )
    return {row.person_id: row for row in rows}


def accreditations_of(person_id: UUID) -> Sequence[Accreditation]:
    """The newest first."""
    return db.session.scalars(
        select(Accreditation)
        .where(Accreditation.person_id == person_id)
        .options(joinedload(Accreditation.given_by))
        .order_by(Accreditation.given_at.desc(), Accreditation.id.desc())
    ).all()


def is_accredited(person_id: UUID) -> bool:
    found = accreditations_of(person_id)
    return bool(found) and found[0].is_given


def count_moderated_by_auditor() -> dict[UUID, int]:
    """How many audits of each auditor were moderated and agreed: how many, never how they were graded."""
    rows = db.session.execute(
        select(Audit.auditor_id, func.count())
        .join(Moderation, Moderation.audit_id == Audit.id)
        .where(Moderation.state == ModerationState.AGREED)
        .group_by(Audit.auditor_id)
    )
    return {one: many for one, many in rows if one}
