"""Questions about training."""

from training.queries.attending import attendee_of
from training.queries.catalogue import select_sessions
from training.queries.courses import (
    find_course_named,
    get_course,
    list_courses,
    list_job_roles,
    map_prerequisites,
    select_courses,
)
from training.queries.sessions import (
    count_sessions_to_come,
    get_session,
    list_sessions_of,
)

__all__ = [
    "attendee_of",
    "count_sessions_to_come",
    "find_course_named",
    "get_course",
    "get_session",
    "list_courses",
    "list_job_roles",
    "list_sessions_of",
    "map_prerequisites",
    "select_courses",
    "select_sessions",
]
