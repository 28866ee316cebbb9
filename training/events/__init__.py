"""What can have happened in training."""

from training.events.courses import CourseAdded, CourseChanged, CourseRestored, CourseRetired
from training.events.sessions import SessionAdded, SessionCancelled, SessionChanged, SessionOpened

__all__ = [
    "CourseAdded",
    "CourseChanged",
    "CourseRestored",
    "CourseRetired",
    "SessionAdded",
    "SessionCancelled",
    "SessionChanged",
    "SessionOpened",
]
