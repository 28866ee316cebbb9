"""What can have happened with what is asked of people."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RequirementSet(Event):
    """Asked from a day on, for the first time or in place of what was asked before. months: None for once."""

    about: ClassVar[str] = "requirement_id"

    requirement_id: UUID
    course_id: UUID
    from_on: date
    months: int | None


@dataclass(frozen=True, kw_only=True)
class RequirementEnded(Event):
    about: ClassVar[str] = "requirement_id"

    requirement_id: UUID
    course_id: UUID
    until_on: date


@dataclass(frozen=True, kw_only=True)
class OfEquivalence:
    """What facts about an equivalence share; no fact by itself. A record of counts_id answers for course_id."""

    about: ClassVar[str] = "equivalence_id"

    equivalence_id: UUID
    course_id: UUID
    counts_id: UUID


@dataclass(frozen=True, kw_only=True)
class EquivalenceSet(OfEquivalence, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class EquivalenceEnded(OfEquivalence, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class OfExemption:
    """What facts about an exemption share; no fact by itself."""

    about: ClassVar[str] = "exemption_id"

    exemption_id: UUID
    person_id: UUID
    course_id: UUID


@dataclass(frozen=True, kw_only=True)
class TrainingExemptionAsked(OfExemption, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class TrainingExemptionAgreed(OfExemption, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class TrainingExemptionDeclined(OfExemption, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class TrainingExemptionEnded(OfExemption, Event):
    pass
