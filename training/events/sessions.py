"""What can have happened with sessions."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OfSession:
    """What facts about a session share; no fact by itself."""

    about: ClassVar[str] = "session_id"

    session_id: UUID
    course_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionAdded(OfSession, Event):
    """`series_id` is shared by all that were copied in one step."""

    series_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class SessionOpened(OfSession, Event):
    """From now on people see it and, once its booking window begins, may book."""


@dataclass(frozen=True, kw_only=True)
class SessionChanged(OfSession, Event):
    """`fields` are the columns that hold something else now, and "dates" where a date came, went or moved.

    `date_ids` are the dates that came, went or moved, or are held elsewhere; `is_larger` when the maximum was raised.
    """

    fields: tuple[str, ...]
    date_ids: tuple[UUID, ...] = ()
    is_larger: bool = False


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(OfSession, Event):
    pass
