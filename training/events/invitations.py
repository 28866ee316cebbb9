"""What can have happened with calendars."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class CalendarTold(Event):
    """An invitation for a date of a booking was sent, sent anew or taken back."""

    about: ClassVar[str] = "booking_id"

    booking_id: UUID
    date_id: UUID
    sequence: int
    is_taken_back: bool


@dataclass(frozen=True, kw_only=True)
class FeedMade(Event):
    """A feed got a secret address; what it had before opens nothing any longer."""

    about: ClassVar[str] = "feed_id"

    feed_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class FeedClosed(Event):
    about: ClassVar[str] = "feed_id"

    feed_id: UUID
    person_id: UUID
