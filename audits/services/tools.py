"""Building tools: drafts that are changed step by step, published for good, and retired."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from audits import events, queries
from audits.models import Tool, ToolVersion
from audits.rules import building, publishing
from audits.rules import tools as rules
from audits.rules.tools import CannotBuildTool, CannotPublishTool, CannotRetireTool
from dcpp.frameworks.audit_tools import AuditTool
from dcpp.frameworks.shipped_tools import shipped_tools
from dcpp.frameworks.tool_content import content_of, fingerprint
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce

Change = Callable[[AuditTool], AuditTool]


@dataclass(frozen=True)
class Seen:
    """A part of a draft as a page showed it: how to find it in the draft, and what it was."""

    part: Callable[[AuditTool], Mapping[str, Any]]
    was: str


def set_up_tool(title: str, *, like: AuditTool | None, by: UUID | None) -> ToolVersion:
    """A new tool with a first draft: like a version of another, or with only what every tool has."""
    codes = db.session.scalars(select(Tool.code)).all()
    tool = Tool(code=building.code_for(title, codes), set_up_at=clock.now(), set_up_by_id=by)
    try:
        with db.session.begin_nested():
            db.session.add(tool)
    except IntegrityError as error:
        raise CannotBuildTool("Somebody else set up a tool of this name at the same moment. Look at theirs") from error
    return _draft(tool.code, 1, replace(like or _bare(), title=title), by)


def _bare() -> AuditTool:
    """The practitioner's part, family feedback and the overall judgement, as the newest shipped tool has them."""
    newest = max(shipped_tools(), key=lambda one: one.valid_from).tool
    return replace(newest, sections=tuple(one for one in newest.sections if one.code in building.ONCE_ONLY.values()))


def draft_version(like: ToolVersion, *, by: UUID | None) -> ToolVersion:
    """The next version of a tool as a draft, like one of its versions. CannotBuildTool while there is a draft."""
    db.session.execute(select(Tool.id).where(Tool.code == like.code).with_for_update())
    versions = queries.list_versions(like.code)
    if draft := next((one for one in versions if one.is_draft), None):
        raise CannotBuildTool(f"Version {draft.number} is a draft already. Publish or discard it first")
    return _draft(like.code, max(one.number for one in versions) + 1, like.tool, by)


def _draft(code: str, number: int, tool: AuditTool, by: UUID | None) -> ToolVersion:
    version = ToolVersion(
        code=code,
        number=number,
        title=tool.title,
        content=content_of(tool),
        drafted_at=clock.now(),
        drafted_by_id=by,
    )
    db.session.add(version)
    db.session.flush()
    announce(events.ToolDrafted(happened_at=clock.now(), tool_version_id=version.id, code=code, number=number))
    return version


def change_draft(version: ToolVersion, change: Change, *, seen: Seen | None = None) -> None:
    """Change one part of a draft, unless somebody else changed that part since it was seen. Raises CannotBuildTool."""
    _check_is_draft(version, CannotBuildTool)
    if seen and print_of(version.tool, seen.part) != seen.was:
        raise CannotBuildTool(
            "Somebody else changed this while you had it open. What it says now is below your answers: save again if "
            "yours should stand"
        )
    tool = change(version.tool)
    version.title, version.content = tool.title, content_of(tool)
    db.session.flush()
    announce(
        events.ToolDraftChanged(
            happened_at=clock.now(), tool_version_id=version.id, code=version.code, number=version.number
        )
    )


def print_of(tool: AuditTool, part: Callable[[AuditTool], Mapping[str, Any]]) -> str:
    """A fingerprint of a part of a tool, by which a page knows later whether it is still the same; empty if gone."""
    try:
        return fingerprint(part(tool))
    except LookupError:
        return ""


def publish_version(version: ToolVersion, *, valid_from: date, note: str, by: UUID) -> None:
    """Let audits begin on a draft from a day; from now on it cannot be changed. Raises CannotPublishTool."""
    _check_is_draft(version, CannotPublishTool)
    tool = version.tool
    if missing := next((one for one in publishing.missing_in(tool) if one.stands_in_the_way), None):
        raise CannotPublishTool(f"The tool is not complete. {missing.sentence}")
    content_hash = fingerprint(content_of(tool))
    _check_days(version, valid_from, content_hash)
    version.valid_from, version.note, version.content_hash = valid_from, note, content_hash
    version.published_at, version.published_by_id = clock.now(), by
    db.session.flush()
    announce(
        events.ToolPublished(
            happened_at=clock.now(),
            tool_version_id=version.id,
            code=version.code,
            number=version.number,
            valid_from=valid_from,
            content_hash=content_hash,
        )
    )


def _check_days(version: ToolVersion, valid_from: date, content_hash: str) -> None:
    if valid_from < clock.today():
        raise CannotPublishTool("Enter today or a day to come: an audit that has begun stays on its version")
    for other in queries.list_versions(version.code):
        if other.is_draft or other.retired_on:
            continue
        if other.valid_from and other.valid_from > valid_from:
            raise CannotPublishTool(
                f"Version {other.number} holds from {other.valid_from:%-d %B %Y}. Enter that day or a later one"
            )
        if other.content_hash == content_hash:
            raise CannotPublishTool(
                f"Nothing has changed since version {other.number}. Change the draft, or discard it"
            )


def retire_version(version: ToolVersion) -> None:
    """Let no more audits begin on a version; those that have begun stay on it. Raises CannotRetireTool."""
    if version.is_draft:
        raise CannotRetireTool("A draft is not in use yet. Discard it in place of retiring it")
    if version.retired_on:
        raise CannotRetireTool(f"Version {version.number} is retired already")
    rest = [one for one in queries.list_versions(version.code) if one.number != version.number]
    programmes = queries.names_of_programmes_with(version.code)
    if programmes and rules.in_force(rest, clock.today()) is None:
        raise CannotRetireTool(
            f"{programmes[0]} audits with this version, and no other holds today. Publish another first"
        )
    version.retired_on = clock.today()
    db.session.flush()
    announce(
        events.ToolRetired(
            happened_at=clock.now(), tool_version_id=version.id, code=version.code, number=version.number
        )
    )


def discard_draft(version: ToolVersion) -> None:
    """Throw a draft away; a tool that has nothing else goes with it. Raises CannotBuildTool."""
    _check_is_draft(version, CannotBuildTool)
    code, number, version_id = version.code, version.number, version.id
    db.session.delete(version)
    db.session.flush()
    if not db.session.scalar(select(func.count()).where(ToolVersion.code == code)):
        db.session.delete(db.session.scalars(select(Tool).where(Tool.code == code)).one())
        db.session.flush()
    announce(events.ToolDraftDiscarded(happened_at=clock.now(), tool_version_id=version_id, code=code, number=number))


def _check_is_draft(version: ToolVersion, refusal: type[CannotBuildTool] | type[CannotPublishTool]) -> None:
    if not version.is_draft:
        raise refusal(
            f"Version {version.number} is published, so it cannot be changed. Make a new draft from it in its place"
        )
