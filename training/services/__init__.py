"""What can be done in training: one verb, one function."""

from training.services.approval_links import Link, read_link, sign_link
from training.services.approving import approve_booking, decline_booking
from training.services.cancelling import cancel_booking, substitute_booking, what_cancelling_means
from training.services.checking import keep_check
from training.services.courses import CourseDetails, add_course, change_course, restore_course, retire_course
from training.services.delegating import end_delegation, name_delegate
from training.services.ending import (
    cancel_for_leaver,
    end_bookings_of_cancelled,
    end_queues,
    expire_requests,
    forget_needs,
    look_at_queue_after_change,
    remind_approvers,
)
from training.services.placing import place_by_hand, record_outcome
from training.services.promotion import promote, promote_everywhere
from training.services.requesting import (
    Needs,
    Requirement,
    check_fits,
    check_may_ask,
    check_room,
    request_booking,
    who_is_asked,
)
from training.services.session_deeds import cancel_session, lock_session, open_session
from training.services.sessions import SessionDetails, add_session, change_session
from training.services.steps import CannotChangeBooking

__all__ = [
    "CannotChangeBooking",
    "CourseDetails",
    "Link",
    "Needs",
    "Requirement",
    "SessionDetails",
    "add_course",
    "add_session",
    "approve_booking",
    "cancel_booking",
    "cancel_for_leaver",
    "cancel_session",
    "change_course",
    "change_session",
    "check_fits",
    "check_may_ask",
    "check_room",
    "decline_booking",
    "end_bookings_of_cancelled",
    "end_delegation",
    "end_queues",
    "expire_requests",
    "forget_needs",
    "keep_check",
    "lock_session",
    "look_at_queue_after_change",
    "name_delegate",
    "open_session",
    "place_by_hand",
    "promote",
    "promote_everywhere",
    "read_link",
    "record_outcome",
    "remind_approvers",
    "request_booking",
    "restore_course",
    "retire_course",
    "sign_link",
    "substitute_booking",
    "what_cancelling_means",
    "who_is_asked",
]
