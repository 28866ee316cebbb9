"""The pairs of grades that two readers gave, for figures about agreement. No row names an auditor."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, case, cast, exists, func, select

from audits.models import Audit, AuditAnswer, AuditDraw, Moderation, ModerationAnswer, ModerationChoice, ToolVersion
from audits.queries.tools import get_version
from audits.rules.audits import NOT_APPLICABLE
from audits.rules.moderation import Because, ModerationState
from dcpp.kernel.db import db


def submitted_by_both() -> ColumnElement[bool]:
    return Moderation.submitted_at.is_not(None)


def count_pairs(*where: ColumnElement[bool]) -> Sequence[Any]:
    """How often both readers gave which grades to every section of audits that were moderated, `overall` among them.

    Rows of programme_id, programme (None outside programmes), tool_code, tool_version, section, first, second, agreed
    (the grade that stands, None while it is not agreed), and pairs: how many. A section that one of them did not
    grade, or found not to apply, is no pair. `where`: conditions on Audit, AuditDraw and Moderation.
    """
    stands = case((Moderation.state == ModerationState.AGREED, AuditAnswer.answer_that_stands), else_=None)
    given = ("", NOT_APPLICABLE)
    of_what = AuditDraw.programme_id, AuditDraw.programme_name, Audit.tool_code, Audit.tool_version, AuditAnswer.section
    grades = AuditAnswer.answer, ModerationAnswer.answer, AuditAnswer.agreed, Moderation.state
    return db.session.execute(
        select(
            AuditDraw.programme_id,
            AuditDraw.programme_name.label("programme"),
            Audit.tool_code,
            Audit.tool_version,
            AuditAnswer.section,
            AuditAnswer.answer.label("first"),
            ModerationAnswer.answer.label("second"),
            stands.label("agreed"),
            func.count().label("pairs"),
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
            *where,
        )
        .group_by(*of_what, *grades)
        .order_by(Audit.tool_code, Audit.tool_version, AuditAnswer.section)
    ).all()


def grades_in(section: str, audit_ids: Collection[UUID]) -> dict[UUID, Any]:
    """Both readers' grades of one section of some audits: rows of audit_id, first, second, agreed (or None)."""
    rows = db.session.execute(
        select(
            Moderation.audit_id,
            AuditAnswer.answer.label("first"),
            ModerationAnswer.answer.label("second"),
            case((Moderation.state == ModerationState.AGREED, AuditAnswer.answer_that_stands), else_=None).label(
                "agreed"
            ),
        )
        .join(ModerationAnswer, ModerationAnswer.moderation_id == Moderation.id)
        .join(
            AuditAnswer,
            and_(AuditAnswer.audit_id == Moderation.audit_id, AuditAnswer.section == ModerationAnswer.section),
        )
        .where(submitted_by_both(), Moderation.audit_id.in_(audit_ids), ModerationAnswer.section == section)
    )
    return {row.audit_id: row for row in rows}


def names_of_sections(versions: Collection[tuple[str, int]]) -> dict[tuple[str, int, str], str]:
    """What sections are called, by tool, version and code, in the order of the forms; the newest versions first."""
    found = {}
    for code, number in sorted(versions, key=lambda one: (one[0], -one[1])):
        for section in get_version(code, number).tool.sections:
            found[code, number, section.code] = section.name
    return found


def list_tools_moderated() -> list[tuple[str, str]]:
    """Tools that moderated audits were done with: code and title, the newest version's."""
    titles = db.session.execute(
        select(ToolVersion.code, ToolVersion.title)
        .where(exists().where(Audit.tool_code == ToolVersion.code, Moderation.audit_id == Audit.id))
        .order_by(ToolVersion.code, ToolVersion.number)
    )
    return list({row.code: row.title for row in titles}.items())


def chosen_because(because: Because) -> ColumnElement[bool]:
    """Moderated audits that were chosen for a reason, perhaps among others."""
    written = cast(ModerationChoice.because, Text)
    return Audit.id.in_(select(ModerationChoice.audit_id).where(written.contains(f'"{because.value}"')))
