"""Courses: added, changed, retired and taken up again."""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id, next_reference
from dcpp.themes.models import Theme
from training import events, queries
from training.models import TrainingCourse
from training.rules.booking_rule import MOST_DAYS
from training.rules.courses import CannotKeepCourse, CannotRetireCourse, Level, would_circle


@dataclass(frozen=True, kw_only=True)
class CourseDetails:
    """What a course says; each name is the column's. theme_ids and needs_ids are ids of themes and of courses."""

    title: str
    aim: str
    length_minutes: int
    cpd_minutes: int
    level: Level
    description: str = ""
    audience: list[str] = field(default_factory=list)
    owner_id: UUID | None = None
    review_on: date | None = None
    sectors: list[str] = field(default_factory=list)
    own_council: bool = True
    needs_approval: bool = True
    booking_closes_days: int = 3
    cut_off_days: int = 5
    freeze_days: int = 1
    late_charge_pence: int = 0
    absence_charge_pence: int = 0
    allows_substitute: bool = True
    months_valid: int | None = None
    theme_ids: list[UUID] = field(default_factory=list)
    needs_ids: list[UUID] = field(default_factory=list)


LINKS = {"theme_ids", "needs_ids"}


def add_course(details: CourseDetails, *, by: UUID | None) -> TrainingCourse:
    """Raises CannotKeepCourse."""
    values = _checked(details, None)
    course = TrainingCourse(
        id=new_id(), reference=next_reference("CRS"), added_at=clock.now(), added_by_id=by, version=1, **values
    )
    course.themes, course.prerequisites = _themes_of(details), _needs_of(details)
    db.session.add(course)
    db.session.flush()
    announce(events.CourseAdded(happened_at=course.added_at, course_id=course.id, reference=course.reference))
    return course


def change_course(course: TrainingCourse, details: CourseDetails) -> None:
    """Keep what a course says now; bookings keep the rule as it stood. Raises CannotKeepCourse."""
    values = _checked(details, course.id)
    changed = {name for name, value in values.items() if getattr(course, name) != value}
    links = (("theme_ids", "themes", _themes_of(details)), ("needs_ids", "prerequisites", _needs_of(details)))
    for name in changed:
        setattr(course, name, values[name])
    for name, attribute, linked in links:
        if {one.id for one in getattr(course, attribute)} != {one.id for one in linked}:
            setattr(course, attribute, linked)
            changed.add(name)
    if not changed:
        return
    db.session.flush()
    announce(
        events.CourseChanged(
            happened_at=clock.now(), course_id=course.id, reference=course.reference, fields=tuple(sorted(changed))
        )
    )


def retire_course(course: TrainingCourse) -> None:
    """No new session can be planned and nobody finds it any more; records of it stay. Raises CannotRetireCourse."""
    if course.is_retired:
        raise CannotRetireCourse(f"“{course.title}” is retired already")
    if count := queries.count_sessions_to_come(course.id, clock.now()):
        runs = "a session" if count == 1 else f"{count} sessions"
        raise CannotRetireCourse(f"“{course.title}” still has {runs} to come. Hold or cancel them first")
    course.retired_on = clock.today()
    db.session.flush()
    announce(events.CourseRetired(happened_at=clock.now(), course_id=course.id, reference=course.reference))


def restore_course(course: TrainingCourse) -> None:
    """Raises CannotRetireCourse where it is in use already."""
    if not course.is_retired:
        raise CannotRetireCourse(f"“{course.title}” is in use already")
    course.retired_on = None
    db.session.flush()
    announce(events.CourseRestored(happened_at=clock.now(), course_id=course.id, reference=course.reference))


def _checked(details: CourseDetails, course_id: UUID | None) -> dict[str, Any]:
    """The columns, as they are kept."""
    values = {one.name: getattr(details, one.name) for one in fields(details) if one.name not in LINKS}
    values["title"] = " ".join(details.title.split())
    if not values["title"]:
        raise CannotKeepCourse("Enter a title")
    if not details.own_council and not details.sectors:
        raise CannotKeepCourse("Say who may book: the council’s own people, partners of a sector, or both")
    if max(details.booking_closes_days, details.cut_off_days, details.freeze_days) > MOST_DAYS:
        raise CannotKeepCourse(f"Enter {MOST_DAYS} working days or fewer")
    namesake = db.session.scalar(
        select(TrainingCourse.reference).where(
            func.lower(TrainingCourse.title) == values["title"].lower(),
            TrainingCourse.id != (course_id or UUID(int=0)),
        )
    )
    if namesake:
        raise CannotKeepCourse(f"There is a course of this title already: {namesake}. Enter another title")
    if course_id and would_circle(course_id, details.needs_ids, queries.map_prerequisites()):
        raise CannotKeepCourse("A course cannot ask for itself, directly or through others. Change what it asks for")
    return values


def _themes_of(details: CourseDetails) -> list[Theme]:
    return list(db.session.scalars(select(Theme).where(Theme.id.in_(details.theme_ids)).order_by(Theme.name)))


def _needs_of(details: CourseDetails) -> list[TrainingCourse]:
    return list(
        db.session.scalars(
            select(TrainingCourse).where(TrainingCourse.id.in_(details.needs_ids)).order_by(TrainingCourse.title)
        )
    )
