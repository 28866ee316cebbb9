"""What the figures are made from: plain facts that the domains' queries give, without a child's or a worker's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from dcpp.frameworks.status import CaseStatus

NO_SERVICE = "No service named"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAudited:
    """That a service and a status of children in it had an audit, and when it was submitted."""

    service: str
    status: CaseStatus
    submitted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFact(PlaceAudited):
    """One audit that was submitted. Grades are codes of the scale, the agreed ones where it was moderated.

    sections: those that speak of leaders.
    """

    audit_id: UUID
    reference: str
    grade: str | None = None
    is_moderated: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)
    has_practitioner_part: bool = False
    has_family_feedback: bool = False
    has_family_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnDays:
    """The days of a case that was drawn for a month's programme; many may have had the same."""

    month: date
    reference: str = ""
    service: str = ""
    allocated_on: date | None = None
    due_on: date | None = None
    submitted_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFact(DrawnDays):
    """One case drawn for a month's programme, and how far its audit has come.

    record_id and reference: of the audit, or of the draw while there is no audit; record_kind says which.
    """

    record_id: UUID
    record_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFact:
    """One theme of one finding in a submitted audit."""

    audit_id: UUID
    reference: str
    service: str
    submitted_on: date
    theme: str
    is_strength: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDays:
    """The days of an action's life; many may have had the same. Withdrawn ones are not told."""

    raised_on: date
    due_on: date
    done_on: date | None = None
    checked_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFact(ActionDays):
    """One action, with the days of its life."""

    action_id: UUID
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernFact:
    """One immediate concern. Moments are aware; answer_by: when whoever was told first had to acknowledge it.

    ended_at: when it was closed, or withdrawn because two people agreed that it was none.
    """

    concern_id: UUID
    reference: str
    service: str
    raised_at: datetime
    answer_by: datetime
    acknowledged_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadFact:
    """How many children of a status a service works with, by the newest list."""

    service: str
    status: CaseStatus
    children: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFact:
    """How many things asked of people of a service stand so; standing: a code of training's compliance."""

    service: str
    standing: str
    many: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CpdFact:
    """How many of a service are on the register, and how many of them have done the year's CPD."""

    service: str
    registered: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyCareerFact:
    """How many of a service run in time or late, and how many passed or ended without it in a year."""

    service: str
    in_time: int
    late: int
    passed: int
    ended_else: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFact:
    """One session that is over, and how its bookings came out; late: cancelled late, unrecorded: not yet marked."""

    session_id: UUID
    reference: str
    course: str
    ended_on: date
    came: int = 0
    part: int = 0
    absent: int = 0
    late: int = 0
    unrecorded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFacts:
    """What training knows on the day of the report; induction: the standings of those who began in six months."""

    standings: Sequence[StandingFact] = ()
    induction: Sequence[StandingFact] = ()
    cpd: Sequence[CpdFact] = ()
    early_careers: Sequence[EarlyCareerFact] = ()
    sessions: Sequence[SessionFact] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that a month's report is made from, read in one go. leader_sections: the names that tools give."""

    audits: Sequence[AuditFact] = ()
    drawn: Sequence[DrawnFact] = ()
    findings: Sequence[FindingFact] = ()
    actions: Sequence[ActionFact] = ()
    concerns: Sequence[ConcernFact] = ()
    caseload: Sequence[CaseloadFact] = ()
    services: Sequence[str] = ()
    leader_sections: Sequence[str] = ()
    newest_list_on: date | None = None
    training: TrainingFacts = field(default_factory=TrainingFacts)
