"""Reads of programmes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from audits.models import AuditDraw, AuditorGroup, AuditProgramme
from audits.queries.tools import find_tool_in_force, get_version, list_tools_in_use, tool_in_force
from audits.rules.programmes import Schedule
from audits.rules.targeting import TargetedRule, rule_words, settings_of
from dcpp.frameworks.audit_tools import AuditTool
from dcpp.kernel.db import db


def get_programme(programme_id: UUID) -> AuditProgramme:
    return db.session.scalars(select(AuditProgramme).where(AuditProgramme.id == programme_id)).one()


def tool_of_programme(programme: AuditProgramme, today: date) -> AuditTool:
    """The version on which its audits begin: the one it names, or that in force of its tool."""
    if programme.tool_version is not None:
        return get_version(programme.tool_code, programme.tool_version).tool
    return tool_in_force(programme.tool_code, today)


def tool_words_of(programme: AuditProgramme, today: date) -> str:
    """The tool in words: its title, and its version where the programme keeps to one."""
    if programme.tool_version is not None:
        return f"{get_version(programme.tool_code, programme.tool_version).title}, version {programme.tool_version}"
    found = find_tool_in_force(programme.tool_code, today)
    return f"{found.title}, the version in force" if found else "No version of its tool is in force"


def list_tool_choices(today: date) -> list[tuple[str, str]]:
    """What a programme can be done with: each tool in the version of the day, or kept to that version for good."""
    choices = []
    for version in list_tools_in_use(today):
        choices.append((version.code, f"{version.title}, always the version in force"))
        choices.append((f"{version.code} {version.number}", f"{version.title}, version {version.number} only"))
    return choices


def list_group_choices() -> list[tuple[UUID, str]]:
    return [(group.id, group.name) for group in list_groups()]


def list_groups() -> Sequence[AuditorGroup]:
    """Every group of auditors with its members, by name."""
    return db.session.scalars(
        select(AuditorGroup).options(selectinload(AuditorGroup.members)).order_by(AuditorGroup.name, AuditorGroup.id)
    ).all()


def get_group(group_id: UUID) -> AuditorGroup:
    return db.session.scalars(
        select(AuditorGroup).where(AuditorGroup.id == group_id).options(selectinload(AuditorGroup.members))
    ).one()


def rules_of(programme: AuditProgramme) -> list[tuple[str, str]]:
    """The targeted rules of a programme: each its name and its thresholds in words."""
    limits = settings_of(programme.limits)
    return [(rule.label, rule_words(rule, limits)) for rule in TargetedRule if rule.value in programme.targeted]


def list_programmes() -> Sequence[AuditProgramme]:
    """Every programme: those at work first, then by name."""
    return db.session.scalars(
        select(AuditProgramme).order_by(AuditProgramme.is_active.desc(), AuditProgramme.name, AuditProgramme.id)
    ).all()


def live_draws_of(month: date) -> dict[UUID, AuditDraw]:
    """The draw of a month that was not abandoned, by programme."""
    found = db.session.scalars(select(AuditDraw).where(AuditDraw.month == month, AuditDraw.abandoned_at.is_(None)))
    return {draw.programme_id: draw for draw in found}


def names_of_programmes_with(tool_code: str) -> Sequence[str]:
    """Programmes at work that audit with a tool, by name."""
    return db.session.scalars(
        select(AuditProgramme.name)
        .where(AuditProgramme.is_active, AuditProgramme.tool_code == tool_code)
        .order_by(AuditProgramme.name)
    ).all()


def list_active_programmes() -> Sequence[AuditProgramme]:
    """Those that the scheduler draws by itself."""
    return db.session.scalars(
        select(AuditProgramme)
        .where(AuditProgramme.is_active, AuditProgramme.schedule != Schedule.BY_HAND)
        .order_by(AuditProgramme.name, AuditProgramme.id)
    ).all()
