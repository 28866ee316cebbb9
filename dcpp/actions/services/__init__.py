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

__all__ = [
    "ActionDetails",
    "accept_action",
    "check_action",
    "finish_action",
    "postpone_action",
    "raise_action",
    "reassign_action",
    "send_action_back",
    "update_action",
    "withdraw_action",
]
