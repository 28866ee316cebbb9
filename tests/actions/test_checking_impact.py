"""Some weeks after its evidence was checked, somebody looks whether an action made a difference."""

from datetime import date, timedelta

import pytest

from dcpp.actions import access, queries, services
from dcpp.actions.models import Action
from dcpp.actions.rules.impact import CannotCheckImpact, Impact
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from tests.makers.actions import do, kept, make_checked
from tests.makers.people import make_person

FOUND = {"impact": "made_a_difference", "words": "The child is back at school every day."}
MORE = {
    "impact": "not_yet",
    "words": "The plan is there and nothing changed.",
    "next_what": "Hold the review again, with the father",
    "next_owner": "Nia Next",
    "next_due_on-day": "8",
    "next_due_on-month": "1",
    "next_due_on-year": "2027",
}


@pytest.fixture
def owner(app, now):
    return kept(make_person("Olu Owner"))


@pytest.fixture
def action(owner):
    return make_checked(owner)


def test_it_is_due_eight_weeks_after_the_evidence_check(action):
    assert action.impact_due_on == action.closed_on + timedelta(weeks=8)


def test_the_centre_may_set_other_weeks(owner):
    with transaction():
        services.set_impact_weeks(queries.get_settings_to_change(), 12)

    action = make_checked(owner)

    assert action.impact_due_on == action.closed_on + timedelta(weeks=12)


def test_somebody_else_says_that_it_made_a_difference(browse, sign_in, action):
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS)

    shown = browse("actions.view_action", action_id=action.id)
    page = browse("actions.check_impact", action_id=action.id, post=FOUND)

    assert "Check whether it made a difference" in shown.links
    assert page.notice == "Impact checked"
    assert page.summary("Impact") == "Made a difference, looked at on 23 November 2026"
    assert "back at school" in page.text


def test_it_stays_closed_in_every_figure(action, owner):
    before = queries.count_raised_and_closed(date(2026, 1, 1), date(2026, 12, 31))
    do(services.check_impact, action, impact=Impact.PARTLY, words="Some", by=make_person().id)

    assert queries.count_raised_and_closed(date(2026, 1, 1), date(2026, 12, 31)) == before
    assert [row.closed_on for row in queries.list_for_figures(clock.today())] == [action.closed_on]


def test_not_yet_may_raise_another_action_that_leads_back(browse, sign_in, action):
    make_person("Nia Next")
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS)

    page = browse("actions.check_impact", action_id=action.id, post=MORE)

    assert page.notice == "Impact checked, and another action raised"
    following = browse.open(page.links["Hold the review again, with the father"])
    assert following.summary("Owner") == "Nia Next"
    assert f"Follows from {action.reference}" in following.links


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"impact": ""}, "Select whether it is better for children"),
        ({"words": " "}, "Enter what you looked at and what is different"),
        ({"next_owner": ""}, "Say who will do what comes next, and by when"),
        ({"next_what": ""}, "Say what should be done next, or leave this empty"),
        ({"next_owner": "Nobody"}, "Nobody here has this name or work e-mail address. Check it and enter it again"),
        ({"next_due_on-year": "2025"}, "Enter a due date that is today or later"),
        (
            {"impact": "made_a_difference"},
            "An action that made a difference needs no other. Leave out what should follow",
        ),
    ],
)
def test_half_an_answer_is_sent_back_and_nothing_is_kept(browse, sign_in, action, change, error):
    make_person("Nia Next")
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS)

    page = browse("actions.check_impact", action_id=action.id, post=MORE | change)

    assert error in page.errors
    assert db.session.get_one(Action, action.id).impact is None
    assert queries.find_from_origin("action", action.id) is None


def test_the_owner_cannot_say_it_of_their_own(owner, action):
    with pytest.raises(CannotCheckImpact, match="Somebody other than the owner"):
        do(services.check_impact, action, impact=Impact.PARTLY, words="Fine", by=owner.id)


def test_the_day_after_is_too_early_to_tell(browse, sign_in, owner):
    fresh = make_checked(owner, days_ago=1)
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS)

    shown = browse("actions.view_action", action_id=fresh.id)
    page = browse("actions.check_impact", action_id=fresh.id, post=FOUND)

    assert "Check whether it made a difference" not in shown.links
    assert page.errors == ["It is too early to tell. Look again on 29 November 2026 or later"]


def test_it_is_asked_once(action):
    by = make_person().id
    do(services.check_impact, action, impact=Impact.PARTLY, words="Some", by=by)

    with pytest.raises(CannotCheckImpact, match="is impact checked"):
        do(services.check_impact, action, impact=Impact.PARTLY, words="Some", by=by)


def test_whoever_checked_the_evidence_finds_it_on_my_work(browse, sign_in, owner):
    checker = kept(make_person("Chen Checker"))
    make_checked(owner, checker=checker, what="Hold the review")
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS, access.DO_ACTIONS, person=checker)

    assert browse("home.view_my_work").rows()[0][0] == "Look whether it made a difference: Hold the review"
    assert "For you to look at again" in browse("actions.list_my_actions").text


def test_the_way_from_finding_to_impact_is_told(action):
    do(services.check_impact, action, impact=Impact.MADE_A_DIFFERENCE, words="Yes", by=make_person().id)

    (row,) = queries.list_for_impact(clock.today())
    (earlier,) = queries.list_for_impact(clock.today() - timedelta(days=1))

    assert (row.impact_checked_on - row.raised_on).days == 80
    assert row.impact is Impact.MADE_A_DIFFERENCE
    assert (earlier.impact_checked_on, earlier.impact) == (None, None)
