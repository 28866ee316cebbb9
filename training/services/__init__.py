"""What can be done in training: one verb, one function."""

from training.services.courses import CourseDetails, add_course, change_course, restore_course, retire_course
from training.services.session_deeds import cancel_session, lock_session, open_session
from training.services.sessions import SessionDetails, add_session, change_session

__all__ = [
    "CourseDetails",
    "SessionDetails",
    "add_course",
    "add_session",
    "cancel_session",
    "change_course",
    "change_session",
    "lock_session",
    "open_session",
    "restore_course",
    "retire_course",
]
