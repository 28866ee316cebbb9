"""What can be done in training: one verb, one function."""

from training.services.approval_links import Link, read_link, sign_link
from training.services.approving import approve_booking, decline_booking
from training.services.attendance import (
    add_walk_in,
    close_session,
    correct_attendance,
    foresee_outcomes,
    note_attendance,
)
from training.services.cancelling import cancel_booking, substitute_booking, what_cancelling_means
from training.services.charges import charge_for_absence, charge_for_cancelling, waive_charge
from training.services.checking import keep_check
from training.services.courses import CourseDetails, add_course, change_course, restore_course, retire_course
from training.services.cpd import (
    draft_cpd,
    draft_from_record,
    finish_piece,
    mark_copied,
    remove_piece,
    reopen_piece,
    save_facts,
    save_words,
    start_piece,
)
from training.services.delegating import end_delegation, name_delegate
from training.services.early_careers import (
    begin_early_career,
    end_early_career,
    extend_early_career,
    review_early_career,
)
from training.services.ending import (
    cancel_for_leaver,
    end_bookings_of_cancelled,
    end_queues,
    expire_requests,
    forget_needs,
    look_at_queue_after_change,
    remind_approvers,
)
from training.services.equivalences import end_equivalence, set_equivalence
from training.services.evidence import RecordEvidence, add_record_evidence
from training.services.exemptions import ExemptionDetails, ask_for_exemption, decide_exemption, end_exemption
from training.services.feeds import close_feed, hash_of, renew_feed
from training.services.invitations import appointment_of, bring_calendars_up_to_date, tell_calendar, tell_calendars
from training.services.placing import place_by_hand, record_outcome
from training.services.promotion import promote, promote_everywhere
from training.services.records import (
    RecordDetails,
    confirm_record,
    find_record_of_booking,
    keep_record,
    withdraw_record,
)
from training.services.registration import note_renewal, remind_of_registration
from training.services.reminders import remind_of_training, tell_changed_instructions
from training.services.reminding import remind_of_requirements
from training.services.requesting import (
    Needs,
    Requirement,
    check_fits,
    check_may_ask,
    check_room,
    may_ask,
    request_booking,
    who_is_asked,
)
from training.services.requirements import RequirementDetails, change_requirement, end_requirement, set_requirement
from training.services.role_days import note_first_role, note_new_role
from training.services.series import copy_session
from training.services.session_deeds import cancel_session, lock_session, open_session
from training.services.sessions import SessionDetails, add_session, change_session
from training.services.steps import CannotChangeBooking, begin_booking

__all__ = [
    "CannotChangeBooking",
    "CourseDetails",
    "ExemptionDetails",
    "Link",
    "Needs",
    "RecordDetails",
    "RecordEvidence",
    "Requirement",
    "RequirementDetails",
    "SessionDetails",
    "add_course",
    "add_record_evidence",
    "add_session",
    "add_walk_in",
    "appointment_of",
    "approve_booking",
    "ask_for_exemption",
    "begin_booking",
    "begin_early_career",
    "bring_calendars_up_to_date",
    "cancel_booking",
    "cancel_for_leaver",
    "cancel_session",
    "change_course",
    "change_requirement",
    "change_session",
    "charge_for_absence",
    "charge_for_cancelling",
    "check_fits",
    "check_may_ask",
    "check_room",
    "close_feed",
    "close_session",
    "confirm_record",
    "copy_session",
    "correct_attendance",
    "decide_exemption",
    "decline_booking",
    "draft_cpd",
    "draft_from_record",
    "end_bookings_of_cancelled",
    "end_delegation",
    "end_early_career",
    "end_equivalence",
    "end_exemption",
    "end_queues",
    "end_requirement",
    "expire_requests",
    "extend_early_career",
    "find_record_of_booking",
    "finish_piece",
    "foresee_outcomes",
    "forget_needs",
    "hash_of",
    "keep_check",
    "keep_record",
    "lock_session",
    "look_at_queue_after_change",
    "mark_copied",
    "may_ask",
    "name_delegate",
    "note_attendance",
    "note_first_role",
    "note_new_role",
    "note_renewal",
    "open_session",
    "place_by_hand",
    "promote",
    "promote_everywhere",
    "read_link",
    "record_outcome",
    "remind_approvers",
    "remind_of_registration",
    "remind_of_requirements",
    "remind_of_training",
    "remove_piece",
    "renew_feed",
    "reopen_piece",
    "request_booking",
    "restore_course",
    "retire_course",
    "review_early_career",
    "save_facts",
    "save_words",
    "set_equivalence",
    "set_requirement",
    "sign_link",
    "start_piece",
    "substitute_booking",
    "tell_calendar",
    "tell_calendars",
    "tell_changed_instructions",
    "waive_charge",
    "what_cancelling_means",
    "who_is_asked",
    "withdraw_record",
]
