"""The lists of the platform: endpoint → the capability that opens it, and how to make so many rows."""

from dcpp.actions import access as actions
from dcpp.caseload import access as caseload
from tests.makers.actions import make_action
from tests.makers.caseload import make_imports, make_more_cases


def _actions(count):
    for _ in range(count):
        make_action()


LISTS = {
    "actions.list_actions": (actions.VIEW_ACTIONS, _actions),
    "caseload.list_cases": (caseload.VIEW_CASELOAD, make_more_cases),
    "caseload.list_imports": (caseload.IMPORT_LISTS, make_imports),
}
