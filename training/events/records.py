"""What can have happened with records of what people learnt."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OfRecord:
    """What facts about a record share; no fact by itself. course_id is None for what is in no catalogue."""

    about: ClassVar[str] = "training_record_id"

    training_record_id: UUID
    person_id: UUID
    course_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class RecordKept(OfRecord, Event):
    """source: attended, own_entry or imported; an own entry answers nothing until it is confirmed."""

    completed_on: date
    source: str
    booking_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RecordConfirmed(OfRecord, Event):
    """A co-ordinator looked at an own entry: from now on it answers what is asked."""


@dataclass(frozen=True, kw_only=True)
class RecordWithdrawn(OfRecord, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class RecordEvidenceAdded(OfRecord, Event):
    """sha256 is the fingerprint of the file."""

    evidence_id: UUID
    sha256: str
