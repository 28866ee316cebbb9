"""What can be done with actions. Every deed adds a dated line; none is changed or taken away."""

from dcpp.actions.services.deeds import (
    ActionDetails,
    accept_action,
    check_action,
    finish_action,
    postpone_action,
    raise_action,
    reassign_action,
    send_action_back,
    update_action,
    withdraw_action,
)
from dcpp.actions.services.escalation import escalate_late_actions
from dcpp.actions.services.evidence import EvidenceDetails, add_evidence
from dcpp.actions.services.following import set_impact_weeks, set_rung_holders
from dcpp.actions.services.impact import FollowOn, check_impact
from dcpp.actions.services.leavers import (
    ask_to_give_on,
    find_heir,
    give_on_actions,
    give_on_what_leavers_left,
    warn_of_leaving,
)
from dcpp.actions.services.telling import choose_digest, tell_new_owners, write_digests

__all__ = [
    "ActionDetails",
    "EvidenceDetails",
    "FollowOn",
    "accept_action",
    "add_evidence",
    "ask_to_give_on",
    "check_action",
    "check_impact",
    "choose_digest",
    "escalate_late_actions",
    "find_heir",
    "finish_action",
    "give_on_actions",
    "give_on_what_leavers_left",
    "postpone_action",
    "raise_action",
    "reassign_action",
    "send_action_back",
    "set_impact_weeks",
    "set_rung_holders",
    "tell_new_owners",
    "update_action",
    "warn_of_leaving",
    "withdraw_action",
    "write_digests",
]
