"""What can be permitted on actions."""

from dcpp.kernel.access import Capability

VIEW_ACTIONS = Capability("actions.view_actions", "See actions, how old they are and what was done")
DO_ACTIONS = Capability("actions.do_actions", "Accept, update and finish your own actions")
CHECK_ACTIONS = Capability("actions.check_actions", "Check the evidence of somebody else’s finished action")
MANAGE_ACTIONS = Capability("actions.manage_actions", "Give an action another owner or date, or withdraw it")
