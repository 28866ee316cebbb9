"""Keeping what shows a record. Nothing is overwritten: what is newer stands beside what was there."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dcpp.kernel import clock, file_types, files
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from training import events
from training.models import TrainingEvidence, TrainingRecord
from training.queries.records import count_evidence
from training.rules.records import KINDS, LARGEST, CannotKeepRecord


@dataclass(frozen=True, kw_only=True)
class RecordEvidence:
    """A file as it was sent. about_on: the day it is about; expires_on: its last good day, where it has one."""

    file_name: str
    content: bytes
    about_on: date
    shows: str = "Certificate"
    expires_on: date | None = None


def add_record_evidence(record: TrainingRecord, sent: RecordEvidence, *, by: UUID) -> TrainingEvidence:
    """Keep a file with its fingerprint. Raises CannotKeepRecord or CannotTakeFile."""
    if record.withdrawn_at is not None:
        raise CannotKeepRecord("This record is withdrawn, so it needs no evidence")
    if sent.about_on > clock.today():
        raise CannotKeepRecord("The day that the evidence is about must be today or earlier")
    if len(sent.content) > LARGEST:
        raise CannotKeepRecord(f"The file must be {LARGEST // 1_000_000} MB or smaller")
    kind = file_types.recognise(sent.file_name, sent.content, *KINDS)
    evidence = TrainingEvidence(
        id=new_id(),
        record_id=record.id,
        number=count_evidence(record.id) + 1,
        shows=" ".join(sent.shows.split()) or "Certificate",
        file_name=sent.file_name[-200:],
        media_type=kind.media_type,
        size=len(sent.content),
        sha256=files.put(sent.content),
        about_on=sent.about_on,
        uploaded_at=clock.now(),
        uploaded_by_id=by,
        expires_on=sent.expires_on,
    )
    db.session.add(evidence)
    db.session.flush()
    announce(
        events.RecordEvidenceAdded(
            happened_at=evidence.uploaded_at,
            training_record_id=record.id,
            person_id=record.person_id,
            course_id=record.course_id,
            evidence_id=evidence.id,
            sha256=evidence.sha256,
        )
    )
    return evidence
