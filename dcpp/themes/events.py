"""What can have happened to themes."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ThemeAdded(Event):
    about: ClassVar[str] = "theme_id"

    theme_id: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class ThemeRenamed(Event):
    about: ClassVar[str] = "theme_id"

    theme_id: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class ThemeRetired(Event):
    about: ClassVar[str] = "theme_id"

    theme_id: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class ThemeRestored(Event):
    about: ClassVar[str] = "theme_id"

    theme_id: UUID
    code: str
