"""What can be done in audits: one verb, one function."""

from audits.services.accrediting import accredit_auditor, set_share
from audits.services.agreeing import (
    Agreed,
    answer_proposal,
    check_may_answer,
    check_may_decide,
    check_may_propose,
    decide_grade,
    propose_grade,
)
from audits.services.allocation import (
    CaseHeader,
    allocate_unallocated,
    choose_auditors,
    give_audit,
    hold_allocation,
    open_audit,
    open_audits,
    reallocate_audit,
    take_back,
)
from audits.services.answers import (
    check_is_auditor,
    check_may_reflect,
    invite_practitioner,
    save_reflection,
    save_section,
    share_reflection,
)
from audits.services.capacity import keep_group, set_capacity
from audits.services.choosing import choose_for_moderation
from audits.services.concerns import (
    acknowledge_concern,
    answer_withdrawal,
    ask_to_withdraw_concern,
    escalate_concern,
    escalate_unanswered_concerns,
    raise_concern,
    record_outcome,
    see_outcome,
    set_concern_hours,
    update_concern,
)
from audits.services.drawing import draw_if_known, draw_sample, replace_case, top_up_sample
from audits.services.exemptions import (
    agree_to_exemption,
    ask_to_excuse_auditor,
    ask_to_excuse_case,
    decline_exemption,
)
from audits.services.findings import (
    FindingDetails,
    change_finding,
    propose_action,
    record_finding,
    remove_finding,
    remove_proposed_action,
)
from audits.services.freezing import freeze_frame
from audits.services.leavers import take_back_from_all_leavers, take_back_from_leaver
from audits.services.lots import keep_values_ready, open_value, value_for
from audits.services.moderating import check_is_moderator, save_reading, submit_moderation
from audits.services.moderators import (
    allocate_moderations_that_wait,
    reallocate_moderation,
    take_off_who_was_told,
)
from audits.services.opening import abandon_draw, open_draw
from audits.services.programmes import ProgrammeDetails, change_programme, set_minimums, set_up_programme
from audits.services.sampled import allocate_drawn_cases, allocate_what_waits
from audits.services.scheduled import advance_draws
from audits.services.seeds import (
    commit_value,
    keep_value,
    lodge_value,
    name_public_value,
    read_public_value,
    reveal_value,
)
from audits.services.submission import submit_audit, withdraw_audit
from audits.services.telling import place_of, who_is_next
from audits.services.tools import (
    Seen,
    change_draft,
    discard_draft,
    draft_version,
    print_of,
    publish_version,
    retire_version,
    set_up_tool,
)
from audits.services.verifying import verify_sample

__all__ = [
    "Agreed",
    "CaseHeader",
    "FindingDetails",
    "ProgrammeDetails",
    "Seen",
    "abandon_draw",
    "accredit_auditor",
    "acknowledge_concern",
    "advance_draws",
    "agree_to_exemption",
    "allocate_drawn_cases",
    "allocate_moderations_that_wait",
    "allocate_unallocated",
    "allocate_what_waits",
    "answer_proposal",
    "answer_withdrawal",
    "ask_to_excuse_auditor",
    "ask_to_excuse_case",
    "ask_to_withdraw_concern",
    "change_draft",
    "change_finding",
    "change_programme",
    "check_is_auditor",
    "check_is_moderator",
    "check_may_answer",
    "check_may_decide",
    "check_may_propose",
    "check_may_reflect",
    "choose_auditors",
    "choose_for_moderation",
    "commit_value",
    "decide_grade",
    "decline_exemption",
    "discard_draft",
    "draft_version",
    "draw_if_known",
    "draw_sample",
    "escalate_concern",
    "escalate_unanswered_concerns",
    "freeze_frame",
    "give_audit",
    "hold_allocation",
    "invite_practitioner",
    "keep_group",
    "keep_value",
    "keep_values_ready",
    "lodge_value",
    "name_public_value",
    "open_audit",
    "open_audits",
    "open_draw",
    "open_value",
    "place_of",
    "print_of",
    "propose_action",
    "propose_grade",
    "publish_version",
    "raise_concern",
    "read_public_value",
    "reallocate_audit",
    "reallocate_moderation",
    "record_finding",
    "record_outcome",
    "remove_finding",
    "remove_proposed_action",
    "replace_case",
    "retire_version",
    "reveal_value",
    "save_reading",
    "save_reflection",
    "save_section",
    "see_outcome",
    "set_capacity",
    "set_concern_hours",
    "set_minimums",
    "set_share",
    "set_up_programme",
    "set_up_tool",
    "share_reflection",
    "submit_audit",
    "submit_moderation",
    "take_back",
    "take_back_from_all_leavers",
    "take_back_from_leaver",
    "take_off_who_was_told",
    "top_up_sample",
    "update_concern",
    "value_for",
    "verify_sample",
    "who_is_next",
    "withdraw_audit",
]
