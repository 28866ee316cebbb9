"""Versions of tools: how far each has come, and which one holds on a day."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from dcpp.kernel.refusal import Refusal


class CannotBuildTool(Refusal):
    pass


class CannotPublishTool(Refusal):
    pass


class CannotRetireTool(Refusal):
    pass


class ToolState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        return {"draft": "Draft", "published": "Published", "retired": "Retired"}[self]


class Dated(Protocol):
    """A version, as far as its days go."""

    @property
    def number(self) -> int: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def retired_on(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def holds(version: Dated, on: date) -> bool:
    """Whether an audit may begin on this version on a day, as long as no newer one holds too."""
    begun = version.valid_from is not None and version.valid_from <= on
    return begun and (version.retired_on is None or on < version.retired_on)


def in_force(versions: Iterable[D], on: date) -> D | None:
    """The version on which an audit that begins on a day is done: the newest that holds; None when none does."""
    held = [version for version in versions if holds(version, on)]
    return max(held, key=lambda version: (version.valid_from or date.min, version.number), default=None)
