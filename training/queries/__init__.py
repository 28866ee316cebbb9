"""Questions about training."""

from training.queries.approvals import count_to_approve, find_asked, list_to_approve, may_decide
from training.queries.attending import attendee_of
from training.queries.behind import Behind, list_behind
from training.queries.bookings import (
    Attendance,
    find_live_booking,
    get_booking,
    get_session_to_see,
    list_holding,
    list_queue,
    list_steps_of,
    list_to_come,
    map_attendance,
    may_act_on,
    may_see_needs,
    select_bookings_of,
    select_history,
)
from training.queries.catalogue import select_sessions
from training.queries.changing import (
    count_by_rule,
    find_next_session,
    list_open_of,
    list_open_to_come_of,
    list_requests,
    map_needs_to_forget,
    refresh_booking,
)
from training.queries.checks import Checked, check_bookings, find_last_check
from training.queries.clashes import Clash, list_clashes, map_clashes
from training.queries.completed import list_missing, list_prerequisites, map_missing
from training.queries.courses import (
    find_course_named,
    get_course,
    list_courses,
    list_job_roles,
    map_prerequisites,
    select_courses,
)
from training.queries.delegates import get_delegation, list_delegate_ids, list_delegations, list_stood_in_for
from training.queries.logs import is_past_queue, select_log, turn
from training.queries.places import Places, Room, count_before, count_places, room_for
from training.queries.sessions import (
    count_sessions_to_come,
    get_session,
    list_sessions_of,
)
from training.queries.standing import find_last_run, list_moves, map_places_in_queue, standing_of

__all__ = [
    "Attendance",
    "Behind",
    "Checked",
    "Clash",
    "Places",
    "Room",
    "attendee_of",
    "check_bookings",
    "count_before",
    "count_by_rule",
    "count_places",
    "count_sessions_to_come",
    "count_to_approve",
    "find_asked",
    "find_course_named",
    "find_last_check",
    "find_last_run",
    "find_live_booking",
    "find_next_session",
    "get_booking",
    "get_course",
    "get_delegation",
    "get_session",
    "get_session_to_see",
    "is_past_queue",
    "list_behind",
    "list_clashes",
    "list_courses",
    "list_delegate_ids",
    "list_delegations",
    "list_holding",
    "list_job_roles",
    "list_missing",
    "list_moves",
    "list_open_of",
    "list_open_to_come_of",
    "list_prerequisites",
    "list_queue",
    "list_requests",
    "list_sessions_of",
    "list_steps_of",
    "list_stood_in_for",
    "list_to_approve",
    "list_to_come",
    "map_attendance",
    "map_clashes",
    "map_missing",
    "map_needs_to_forget",
    "map_places_in_queue",
    "map_prerequisites",
    "may_act_on",
    "may_decide",
    "may_see_needs",
    "refresh_booking",
    "room_for",
    "select_bookings_of",
    "select_courses",
    "select_history",
    "select_log",
    "select_sessions",
    "standing_of",
    "turn",
]
