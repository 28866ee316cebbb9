"""What can have happened to actions."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class AboutAction:
    """What every fact about an action says; no fact by itself."""

    about: ClassVar[str] = "action_id"

    action_id: UUID
    owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class ActionRaised(AboutAction, Event):
    due_on: date
    level: str
    origin_kind: str
    origin_id: UUID


@dataclass(frozen=True, kw_only=True)
class ActionAccepted(AboutAction, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ActionUpdated(AboutAction, Event):
    """Its owner, or somebody for them, wrote down how far it is."""


@dataclass(frozen=True, kw_only=True)
class ActionDone(AboutAction, Event):
    """Its owner says that it is done; somebody else has yet to check."""


@dataclass(frozen=True, kw_only=True)
class ActionChecked(AboutAction, Event):
    """Somebody other than the owner has seen the evidence: the action is closed."""

    checked_by_id: UUID


@dataclass(frozen=True, kw_only=True)
class ActionSentBack(AboutAction, Event):
    """The evidence did not show it; the owner has it again."""

    checked_by_id: UUID


@dataclass(frozen=True, kw_only=True)
class ActionReassigned(AboutAction, Event):
    """owner_id is the new owner."""

    former_owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class ActionPostponed(AboutAction, Event):
    due_on: date
    former_due_on: date


@dataclass(frozen=True, kw_only=True)
class ActionWithdrawn(AboutAction, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ActionImpactChecked(AboutAction, Event):
    """Somebody other than the owner looked later whether it is better for children."""

    checked_by_id: UUID
    impact: str
    days_since_raised: int


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(AboutAction, Event):
    """sha256 is the fingerprint of the file; empty where the evidence is a place in the record."""

    evidence_id: UUID
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ActionEscalated(AboutAction, Event):
    """It is late, and somebody further up was told."""

    rung: str
    to_id: UUID
    days_late: int


@dataclass(frozen=True, kw_only=True)
class EscalationEnded(AboutAction, Event):
    """An escalated action showed life: it was updated, finished, moved or closed."""


@dataclass(frozen=True, kw_only=True)
class FollowingSet(Event):
    """The Centre changed how actions are followed: the weeks to the impact check, or who stands on a rung."""

    about: ClassVar[str] = "action_settings_id"

    action_settings_id: UUID
    what: str


@dataclass(frozen=True, kw_only=True)
class DigestChosen(Event):
    """Somebody stopped their weekly mail of actions, or wants it again."""

    about: ClassVar[str] = "person_id"

    person_id: UUID
    wanted: bool
