"""Pages of actions and themes."""

from datetime import timedelta

from dcpp.actions import access, services
from dcpp.kernel import clock
from dcpp.kernel.db import transaction
from dcpp.people.rules import Role
from dcpp.themes import access as themes
from dcpp.themes import queries
from tests.makers.actions import add_evidence, do, make_action, make_checked, make_late
from tests.makers.people import make_person, make_service


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


def _with_everything(sign_in):
    """An action with evidence old and new, escalated and late, as its owner’s manager sees it."""
    sign_in(access.VIEW_ACTIONS, access.MANAGE_ACTIONS, access.CHECK_ACTIONS)
    action = make_late(make_person("Olu Owner", line_manager=make_person("Mae Manager")), days=20)
    first = add_evidence(action, expires_on=clock.today() + timedelta(days=10))
    add_evidence(action, replaces_id=first.id, place="Case note of 20 November")
    with transaction():
        services.escalate_late_actions()
    return f"/actions/{action.id}"


def _impact(sign_in):
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS)
    return f"/actions/{make_checked().id}/impact"


def _leaver(sign_in):
    sign_in(access.VIEW_ACTIONS, access.REASSIGN_ACTIONS)
    leaver = make_person("Lou Leaver", line_manager=make_person("Mae Manager"))
    make_action(leaver)
    return f"/actions/of/{leaver.id}"


def _overview(address):
    def made(sign_in):
        sign_in(access.VIEW_ACTIONS, access.FOLLOW_ACTIONS)
        make_late(make_person("Olu Owner"), days=20)
        return address

    return made


def _rungs(sign_in):
    sign_in(access.FOLLOW_ACTIONS)
    return f"/actions/following/services/{make_service('Assessment').id}"


def _themes(sign_in):
    sign_in(themes.VIEW_THEMES, themes.MANAGE_THEMES)
    return "/themes"


PAGES = {
    "actions/list_my_actions.html": _mine,
    "actions/list_actions.html": _all,
    "actions/view_action.html": _with_everything,
    "actions/add_evidence.html": _deed("evidence/new", access.DO_ACTIONS),
    "actions/check_impact.html": _impact,
    "actions/give_on_actions.html": _leaver,
    "actions/view_team_actions.html": _overview("/actions/team"),
    "actions/view_council_actions.html": _overview("/actions/council"),
    "actions/view_following.html": _overview("/actions/following"),
    "actions/set_impact_weeks.html": _overview("/actions/following/weeks"),
    "actions/set_board.html": _overview("/actions/following/board"),
    "actions/set_rungs.html": _rungs,
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
