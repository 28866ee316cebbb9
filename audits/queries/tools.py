"""Questions about tools: which there are, and which version holds on a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, undefer

from audits.models import Audit, Tool, ToolVersion
from audits.rules import tools as rules
from dcpp.frameworks.audit_tools import AuditTool
from dcpp.frameworks.judgements import Area
from dcpp.kernel.db import db


def get_tool(code: str) -> Tool:
    """A tool with its versions, the newest first."""
    return db.session.scalars(select(Tool).where(Tool.code == code).options(joinedload(Tool.versions))).unique().one()


def get_version(code: str, number: int) -> ToolVersion:
    """One version with its content and with who drafted and published it."""
    return db.session.scalars(
        select(ToolVersion)
        .where(ToolVersion.code == code, ToolVersion.number == number)
        .options(undefer(ToolVersion.content), joinedload(ToolVersion.drafted_by), joinedload(ToolVersion.published_by))
    ).one()


def get_version_to_change(code: str, number: int) -> ToolVersion:
    """A version that nobody else changes until the transaction ends."""
    return db.session.scalars(
        select(ToolVersion)
        .where(ToolVersion.code == code, ToolVersion.number == number)
        .options(undefer(ToolVersion.content))
        .with_for_update(of=ToolVersion)
        .execution_options(populate_existing=True)
    ).one()


def list_versions(code: str) -> Sequence[ToolVersion]:
    """The versions of a tool, the newest first."""
    return db.session.scalars(
        select(ToolVersion).where(ToolVersion.code == code).order_by(ToolVersion.number.desc())
    ).all()


def list_tools() -> Sequence[Tool]:
    """Every tool with its versions, by code."""
    return db.session.scalars(select(Tool).options(joinedload(Tool.versions)).order_by(Tool.code)).unique().all()


def find_tool_in_force(code: str, on: date) -> AuditTool | None:
    """The version of a tool on which an audit that begins on a day is done; None where none holds."""
    found = _version_in_force(code, on)
    return found.tool if found else None


def tool_in_force(code: str, on: date) -> AuditTool:
    """As find_tool_in_force; LookupError where none holds."""
    found = find_tool_in_force(code, on)
    if found is None:
        raise LookupError(f"No version of the tool “{code}” holds on {on:%d %B %Y}")
    return found


def list_tools_in_use(today: date) -> Sequence[ToolVersion]:
    """Of each tool the version that holds today, by title: what a programme can name (`.code`, `.title`, `.name`)."""
    found = [rules.in_force(tool.versions, today) for tool in list_tools()]
    return sorted((one for one in found if one), key=lambda version: (version.title, version.code))


def sections_about(area: Area) -> dict[tuple[str, int, str], str]:
    """Sections of published versions that speak of an area whatever the case: names by (tool, version, section)."""
    versions = db.session.scalars(
        select(ToolVersion)
        .where(ToolVersion.published_at.is_not(None))
        .order_by(ToolVersion.valid_from, ToolVersion.number, ToolVersion.code)
    )
    return {
        (version.code, version.number, one.code): one.name
        for version in versions
        for one in version.tool.sections
        if one.area == area and one.is_graded
    }


def count_audits_on(code: str) -> dict[int, int]:
    """How many audits there are on each version of a tool, by its number."""
    counted = db.session.execute(
        select(Audit.tool_version, func.count().label("many"))
        .where(Audit.tool_code == code)
        .group_by(Audit.tool_version)
    )
    return {row.tool_version: row.many for row in counted}


def _version_in_force(code: str, on: date) -> ToolVersion | None:
    return rules.in_force(list_versions(code), on)
