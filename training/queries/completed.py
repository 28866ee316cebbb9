"""Which courses somebody has completed, and which of those that a course asks for are missing."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from dcpp.kernel.db import db
from training.models import Booking, TrainingCourse, TrainingSession, prerequisites
from training.rules.bookings import BookingState


def map_missing(course_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The titles of what a course asks for and somebody has not completed, by person; two statements at most."""
    wanted = list_prerequisites(course_id)
    if not wanted:
        return {}
    done = db.session.execute(
        select(Booking.person_id, TrainingSession.course_id)
        .join(TrainingSession, TrainingSession.id == Booking.session_id)
        .where(
            Booking.person_id.in_(person_ids),
            Booking.state == BookingState.ATTENDED,
            TrainingSession.course_id.in_([course.id for course in wanted]),
        )
    )
    completed = {(person_id, done_id) for person_id, done_id in done}
    missing = {one: [course.title for course in wanted if (one, course.id) not in completed] for one in person_ids}
    return {person_id: titles for person_id, titles in missing.items() if titles}


def list_missing(course_id: UUID, person_id: UUID) -> list[str]:
    """Of one person."""
    return map_missing(course_id, [person_id]).get(person_id, [])


def list_prerequisites(course_id: UUID) -> Sequence[TrainingCourse]:
    """What a course asks for, by title."""
    return db.session.scalars(
        select(TrainingCourse)
        .join(prerequisites, prerequisites.c.needs_id == TrainingCourse.id)
        .where(prerequisites.c.course_id == course_id)
        .order_by(TrainingCourse.title, TrainingCourse.id)
    ).all()
