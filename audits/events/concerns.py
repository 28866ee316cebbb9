"""What can have happened with immediate concerns."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OfConcern:
    """What facts about an immediate concern share; no fact by itself."""

    about: ClassVar[str] = "concern_id"

    concern_id: UUID
    audit_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConcernRaised(OfConcern, Event):
    """`told_ids` were told at once, and have until `answer_by`; nobody where the council had nobody to tell."""

    rung: str
    told_ids: tuple[UUID, ...]
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class ConcernEscalated(OfConcern, Event):
    """Nobody acknowledged it in time, so the next of the line were told."""

    rung: str
    told_ids: tuple[UUID, ...]
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class ConcernAcknowledged(OfConcern, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ConcernUpdated(OfConcern, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ConcernClosed(OfConcern, Event):
    done_on: date


@dataclass(frozen=True, kw_only=True)
class ConcernSeen(OfConcern, Event):
    """Whoever raised it has seen what was done."""


@dataclass(frozen=True, kw_only=True)
class ConcernWithdrawalAsked(OfConcern, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ConcernWithdrawalAnswered(OfConcern, Event):
    is_withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class ConcernHoursSet(Event):
    about: ClassVar[str] = "settings_id"

    settings_id: UUID
    hours: int
    former_hours: int
