"""What can have happened with tools."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OfTool:
    """What facts about a version of a tool share; no fact by itself."""

    about: ClassVar[str] = "tool_version_id"

    tool_version_id: UUID
    code: str
    number: int


@dataclass(frozen=True, kw_only=True)
class ToolDrafted(OfTool, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ToolDraftChanged(OfTool, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ToolDraftDiscarded(OfTool, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ToolPublished(OfTool, Event):
    valid_from: date
    content_hash: str


@dataclass(frozen=True, kw_only=True)
class ToolRetired(OfTool, Event):
    pass
