"""Which courses somebody has completed, and which of those that a course asks for are missing."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, union

from dcpp.kernel import clock
from dcpp.kernel.db import db
from training.models import Booking, TrainingCourse, TrainingRecord, TrainingSession, prerequisites
from training.rules.bookings import BookingState


def map_missing(course_ids: Collection[UUID], person_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], list[str]]:
    """By course and person, the titles of what the course asks for and the person has not completed.

    Two statements at most, however many courses and people; only those who lack something.
    """
    asked = db.session.execute(
        select(prerequisites.c.course_id, TrainingCourse.id, TrainingCourse.title)
        .join(TrainingCourse, TrainingCourse.id == prerequisites.c.needs_id)
        .where(prerequisites.c.course_id.in_(course_ids))
        .order_by(TrainingCourse.title, TrainingCourse.id)
    ).all()
    if not asked:
        return {}
    completed = _completed(person_ids, {needs_id for _course_id, needs_id, _title in asked})
    missing: dict[tuple[UUID, UUID], list[str]] = {}
    for course_id, needs_id, title in asked:
        for person_id in person_ids:
            if (person_id, needs_id) not in completed:
                missing.setdefault((course_id, person_id), []).append(title)
    return missing


def _completed(person_ids: Collection[UUID], course_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Persons and courses: by a record that holds today, or attended and its record still to come."""
    recorded = select(TrainingRecord.person_id, TrainingRecord.course_id).where(
        TrainingRecord.person_id.in_(person_ids),
        TrainingRecord.course_id.in_(course_ids),
        TrainingRecord.confirmed_at.is_not(None),
        TrainingRecord.withdrawn_at.is_(None),
        or_(TrainingRecord.expires_on.is_(None), TrainingRecord.expires_on >= clock.today()),
    )
    attended = (
        select(Booking.person_id, TrainingSession.course_id)
        .join(TrainingSession, TrainingSession.id == Booking.session_id)
        .outerjoin(TrainingRecord, TrainingRecord.booking_id == Booking.id)
        .where(
            Booking.person_id.in_(person_ids),
            Booking.state == BookingState.ATTENDED,
            TrainingSession.course_id.in_(course_ids),
            TrainingRecord.id.is_(None),
        )
    )
    rows: Sequence[Any] = db.session.execute(union(recorded, attended)).all()
    return {(row.person_id, row.course_id) for row in rows}


def list_missing(course_id: UUID, person_id: UUID) -> Sequence[str]:
    """Of one course and one person."""
    return map_missing([course_id], [person_id]).get((course_id, person_id), [])
