"""Grades of submitted audits: overall, of each section, of each question that is graded."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from audits.models import Audit, AuditAnswer, ToolVersion
from audits.queries.audits import within_reach_here
from audits.queries.measures import AUDIT_FILTERS, Breakdown, Condition, Unit, month_number
from audits.rules.audits import OVERALL, AuditState
from dcpp.frameworks.audit_tools import QuestionKind, Section
from dcpp.frameworks.grades import grade_scale
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db

SUBMITTED = Audit.state == AuditState.SUBMITTED
GRADES = tuple(grade.code for grade in grade_scale())
GOOD_ENOUGH = 3
GOOD = tuple(grade.code for grade in grade_scale() if grade.step >= GOOD_ENOUGH)
GOOD_OR_BETTER = "good_or_better"


def standing() -> Any:
    """The grade of an audit that counts."""
    return Audit.grade_that_stands


def standing_answer() -> Any:
    """The grade of a section that counts."""
    return AuditAnswer.answer_that_stands


def submitted_unit(viewer: Viewer) -> Unit:
    """Submitted audits with an overall grade: rows of the audit and the grade that stands."""
    return _unit(select(Audit, standing().label("grade")).select_from(Audit), standing(), viewer)


def sections_unit(viewer: Viewer) -> Unit:
    """Grades of sections of submitted audits, the overall one left out: rows of audit, grade and the section's code."""
    told = select(Audit, standing_answer().label("grade"), AuditAnswer.section)
    rows: Any = told.select_from(Audit).join(AuditAnswer, AuditAnswer.audit_id == Audit.id)
    return _unit(
        rows,
        standing_answer(),
        viewer,
        only=(AuditAnswer.section != OVERALL,),
        more={"section": Breakdown(column=AuditAnswer.section)},
        filters={"section": lambda code: AuditAnswer.section == code},
    )


def questions_unit(viewer: Viewer, questions: Mapping[str, str], section: str) -> Unit:
    """Submitted audits with one section: rows of the audit, the section's answer and its code.

    questions: words by code. The measure "seen" is of audits in which it was graded, "seen.good" of good or better.
    """
    told = select(Audit, AuditAnswer.answer, AuditAnswer.section)
    rows: Any = told.select_from(Audit).join(
        AuditAnswer, and_(AuditAnswer.audit_id == Audit.id, AuditAnswer.section == section)
    )
    measures: dict[str, Condition] = {}
    for code in questions:
        answer = AuditAnswer.questions[code].as_string()
        measures |= {code: answer.in_(GRADES), f"{code}.good": answer.in_(GOOD)}
    unit = _unit(rows, standing_answer(), viewer, filters={"section": lambda code: AuditAnswer.section == code})
    return Unit(**{**vars(unit), "measures": measures, "within": (SUBMITTED, within_reach_here(viewer))})


def _unit(
    rows: Any,
    grade: ColumnElement[Any],
    viewer: Viewer,
    *,
    only: tuple[Condition, ...] = (),
    more: Mapping[str, Breakdown] | None = None,
    filters: Mapping[str, Any] | None = None,
) -> Unit:
    return Unit(
        rows=rows,
        within=(SUBMITTED, grade.in_(GRADES), within_reach_here(viewer), *only),
        day=Audit.submitted_on,
        breakdowns={
            "month": Breakdown(column=month_number(Audit.submitted_on), read=int),
            "service": Breakdown(column=Audit.service_name),
            "status": Breakdown(column=Audit.status, read=CaseStatus),
            **(more or {}),
        },
        measures={
            "with_status": Audit.status.is_not(None),
            GOOD_OR_BETTER: grade.in_(GOOD),
            **{code: grade == code for code in GRADES},
        },
        order={
            "reference": Audit.reference,
            "service": Audit.service_name,
            "submitted": Audit.submitted_on,
        },
        tie=Audit.id,
        usual="-submitted",
        filters={**AUDIT_FILTERS, **(filters or {})},
    )


def list_graded_sections() -> dict[str, Section]:
    """The graded sections of every published version, but for the overall one, by code; the newest version's words."""
    versions = db.session.scalars(
        select(ToolVersion)
        .where(ToolVersion.published_at.is_not(None))
        .order_by(ToolVersion.valid_from, ToolVersion.number, ToolVersion.code)
    )
    return {
        one.code: one for version in versions for one in version.tool.sections if one.is_graded and one.code != OVERALL
    }


def graded_questions_of(section: Section) -> dict[str, str]:
    """The questions of a section that are answered by a grade: words by code."""
    return {one.code: one.words for one in section.questions if one.kind is QuestionKind.GRADE}
