"""What reports count: submitted audits, drawn cases and themes of findings, as plain rows without names of people."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import extract, func, select

from audits.models import Audit, AuditAnswer, Concern, Finding, finding_themes
from audits.queries.blindness import is_blind_for
from audits.rules.audits import FAMILY, OPEN, REFLECTION, AuditState
from dcpp.kernel.db import db
from dcpp.people.models import Service
from dcpp.themes.models import Theme

SUBMITTED = Audit.state == AuditState.SUBMITTED


def list_submitted(until: date) -> Sequence[Any]:
    """Every audit of a child's case submitted by the end of a day; supervision files are left out.

    Rows of id, reference, service_name, status, submitted_on, grade (the one that stands) and is_moderated (it was
    agreed by two readers).
    """
    return db.session.execute(
        select(
            Audit.id,
            Audit.reference,
            Audit.service_name,
            Audit.status,
            Audit.submitted_on,
            Audit.grade_that_stands.label("grade"),
            Audit.agreed_grade.is_not(None).label("is_moderated"),
        )
        .where(SUBMITTED, Audit.submitted_on <= until, Audit.status.is_not(None))
        .order_by(Audit.submitted_on, Audit.reference)
    ).all()


def count_by_grade(since: date, until: date, *, for_id: UUID) -> Sequence[Any]:
    """Audits submitted in a period, counted by month and the grade that stands; none that `for_id` reads blind.

    Rows of month's last day with one, grade, audits.
    """
    grade = Audit.grade_that_stands
    return db.session.execute(
        select(func.max(Audit.submitted_on).label("on"), grade.label("grade"), func.count().label("audits"))
        .where(SUBMITTED, Audit.submitted_on.between(since, until), ~is_blind_for(for_id))
        .group_by(extract("year", Audit.submitted_on), extract("month", Audit.submitted_on), grade)
        .order_by(func.max(Audit.submitted_on), grade)
    ).all()


def count_submitted(since: date, until: date) -> int:
    """How many audits were submitted in a period."""
    found = select(func.count()).select_from(Audit).where(SUBMITTED, Audit.submitted_on.between(since, until))
    return db.session.scalar(found) or 0


def count_with_practitioner(since: date, until: date) -> int:
    """How many audits submitted in a period have the practitioner's own part."""
    return (
        db.session.scalar(
            select(func.count(Audit.id.distinct()))
            .join(AuditAnswer, AuditAnswer.audit_id == Audit.id)
            .where(
                SUBMITTED,
                Audit.submitted_on.between(since, until),
                AuditAnswer.section == REFLECTION,
                AuditAnswer.shared_at.is_not(None),
            )
        )
        or 0
    )


def list_last_submitted(until: date) -> Sequence[Any]:
    """When each service and status last had an audit: rows of service_name, status, submitted_on."""
    return db.session.execute(
        select(Audit.service_name, Audit.status, func.max(Audit.submitted_on).label("submitted_on"))
        .where(SUBMITTED, Audit.submitted_on <= until)
        .group_by(Audit.service_name, Audit.status)
        .order_by(Audit.service_name, Audit.status)
    ).all()


def count_drawn(since: date, until: date) -> Sequence[Any]:
    """Cases drawn for the programmes of some months, counted by the days of their audits: the days, and cases."""
    days = (Audit.month, Audit.allocated_on, Audit.due_on, Audit.submitted_on, Audit.withdrawn_on)
    return db.session.execute(
        select(*days, func.count().label("cases"))
        .where(Audit.draw_id.is_not(None), Audit.month.between(since, until))
        .group_by(*days)
        .order_by(*days)
    ).all()


def list_section_grades(since: date, until: date, sections: Collection[str]) -> Sequence[Any]:
    """The answers that stand of some graded sections in audits submitted in a period.

    Rows of audit_id, tool_code, tool_version, section, answer.
    """
    return db.session.execute(
        select(
            AuditAnswer.audit_id,
            Audit.tool_code,
            Audit.tool_version,
            AuditAnswer.section,
            AuditAnswer.answer_that_stands.label("answer"),
        )
        .join(Audit, Audit.id == AuditAnswer.audit_id)
        .where(SUBMITTED, Audit.submitted_on.between(since, until), AuditAnswer.section.in_(sections))
        .order_by(AuditAnswer.audit_id, AuditAnswer.section)
    ).all()


def list_voices(since: date, until: date) -> Sequence[Any]:
    """Who was heard in audits submitted in a period, whatever they said.

    Rows of audit_id, section (reflection or family), is_shared (the practitioner's part), has_feedback (the family's)
    and has_reason (why there is none).
    """
    return db.session.execute(
        select(
            AuditAnswer.audit_id,
            AuditAnswer.section,
            ((AuditAnswer.section == REFLECTION) & AuditAnswer.shared_at.is_not(None)).label("is_shared"),
            ((AuditAnswer.section == FAMILY) & (AuditAnswer.evidence != "")).label("has_feedback"),
            (AuditAnswer.reason != "").label("has_reason"),
        )
        .join(Audit, Audit.id == AuditAnswer.audit_id)
        .where(SUBMITTED, Audit.submitted_on.between(since, until), AuditAnswer.section.in_((REFLECTION, FAMILY)))
        .order_by(AuditAnswer.audit_id, AuditAnswer.section)
    ).all()


def list_drawn(since: date, until: date) -> Sequence[Any]:
    """Every case drawn for the programmes of some months, first days given: the days of its audit's life."""
    return db.session.execute(
        select(
            Audit.id,
            Audit.reference,
            Audit.month,
            Audit.service_name,
            Audit.allocated_on,
            Audit.due_on,
            Audit.submitted_on,
            Audit.withdrawn_on,
        )
        .where(Audit.draw_id.is_not(None), Audit.month.between(since, until))
        .order_by(Audit.month, Audit.reference)
    ).all()


def count_overdue(today: date) -> int:
    """Audits past their day that nobody has submitted: as many as the list shows under Overdue."""
    late = select(func.count()).select_from(Audit).where(Audit.due_on < today, Audit.state.in_(OPEN))
    return db.session.scalar(late) or 0


def list_finding_themes(since: date, until: date) -> Sequence[Any]:
    """Each theme of each finding in audits submitted in a period: rows of audit_id, reference, theme, kind and more."""
    return db.session.execute(
        select(
            Audit.id.label("audit_id"),
            Audit.reference,
            Audit.service_name,
            Audit.submitted_on,
            Finding.kind,
            Theme.name.label("theme"),
        )
        .join(Finding, Finding.audit_id == Audit.id)
        .join(finding_themes, finding_themes.c.finding_id == Finding.id)
        .join(Theme, Theme.id == finding_themes.c.theme_id)
        .where(SUBMITTED, Audit.submitted_on.between(since, until))
        .order_by(Audit.submitted_on, Audit.reference, Theme.name, Finding.id)
    ).all()


def list_concerns() -> Sequence[Any]:
    """Every immediate concern, with the moments of its life: few, since each cannot wait.

    Rows of id, reference, service, raised_at, first_answer_by, acknowledged_at and closed_at (closed or withdrawn).
    """
    return db.session.execute(
        select(
            Concern.id,
            Concern.reference,
            Service.name.label("service"),
            Concern.raised_at,
            Concern.first_answer_by,
            Concern.acknowledged_at,
            Concern.closed_at,
        )
        .outerjoin(Service, Service.id == Concern.service_id)
        .order_by(Concern.raised_at, Concern.reference)
    ).all()
