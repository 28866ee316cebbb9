"""The pairs of grades that two readers gave, for figures about agreement. No row names an auditor."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, select

from audits.models import Audit, AuditAnswer, AuditDraw, Moderation, ModerationAnswer
from audits.rules.audits import NOT_APPLICABLE
from audits.rules.moderation import ModerationState
from dcpp.kernel.db import db


def submitted_by_both() -> ColumnElement[bool]:
    return Moderation.submitted_at.is_not(None)


def list_pairs(*where: ColumnElement[bool], until: date | None = None) -> Sequence[Any]:
    """Both readers' grades of every section of audits that were moderated, `overall` among the sections.

    Rows of audit_id, programme_id, programme (None and "" outside programmes), tool_code, tool_version, submitted_on,
    section, first, second, and agreed: the grade that stands, None while it is not agreed. A section that one of them
    did not grade, or found not to apply, is no pair. `where`: conditions on Audit, AuditDraw and Moderation.
    """
    stands = case((Moderation.state == ModerationState.AGREED, AuditAnswer.answer_that_stands), else_=None)
    given = ("", NOT_APPLICABLE)
    return db.session.execute(
        select(
            Audit.id.label("audit_id"),
            AuditDraw.programme_id,
            AuditDraw.programme_name.label("programme"),
            Audit.tool_code,
            Audit.tool_version,
            Audit.submitted_on,
            AuditAnswer.section,
            AuditAnswer.answer.label("first"),
            ModerationAnswer.answer.label("second"),
            stands.label("agreed"),
        )
        .select_from(Moderation)
        .join(Audit, Audit.id == Moderation.audit_id)
        .outerjoin(AuditDraw, AuditDraw.id == Audit.draw_id)
        .join(ModerationAnswer, ModerationAnswer.moderation_id == Moderation.id)
        .join(
            AuditAnswer,
            and_(AuditAnswer.audit_id == Audit.id, AuditAnswer.section == ModerationAnswer.section),
        )
        .where(
            submitted_by_both(),
            AuditAnswer.answer.not_in(given),
            ModerationAnswer.answer.not_in(given),
            *((Audit.submitted_on <= until,) if until else ()),
            *where,
        )
        .order_by(Audit.submitted_on, Audit.reference, AuditAnswer.section)
    ).all()
