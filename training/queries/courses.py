"""Reads of courses."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from dcpp.kernel.db import db
from dcpp.people.models import Person
from training.models import TrainingCourse, prerequisites
from training.queries.attending import course_admits, may_be_seen_by
from training.rules.booking_rule import Attendee


def get_course(course_id: UUID, attendee: Attendee | None = None) -> TrainingCourse:
    """One course; for somebody, only where they may see it."""
    seen = may_be_seen_by(attendee, course_admits(attendee)) if attendee else ()
    return db.session.scalars(select(TrainingCourse).where(TrainingCourse.id == course_id, *seen)).one()


def get_course_to_change(course_id: UUID) -> TrainingCourse:
    """One course, read anew and held until the transaction ends."""
    return db.session.scalars(
        select(TrainingCourse)
        .where(TrainingCourse.id == course_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def list_prerequisites(course_id: UUID, attendee: Attendee) -> Sequence[TrainingCourse]:
    """What a course asks for, as far as somebody may know of it, by title."""
    return db.session.scalars(
        select(TrainingCourse)
        .join(prerequisites, prerequisites.c.needs_id == TrainingCourse.id)
        .where(prerequisites.c.course_id == course_id, *may_be_seen_by(attendee, course_admits(attendee)))
        .order_by(TrainingCourse.title, TrainingCourse.id)
    ).all()


def find_course_named(words: str) -> TrainingCourse | None:
    """The course of this reference or title, however it is written."""
    typed = " ".join(words.split()).lower()
    named = or_(func.lower(TrainingCourse.reference) == typed, func.lower(TrainingCourse.title) == typed)
    return db.session.scalars(select(TrainingCourse).where(named)).first()


def list_courses() -> Sequence[TrainingCourse]:
    """Every course that is in use, by title."""
    return db.session.scalars(
        select(TrainingCourse)
        .where(TrainingCourse.retired_on.is_(None))
        .order_by(TrainingCourse.title, TrainingCourse.id)
    ).all()


def select_courses(attendee: Attendee, *, also_retired: bool = False) -> Select[TrainingCourse]:
    """For a listing: courses that somebody may see, with their themes."""
    statement = select(TrainingCourse).options(selectinload(TrainingCourse.themes))
    statement = statement.where(*may_be_seen_by(attendee, course_admits(attendee)))
    return statement if also_retired else statement.where(TrainingCourse.retired_on.is_(None))


def map_prerequisites() -> dict[UUID, Collection[UUID]]:
    """What each course asks for, by ids."""
    asked: dict[UUID, list[UUID]] = {}
    for course_id, needs_id in db.session.execute(select(prerequisites.c.course_id, prerequisites.c.needs_id)):
        asked.setdefault(course_id, []).append(needs_id)
    return dict(asked)


def list_job_roles(today: date) -> Sequence[str]:
    """The job roles of the council's own people, each once."""
    here = or_(Person.leaves_on.is_(None), Person.leaves_on >= today)
    return db.session.scalars(
        select(Person.job_role)
        .where(here, Person.job_role != "", Person.partner_agency == "")
        .distinct()
        .order_by(Person.job_role)
    ).all()
