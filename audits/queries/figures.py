"""What readiness reports and overviews count: audits, findings and cases to audit, as they were at the end of a day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from audits.models import Audit, AuditAnswer, Finding, finding_themes
from audits.rules.audits import FAMILY, NOT_APPLICABLE, OVERALL, REFLECTION
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.db import db
from dcpp.themes.models import Theme


@dataclass(kw_only=True)
class SubmittedAudit:
    """One submitted audit. `sections` gives the grade of each graded section but the overall one, by code."""

    audit_id: UUID
    reference: str
    service: str
    status: CaseStatus
    submitted_on: date
    grade: str | None
    sections: dict[str, str] = field(default_factory=dict)
    has_practitioner_part: bool = False
    has_family_feedback: bool = False
    has_family_reason: bool = False


def list_submitted(as_at: date) -> Sequence[SubmittedAudit]:
    """Every audit submitted by the end of a day, the oldest first. Two statements, however many."""
    rows = db.session.execute(
        select(Audit.id, Audit.reference, Audit.service_name, Audit.status, Audit.submitted_on, Audit.grade)
        .where(_submitted_by(as_at))
        .order_by(Audit.submitted_on, Audit.reference)
    ).all()
    answers = _answers_of_submitted(as_at)
    return [_submitted(row, answers[row.id]) for row in rows]


def _submitted_by(as_at: date) -> ColumnElement[bool]:
    return Audit.submitted_on <= as_at


def _answers_of_submitted(as_at: date) -> Mapping[UUID, list[Any]]:
    """Grades, and whether there are words; never the words."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in db.session.execute(
        select(
            AuditAnswer.audit_id,
            AuditAnswer.section,
            AuditAnswer.answer,
            (AuditAnswer.evidence != "").label("has_words"),
            (AuditAnswer.reason != "").label("has_reason"),
            AuditAnswer.shared_at.is_not(None).label("is_shared"),
        )
        .join(Audit, Audit.id == AuditAnswer.audit_id)
        .where(_submitted_by(as_at))
    ):
        found[row.audit_id].append(row)
    return found


def _submitted(row: Any, answers: Sequence[Any]) -> SubmittedAudit:
    audit = SubmittedAudit(
        audit_id=row.id,
        reference=row.reference,
        service=row.service_name,
        status=row.status,
        submitted_on=row.submitted_on,
        grade=row.grade,
    )
    for answer in answers:
        if answer.section == REFLECTION:
            audit.has_practitioner_part = bool(answer.is_shared)
        elif answer.section == FAMILY:
            audit.has_family_feedback, audit.has_family_reason = bool(answer.has_words), bool(answer.has_reason)
        elif answer.section != OVERALL and answer.answer not in {"", NOT_APPLICABLE}:
            audit.sections[answer.section] = answer.answer
    return audit


def list_found_themes(as_at: date) -> Sequence[Any]:
    """Each theme of each finding in an audit submitted by the end of a day: which audit, which theme, what kind."""
    return db.session.execute(
        select(
            Audit.id.label("audit_id"),
            Audit.reference,
            Audit.service_name.label("service"),
            Audit.submitted_on,
            Theme.name.label("theme"),
            Finding.kind,
        )
        .join(Finding, Finding.audit_id == Audit.id)
        .join(finding_themes, finding_themes.c.finding_id == Finding.id)
        .join(Theme, Theme.id == finding_themes.c.theme_id)
        .where(_submitted_by(as_at))
        .order_by(Audit.submitted_on, Audit.reference, Finding.recorded_at, Theme.code)
    ).all()


def list_to_audit(until: date) -> Sequence[Any]:
    """Every audit of a programme's month up to a day's, with the days of its life."""
    return db.session.execute(
        select(
            Audit.id,
            Audit.reference,
            Audit.month,
            Audit.service_name.label("service"),
            Audit.allocated_on,
            Audit.due_on,
            Audit.submitted_on,
            Audit.withdrawn_on,
        )
        .where(Audit.month <= until)
        .order_by(Audit.month, Audit.reference)
    ).all()
