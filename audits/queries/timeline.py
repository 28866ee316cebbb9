"""What happened to an audit, in words, from the trail."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from dcpp.kernel.db import db
from dcpp.kernel.trail import TrailEntry
from dcpp.people import queries as people

SENTENCES = {
    "AuditOpened": "Case drawn for audit",
    "AuditAllocated": "Auditor chosen",
    "AuditTakenBack": "Audit taken back from its auditor",
    "AuditStarted": "Audit begun",
    "PractitionerInvited": "Practitioner asked for their reflection",
    "ReflectionShared": "Practitioner’s reflection shared",
    "FindingDrafted": "Finding written",
    "FindingRemoved": "Finding taken away",
    "AuditSubmitted": "Audit submitted",
    "ModeratorAllocated": "Moderator chosen",
    "ModeratorTakenOff": "Moderator taken off: they were told of an action that came of this audit",
    "ModerationSubmitted": "Second grades submitted, and both revealed",
    "AgreementProposed": "Agreed grade proposed",
    "AgreementAnswered": "Auditor answered the proposal",
    "GradeAgreed": "Grade agreed",
    "AuditWithdrawn": "Audit withdrawn",
}

OF_MODERATION = (
    "AuditSubmitted",
    "ModeratorAllocated",
    "ModeratorTakenOff",
    "ModerationSubmitted",
    "AgreementProposed",
    "AgreementAnswered",
    "GradeAgreed",
)
"""What the page of a moderation tells of its audit; the rest is on the audit's own."""


@dataclass(frozen=True)
class Line:
    """One thing that happened; who is None where the platform did it by itself."""

    at: datetime
    who: str | None
    what: str
    href: str | None = None


def timeline_of(audit_id: UUID, events: Collection[str] = tuple(SENTENCES)) -> Sequence[Line]:
    """The newest first. Two statements, however long."""
    entries = db.session.scalars(
        select(TrailEntry)
        .where(TrailEntry.record_id == audit_id, TrailEntry.record_kind == "audit", TrailEntry.event.in_(events))
        .order_by(TrailEntry.id.desc())
    ).all()
    names = people.names_of({entry.who_id for entry in entries if entry.who_id})
    return [
        Line(entry.happened_at, names.get(entry.who_id) if entry.who_id else None, SENTENCES[entry.event])
        for entry in entries
    ]
