"""Themes of findings in submitted audits, and audits followed by a second one of the same case."""

from datetime import date
from typing import Any

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import aliased

from audits.models import Audit, Finding, finding_themes
from audits.queries.audits import within_reach_here
from audits.queries.blindness import is_blind_for
from audits.queries.graded import GRADES, SUBMITTED, standing
from audits.queries.measures import AUDIT_FILTERS, Breakdown, Unit, month_number
from audits.rules.audits import AuditState
from audits.rules.findings import FindingKind
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.grades import grade_scale
from dcpp.kernel.access import Viewer
from dcpp.themes.models import Theme

STEPS = {grade.code: grade.step for grade in grade_scale()}


def themes_unit(viewer: Viewer) -> Unit:
    """Each theme of each finding of submitted audits: rows of the finding, its audit and the theme's name."""
    rows: Any = (
        select(Finding, Audit, Theme.name)
        .select_from(Finding)
        .join(Audit, Audit.id == Finding.audit_id)
        .join(finding_themes, finding_themes.c.finding_id == Finding.id)
        .join(Theme, Theme.id == finding_themes.c.theme_id)
    )
    return Unit(
        rows=rows,
        within=(SUBMITTED, within_reach_here(viewer)),
        day=Audit.submitted_on,
        breakdowns={
            "theme": Breakdown(column=Theme.name),
            "month": Breakdown(column=month_number(Audit.submitted_on), read=int),
            "service": Breakdown(column=Audit.service_name),
        },
        measures={
            "needs_work": Finding.kind == FindingKind.NEEDS_WORK,
            "strength": Finding.kind == FindingKind.STRENGTH,
        },
        order={"reference": Audit.reference, "theme": Theme.name, "submitted": Audit.submitted_on},
        tie=Finding.id,
        usual="-submitted",
        filters={**AUDIT_FILTERS, "theme": lambda name: Theme.name == name},
    )


def pairs_unit(viewer: Viewer) -> Unit:
    """Re-audits with the audit before them: rows of the re-audit, the first audit, the first grade and the second.

    A re-audit is an audit of that kind, or any audit of a case whose audit before set one. The one before is the last
    that was submitted before it.
    """
    first = aliased(Audit)
    told = select(Audit, first, first.grade_that_stands.label("first_grade"), standing().label("second_grade"))
    rows: Any = told.select_from(Audit).join(first, _is_last_before(first))
    before, after = _step(first.grade_that_stands), _step(standing())
    return Unit(
        rows=rows,
        within=(
            SUBMITTED,
            standing().in_(GRADES),
            first.grade_that_stands.in_(GRADES),
            or_(Audit.kind == AuditKind.RE_AUDIT, first.re_audit_by.is_not(None)),
            within_reach_here(viewer),
            ~is_blind_for(viewer.person_id, first.id),
        ),
        day=Audit.submitted_on,
        breakdowns={
            "first_grade": Breakdown(column=first.grade_that_stands),
            "service": Breakdown(column=Audit.service_name),
        },
        measures={
            "better": after > before,
            "same": after == before,
            "worse": after < before,
            **{code: standing() == code for code in GRADES},
        },
        order={"reference": Audit.reference, "service": Audit.service_name, "submitted": Audit.submitted_on},
        tie=Audit.id,
        usual="-submitted",
    )


def _is_last_before(first: Any) -> Any:
    """Whether an audit is the last that was submitted of the same case before another."""
    between = aliased(Audit)
    later = and_(
        between.case_id == Audit.case_id,
        between.state == AuditState.SUBMITTED,
        between.submitted_at < Audit.submitted_at,
        between.submitted_at > first.submitted_at,
    )
    return and_(
        first.case_id == Audit.case_id,
        first.state == AuditState.SUBMITTED,
        first.submitted_at < Audit.submitted_at,
        ~select(between.id).where(later).correlate(Audit, first).exists(),
    )


def _step(grade: Any) -> Any:
    return case(STEPS, value=grade, else_=0)


def waiting_unit(viewer: Viewer, today: date) -> Unit:
    """Submitted audits that set a re-audit which no submitted audit of the case has followed yet."""
    later = aliased(Audit)
    since = select(later.id).where(
        later.case_id == Audit.case_id,
        later.state == AuditState.SUBMITTED,
        later.submitted_at > Audit.submitted_at,
    )
    rows: Any = select(Audit, standing().label("grade")).select_from(Audit)
    return Unit(
        rows=rows,
        within=(SUBMITTED, Audit.re_audit_by.is_not(None), ~since.exists(), within_reach_here(viewer)),
        day=Audit.submitted_on,
        breakdowns={"service": Breakdown(column=Audit.service_name)},
        measures={"overdue": Audit.re_audit_by < today},
        order={"reference": Audit.reference, "service": Audit.service_name, "submitted": Audit.submitted_on},
        tie=Audit.id,
        usual="submitted",
    )
