"""What can be permitted on actions."""

from dcpp.kernel.access import About, Capability

VIEW_ACTIONS = Capability("actions.view_actions", "See actions, how old they are and what was done")
DO_ACTIONS = Capability("actions.do_actions", "Accept, update and finish your own actions")
CHECK_ACTIONS = Capability("actions.check_actions", "Check the evidence of somebody else’s finished action")
MANAGE_ACTIONS = Capability("actions.manage_actions", "Give an action another owner or date, or withdraw it")
REASSIGN_ACTIONS = Capability("actions.reassign_actions", "Give actions, or all of a leaver’s, to another owner")
FOLLOW_ACTIONS = Capability(
    "actions.follow_actions", "Set when impact is checked and who hears of late actions", About.COUNCIL
)
