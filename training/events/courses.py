"""What can have happened with courses."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OfCourse:
    """What facts about a course share; no fact by itself."""

    about: ClassVar[str] = "course_id"

    course_id: UUID
    reference: str


@dataclass(frozen=True, kw_only=True)
class CourseAdded(OfCourse, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class CourseChanged(OfCourse, Event):
    """`fields` are the names of the columns that hold something else now."""

    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CourseRetired(OfCourse, Event):
    pass


@dataclass(frozen=True, kw_only=True)
class CourseRestored(OfCourse, Event):
    pass
