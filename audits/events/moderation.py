"""What can have happened in moderation."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ModerationValueMade(Event):
    """The month's value that decides lots was made; its SHA-256 is kept here, so that the sealed trail holds it."""

    about: ClassVar[str] = "value_id"

    value_id: UUID
    month: date
    commitment: str


@dataclass(frozen=True, kw_only=True)
class ModerationChosen(Event):
    """Whether a submitted audit is moderated; why is with the audit, because it may tell the first grade."""

    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    month: date
    share: int
    is_moderated: bool


@dataclass(frozen=True, kw_only=True)
class ModeratorAllocated(Event):
    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    moderation_id: UUID
    moderator_id: UUID


@dataclass(frozen=True, kw_only=True)
class ModeratorTakenOff(Event):
    """The moderator was told of something that came of the audit, so they cannot grade it blind any longer."""

    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    moderation_id: UUID
    moderator_id: UUID


@dataclass(frozen=True, kw_only=True)
class ModerationSubmitted(Event):
    """The second grades stand, and both are revealed."""

    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    moderation_id: UUID
    moderator_id: UUID


@dataclass(frozen=True, kw_only=True)
class AgreementProposed(Event):
    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    moderation_id: UUID


@dataclass(frozen=True, kw_only=True)
class AgreementAnswered(Event):
    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    moderation_id: UUID
    agrees: bool


@dataclass(frozen=True, kw_only=True)
class GradeAgreed(Event):
    """The agreed grade stands beside the first one, whether it is another or the same."""

    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    moderation_id: UUID
    first_grade: str
    agreed_grade: str
    practitioner_id: UUID | None
    re_audit_by: date | None


@dataclass(frozen=True, kw_only=True)
class AccreditationSet(Event):
    about: ClassVar[str] = "person_id"

    person_id: UUID
    is_given: bool
    moderated: int


@dataclass(frozen=True, kw_only=True)
class ModerationShareSet(Event):
    about: ClassVar[str] = "programme_id"

    programme_id: UUID | None
    share: int | None
