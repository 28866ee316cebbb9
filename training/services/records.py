"""Keeping what people have learnt: the only place that writes records. Withdrawn with a reason, never deleted."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from dcpp.people.models import Person
from training import events
from training.models import TrainingCourse, TrainingRecord
from training.rules.records import (
    CannotConfirmRecord,
    CannotKeepRecord,
    CannotWithdrawRecord,
    RecordSource,
    RecordState,
    check_completed,
    check_minutes,
    expiry_of,
)


@dataclass(frozen=True, kw_only=True)
class RecordDetails:
    """What is said of a record. Without a course, `title` says what it was.

    minutes, cpd_minutes: None for as long as the course says. expires_on: None for as long as the course says;
    a certificate of its own may say otherwise. booking_id: for what was attended here.
    """

    person_id: UUID
    completed_on: date
    source: RecordSource
    course: TrainingCourse | None = None
    title: str = ""
    provider: str = ""
    minutes: int | None = None
    cpd_minutes: int | None = None
    expires_on: date | None = None
    booking_id: UUID | None = None


def keep_record(details: RecordDetails, *, by: UUID | None) -> TrainingRecord:
    """Keep that somebody completed a course. Raises CannotKeepRecord.

    Safe to repeat for a booking: the record that it has already is given back, with its minutes brought up to date.
    An own entry of what is kept already, for the same day, is refused.
    """
    db.session.execute(select(Person.id).where(Person.id == details.person_id).with_for_update())
    if details.booking_id and (kept := find_record_of_booking(details.booking_id)):
        _set_minutes(kept, details)
        return kept
    record = build_record(details, by=by)
    if details.source is RecordSource.OWN_ENTRY and _is_kept_already(record):
        raise CannotKeepRecord("This is kept already for that day. Open that record and add your evidence to it")
    db.session.add(record)
    db.session.flush()
    announce(
        events.RecordKept(
            happened_at=record.kept_at,
            training_record_id=record.id,
            person_id=record.person_id,
            course_id=record.course_id,
            completed_on=record.completed_on,
            source=record.source.value,
            booking_id=record.booking_id,
        )
    )
    return record


def build_record(details: RecordDetails, *, by: UUID | None, import_id: UUID | None = None) -> TrainingRecord:
    """The row of what is said, checked and not yet added. Raises CannotKeepRecord."""
    course, title = details.course, " ".join(details.title.split())
    if course is None and not title:
        raise CannotKeepRecord("Choose a course, or enter the title of what it was")
    check_completed(details.completed_on, details.expires_on, clock.today())
    minutes, cpd_minutes = _minutes(details)
    check_minutes(minutes, cpd_minutes)
    counts = details.source.counts_at_once
    return TrainingRecord(
        id=new_id(),
        person_id=details.person_id,
        course_id=course.id if course else None,
        title="" if course else title,
        provider=" ".join(details.provider.split()),
        completed_on=details.completed_on,
        minutes=minutes,
        cpd_minutes=cpd_minutes,
        expires_on=details.expires_on or (expiry_of(details.completed_on, course.months_valid) if course else None),
        source=details.source,
        booking_id=details.booking_id,
        import_id=import_id,
        kept_at=clock.now(),
        kept_by_id=by,
        confirmed_at=clock.now() if counts else None,
        confirmed_by_id=by if counts else None,
        version=1,
    )


def find_record_of_booking(booking_id: UUID) -> TrainingRecord | None:
    """The live record that came from a booking."""
    return db.session.scalar(
        select(TrainingRecord).where(TrainingRecord.booking_id == booking_id, TrainingRecord.withdrawn_at.is_(None))
    )


def confirm_record(record: TrainingRecord, *, by: UUID) -> None:
    """Say that an own entry shows what it says: from now on it answers what is asked. Raises CannotConfirmRecord."""
    if record.state is not RecordState.UNCONFIRMED:
        raise CannotConfirmRecord(f"This record is not waiting to be confirmed: {record.state.label.lower()}")
    if record.person_id == by:
        raise CannotConfirmRecord("Somebody else must confirm your own entry")
    record.confirmed_at, record.confirmed_by_id = clock.now(), by
    db.session.flush()
    announce(events.RecordConfirmed(happened_at=record.confirmed_at, **_named(record)))


def withdraw_record(record: TrainingRecord, *, reason: str, by: UUID | None) -> None:
    """Take back what was a mistake: it stays to be read, and answers nothing. Raises CannotWithdrawRecord."""
    words = reason.strip()
    if record.withdrawn_at is not None:
        raise CannotWithdrawRecord("This record is withdrawn already")
    if not words:
        raise CannotWithdrawRecord("Enter why it is withdrawn")
    record.withdrawn_at, record.withdrawn_by_id, record.withdrawn_reason = clock.now(), by, words
    db.session.flush()
    announce(events.RecordWithdrawn(happened_at=record.withdrawn_at, **_named(record)))


def _minutes(details: RecordDetails) -> tuple[int, int]:
    course = details.course
    length = course.length_minutes if course else 0
    minutes = length if details.minutes is None else details.minutes
    usual = course.cpd_minutes if course else minutes
    return minutes, usual if details.cpd_minutes is None else details.cpd_minutes


def _set_minutes(record: TrainingRecord, details: RecordDetails) -> None:
    minutes, cpd_minutes = _minutes(details)
    check_minutes(minutes, cpd_minutes)
    record.minutes, record.cpd_minutes = minutes, cpd_minutes
    db.session.flush()


def _is_kept_already(record: TrainingRecord) -> bool:
    same = (
        TrainingRecord.course_id == record.course_id
        if record.course_id
        else TrainingRecord.course_id.is_(None) & (TrainingRecord.title == record.title)
    )
    return bool(
        db.session.scalar(
            select(TrainingRecord.id)
            .where(
                TrainingRecord.person_id == record.person_id,
                TrainingRecord.completed_on == record.completed_on,
                TrainingRecord.withdrawn_at.is_(None),
                same,
            )
            .limit(1)
        )
    )


def _named(record: TrainingRecord) -> dict[str, Any]:
    return {
        "training_record_id": record.id,
        "person_id": record.person_id,
        "course_id": record.course_id,
    }
