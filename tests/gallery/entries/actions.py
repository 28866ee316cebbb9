"""Pages of actions and themes."""

from dcpp.actions import access, services
from dcpp.people.rules import Role
from dcpp.themes import access as themes
from dcpp.themes import queries
from tests.makers.actions import do, make_action
from tests.makers.people import make_person


def _action(sign_in, *capabilities, is_finished=False):
    owner = sign_in(access.VIEW_ACTIONS, *capabilities)
    action = make_action(make_person("Olu Owner", Role.PRACTITIONER) if is_finished else owner)
    if is_finished:
        do(services.finish_action, action, words="The chronology is up to date.", by=action.owner_id)
    return action


def _deed(name, *capabilities, is_finished=False):
    return lambda sign_in: f"/actions/{_action(sign_in, *capabilities, is_finished=is_finished).id}/{name}"


def _mine(sign_in):
    _action(sign_in, access.DO_ACTIONS, access.CHECK_ACTIONS)
    done = make_action(make_person("Olu Owner"), what="Hold the review that was missed in October")
    do(services.finish_action, done, words="Held on 12 November.", by=done.owner_id)
    return "/actions/mine"


def _all(sign_in):
    _action(sign_in)
    return "/actions"


def _themes(sign_in):
    sign_in(themes.VIEW_THEMES, themes.MANAGE_THEMES)
    return "/themes"


PAGES = {
    "actions/list_my_actions.html": _mine,
    "actions/list_actions.html": _all,
    "actions/view_action.html": lambda sign_in: (
        f"/actions/{_action(sign_in, access.DO_ACTIONS, access.MANAGE_ACTIONS).id}"
    ),
    "actions/update_action.html": _deed("update", access.DO_ACTIONS),
    "actions/finish_action.html": _deed("finish", access.DO_ACTIONS),
    "actions/check_action.html": _deed("check", access.CHECK_ACTIONS, is_finished=True),
    "actions/reassign_action.html": _deed("reassign", access.MANAGE_ACTIONS),
    "actions/postpone_action.html": _deed("postpone", access.MANAGE_ACTIONS),
    "actions/withdraw_action.html": _deed("withdraw", access.MANAGE_ACTIONS),
    "themes/list_themes.html": _themes,
    "themes/add_theme.html": lambda sign_in: _themes(sign_in) + "/new",
    "themes/rename_theme.html": lambda sign_in: f"{_themes(sign_in)}/{queries.find_by_code('plans').id}/rename",
}
