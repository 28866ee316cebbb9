"""What can have happened in audits."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from audits.events.concerns import (
    ConcernAcknowledged,
    ConcernClosed,
    ConcernEscalated,
    ConcernHoursSet,
    ConcernRaised,
    ConcernSeen,
    ConcernUpdated,
    ConcernWithdrawalAnswered,
    ConcernWithdrawalAsked,
    OfConcern,
)
from audits.events.moderation import (
    AccreditationSet,
    AgreementAnswered,
    AgreementProposed,
    GradeAgreed,
    ModerationChosen,
    ModerationShareSet,
    ModerationSubmitted,
    ModerationValueMade,
    ModeratorAllocated,
    ModeratorTakenOff,
)
from audits.events.tools import (
    OfTool,
    ToolDraftChanged,
    ToolDraftDiscarded,
    ToolDrafted,
    ToolPublished,
    ToolRetired,
)
from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OfProgramme:
    """What facts about a programme share; no fact by itself."""

    about: ClassVar[str] = "programme_id"

    programme_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProgrammeSetUp(OfProgramme, Event):
    size: int
    seed_scheme: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeChanged(OfProgramme, Event):
    size: int
    seed_scheme: str
    is_active: bool


@dataclass(frozen=True, kw_only=True)
class OfDraw:
    """What facts about a draw share; no fact by itself."""

    about: ClassVar[str] = "draw_id"

    draw_id: UUID


@dataclass(frozen=True, kw_only=True)
class DrawOpened(OfDraw, Event):
    programme_id: UUID
    month: date


@dataclass(frozen=True, kw_only=True)
class ValueCommitted(OfDraw, Event):
    """`commitment` is kept here too, so that the sealed trail holds a copy from before the freeze."""

    person_id: UUID
    commitment: str
    kept_by: str


@dataclass(frozen=True, kw_only=True)
class PublicValueNamed(OfDraw, Event):
    known_on: date


@dataclass(frozen=True, kw_only=True)
class FrameFrozen(OfDraw, Event):
    list_id: UUID | None
    frame_hash: str
    eligible: int
    excluded: int


@dataclass(frozen=True, kw_only=True)
class ValueRevealed(OfDraw, Event):
    person_id: UUID
    kept_by: str


@dataclass(frozen=True, kw_only=True)
class PublicValueRead(OfDraw, Event):
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class SampleDrawn(OfDraw, Event):
    programme_id: UUID
    month: date
    seed: str
    frame_hash: str
    cases: int


@dataclass(frozen=True, kw_only=True)
class SampleVerified(OfDraw, Event):
    """The draw was done again from what is kept; `differences` is 0 when everything came out the same."""

    differences: int


@dataclass(frozen=True, kw_only=True)
class CaseReplaced(OfDraw, Event):
    """One drawn case gave way to the next of its stratum."""

    sample_case_id: UUID
    replaced_id: UUID


@dataclass(frozen=True, kw_only=True)
class SampleToppedUp(OfDraw, Event):
    """More cases were drawn from the frozen list; the reason is with the draw."""

    top_up_id: UUID
    cases: int


@dataclass(frozen=True, kw_only=True)
class DrawAbandoned(OfDraw, Event):
    programme_id: UUID
    month: date


@dataclass(frozen=True, kw_only=True)
class AuditOpened(Event):
    """A drawn case is to be audited; whether somebody was found to do it is told by AuditAllocated."""

    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    draw_id: UUID | None
    month: date


@dataclass(frozen=True, kw_only=True)
class AuditAllocated(Event):
    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    auditor_id: UUID
    former_auditor_id: UUID | None
    due_on: date


@dataclass(frozen=True, kw_only=True)
class AuditTakenBack(Event):
    """An audit came back from its auditor; `because` is "leaving" or "excused"."""

    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    former_auditor_id: UUID
    because: str


@dataclass(frozen=True, kw_only=True)
class CapacitySet(Event):
    """How many audits somebody takes in a month; None when they are no longer limited."""

    about: ClassVar[str] = "person_id"

    person_id: UUID
    per_month: int | None


@dataclass(frozen=True, kw_only=True)
class OfExemption:
    """What facts about an exemption share; no fact by itself."""

    about: ClassVar[str] = "exemption_id"

    exemption_id: UUID
    programme_id: UUID
    month: date
    person_id: UUID | None
    audit_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class ExemptionAsked(OfExemption, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ExemptionAgreed(OfExemption, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class ExemptionDeclined(OfExemption, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class AuditorGroupKept(Event):
    """A group of auditors was made or changed."""

    about: ClassVar[str] = "group_id"

    group_id: UUID
    members: int


@dataclass(frozen=True, kw_only=True)
class AuditStarted(Event):
    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    auditor_id: UUID


@dataclass(frozen=True, kw_only=True)
class PractitionerInvited(Event):
    """The practitioner is asked for their own reflection."""

    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    practitioner_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReflectionShared(Event):
    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    practitioner_id: UUID
    auditor_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class FindingDrafted(Event):
    """A finding was written, or written anew, in an audit that is not submitted yet."""

    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    finding_id: UUID


@dataclass(frozen=True, kw_only=True)
class FindingRemoved(Event):
    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    finding_id: UUID


@dataclass(frozen=True, kw_only=True)
class AuditSubmitted(Event):
    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    auditor_id: UUID
    practitioner_id: UUID | None
    team_id: UUID | None
    service_id: UUID | None
    grade: str
    re_audit_by: date | None


@dataclass(frozen=True, kw_only=True)
class FindingRecorded(Event):
    """A finding of an audit that is submitted: from now on it stands."""

    about: ClassVar[str] = "finding_id"

    finding_id: UUID
    audit_id: UUID
    practitioner_id: UUID | None
    themes: tuple[str, ...]
    needs_work: bool


@dataclass(frozen=True, kw_only=True)
class AuditWithdrawn(Event):
    about: ClassVar[str] = "audit_id"

    audit_id: UUID
    auditor_id: UUID | None


__all__ = [
    "AccreditationSet",
    "AgreementAnswered",
    "AgreementProposed",
    "AuditAllocated",
    "AuditOpened",
    "AuditStarted",
    "AuditSubmitted",
    "AuditTakenBack",
    "AuditWithdrawn",
    "AuditorGroupKept",
    "CapacitySet",
    "CaseReplaced",
    "ConcernAcknowledged",
    "ConcernClosed",
    "ConcernEscalated",
    "ConcernHoursSet",
    "ConcernRaised",
    "ConcernSeen",
    "ConcernUpdated",
    "ConcernWithdrawalAnswered",
    "ConcernWithdrawalAsked",
    "DrawAbandoned",
    "DrawOpened",
    "ExemptionAgreed",
    "ExemptionAsked",
    "ExemptionDeclined",
    "FindingDrafted",
    "FindingRecorded",
    "FindingRemoved",
    "FrameFrozen",
    "GradeAgreed",
    "ModerationChosen",
    "ModerationShareSet",
    "ModerationSubmitted",
    "ModerationValueMade",
    "ModeratorAllocated",
    "ModeratorTakenOff",
    "OfConcern",
    "OfDraw",
    "OfExemption",
    "OfProgramme",
    "OfTool",
    "PractitionerInvited",
    "ProgrammeChanged",
    "ProgrammeSetUp",
    "PublicValueNamed",
    "PublicValueRead",
    "ReflectionShared",
    "SampleDrawn",
    "SampleToppedUp",
    "SampleVerified",
    "ToolDraftChanged",
    "ToolDraftDiscarded",
    "ToolDrafted",
    "ToolPublished",
    "ToolRetired",
    "ValueCommitted",
    "ValueRevealed",
]
