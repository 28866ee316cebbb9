"""The audit before this one: what was found the last time the same case was looked at."""

from dataclasses import dataclass

from sqlalchemy import select

from audits.models import Audit, AuditAnswer
from audits.rules.audits import REFLECTION, Answer, AuditState
from dcpp.frameworks.audit_tools import Section
from dcpp.kernel.db import db
from dcpp.kernel.hiding import hidden_ids


@dataclass(frozen=True)
class LastTime:
    """A section of the last audit of a case, with what stood in it; both None where its tool asked no such section.

    Nothing is told of one that its reader is to grade blind: `is_blind`.
    """

    audit: Audit
    section: Section | None
    answer: Answer | None
    is_blind: bool = False


def find_last_audit(audit: Audit) -> Audit | None:
    """The newest submitted audit of the same case that was there before this one began."""
    return db.session.scalars(
        select(Audit)
        .where(
            Audit.case_id == audit.case_id,
            Audit.id != audit.id,
            Audit.state == AuditState.SUBMITTED,
            Audit.submitted_at <= audit.created_at,
        )
        .order_by(Audit.submitted_at.desc(), Audit.id)
        .limit(1)
    ).one_or_none()


def last_time(audit: Audit, code: str) -> LastTime | None:
    """What the last audit of the case says in a section of the same name; None where there was none.

    For its auditor alone, who needs it to tell what has changed. The practitioner's own part is left out: it was shared
    with those of that audit.
    """
    last = find_last_audit(audit)
    if last is None:
        return None
    if audit.auditor_id and last.id in hidden_ids("audit", audit.auditor_id):
        return LastTime(last, None, None, is_blind=True)
    section = next((one for one in last.sections if one.code == code), None)
    row = db.session.scalars(
        select(AuditAnswer).where(AuditAnswer.audit_id == last.id, AuditAnswer.section == code)
    ).one_or_none()
    if section is None or row is None or code == REFLECTION:
        return LastTime(last, None, None)
    return LastTime(last, section, row.as_answer)
