"""What can have happened with CPD, registrations and early careers: never a word of what somebody wrote."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OfPiece:
    """What facts about a piece of CPD share; no fact by itself."""

    about: ClassVar[str] = "cpd_piece_id"

    cpd_piece_id: UUID
    person_id: UUID
    year_on: date


@dataclass(frozen=True, kw_only=True)
class CpdPieceStarted(OfPiece, Event):
    """`training_record_id` where its facts were taken from a training record."""

    training_record_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class CpdPieceFinished(OfPiece, Event):
    with_peer: bool


@dataclass(frozen=True, kw_only=True)
class CpdPieceReopened(OfPiece, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class CpdPieceRemoved(OfPiece, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class CpdPieceCopied(OfPiece, Event):
    """Its writer put it on Social Work England's site."""


@dataclass(frozen=True, kw_only=True)
class RenewalNoted(Event):
    about: ClassVar[str] = "renewal_id"

    renewal_id: UUID
    person_id: UUID
    year_on: date
    form_on: date | None
    fee_on: date | None


@dataclass(frozen=True, kw_only=True)
class EarlyCareerBegun(Event):
    about: ClassVar[str] = "early_career_id"

    early_career_id: UUID
    person_id: UUID
    programme: str
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class EarlyCareerReviewed(Event):
    about: ClassVar[str] = "early_career_id"

    early_career_id: UUID
    months: int
    done_on: date
    is_on_track: bool


@dataclass(frozen=True, kw_only=True)
class EarlyCareerExtended(Event):
    about: ClassVar[str] = "early_career_id"

    early_career_id: UUID
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class EarlyCareerEnded(Event):
    about: ClassVar[str] = "early_career_id"

    early_career_id: UUID
    end: str
    ended_on: date
