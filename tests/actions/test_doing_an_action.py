"""An action from raised to checked by somebody else."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from dcpp.actions import access, rules, services
from dcpp.kernel import clock, trail
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.people.rules import Role
from tests.makers.actions import do, kept, make_action
from tests.makers.people import make_person, make_team


@pytest.fixture
def owner(app, now):
    return kept(make_person("Olu Owner", Role.PRACTITIONER))


@pytest.fixture
def action(owner):
    return make_action(owner)


def test_its_owner_finds_it_accepts_it_and_says_how_far_it_is(browse, sign_in_as, owner, action):
    sign_in_as(owner)

    assert browse("actions.list_my_actions").rows()[0][1:] == ["14 December 2026", "Raised"]
    browse("actions.accept_action", action_id=action.id, post={})
    page = browse("actions.update_action", action_id=action.id, post={"words": "Half of 2025 is in."})

    assert "In progress" in page.text and "Half of 2025 is in." in page.text


def test_whoever_looks_at_it_is_in_the_trail(browse, sign_in_as, owner, action):
    sign_in_as(owner)

    browse("actions.update_action", action_id=action.id)

    assert [entry.who_id for entry in trail.entries_of("action", action.id, ["Viewed"])] == [owner.id]


def test_what_was_said_is_never_overwritten(action, owner):
    do(services.update_action, action, words="One", by=owner.id)

    for statement in ("UPDATE action_updates SET words = 'Other'", "DELETE FROM action_updates"):
        with pytest.raises(DatabaseError, match="only grows"), transaction():
            db.session.execute(text(statement))


def test_somebody_else_checks_it(browse, sign_in_as, sign_in, owner, action):
    sign_in_as(owner)
    page = browse("actions.finish_action", action_id=action.id, post={"words": "Done, see case note of 2 December."})
    assert page.notice == "Marked as done. Somebody else will check it"
    assert "Check the evidence" not in page.links

    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS)
    shown = browse("actions.check_action", action_id=action.id)
    page = browse("actions.check_action", action_id=action.id, post={"is_shown": "True", "words": "I read it."})

    assert "see case note of 2 December" in shown.text
    assert page.summary("Closed") == "23 November 2026"


def test_the_owner_cannot_check_their_own(browse, sign_in, owner, action):
    do(services.finish_action, action, words="Done", by=owner.id)
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS, person=owner)

    page = browse("actions.check_action", action_id=action.id, post={"is_shown": "True", "words": "Fine"})

    assert page.errors == ["Somebody other than the owner must check this action"]


def test_a_former_owner_who_finished_it_cannot_check_it():
    former, owner = object(), object()

    assert not rules.may_check(owner, former, former)


def test_evidence_that_does_not_show_it_sends_it_back(browse, sign_in, owner, action):
    do(services.finish_action, action, words="Done", by=owner.id)
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS)

    page = browse("actions.check_action", action_id=action.id, post={"is_shown": "False", "words": "Not on file"})

    assert page.notice == "Action sent back to its owner"
    assert "In progress" in page.text


def test_an_action_that_is_not_finished_cannot_be_checked(browse, sign_in, action):
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS)

    page = browse("actions.check_action", action_id=action.id, post={"is_shown": "True", "words": "Fine"})

    assert page.errors == [f"{action.reference} is raised, so this cannot be done to it now"]


def test_only_its_owner_can_finish_it(browse, sign_in, action):
    sign_in(access.VIEW_ACTIONS, access.DO_ACTIONS)

    page = browse("actions.finish_action", action_id=action.id, post={"words": "Done"})

    assert page.errors == [f"Only its owner can do this to {action.reference}"]


def test_raising_twice_from_one_origin_raises_once(owner):
    first = make_action(owner, origin_part="1")
    again = make_action(owner, origin_id=first.origin_id, origin_part="1", what="Other words")
    other = make_action(owner, origin_id=first.origin_id, origin_part="2")

    assert again.id == first.id != other.id


def test_an_action_cannot_be_due_in_the_past_or_given_to_somebody_who_left(owner, now):
    with pytest.raises(rules.CannotRaiseAction, match="today or later"):
        make_action(owner, due_on=date(2026, 11, 22))
    with pytest.raises(rules.CannotRaiseAction, match="has left"):
        make_action(make_person("Lea Leaver", leaves_on=date(2026, 11, 20)))


def test_a_lead_gives_it_to_somebody_else_by_name(browse, sign_in, action):
    make_person("Nia New", email="nia.new@council.example")
    sign_in(access.VIEW_ACTIONS, access.MANAGE_ACTIONS)

    page = browse("actions.reassign_action", action_id=action.id, post={"owner": "nia new", "words": "On leave"})

    assert page.summary("Owner") == "Nia New"
    assert "On leave" in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Nobody Here", "Nobody here has this name or work e-mail address. Check it and enter it again"),
        ("Twin", "More than one person has this name. Enter their work e-mail address"),
        ("nia", "Enter a whole name or work e-mail address. Did you mean Nia New (nia@council.example)?"),
    ],
)
def test_a_name_that_means_nobody_or_two_is_sent_back(browse, sign_in, action, typed, sentence):
    make_person("Nia New", email="nia@council.example")
    make_person("Twin")
    make_person("Twin")
    sign_in(access.VIEW_ACTIONS, access.MANAGE_ACTIONS)

    page = browse("actions.reassign_action", action_id=action.id, post={"owner": typed, "words": "On leave"})

    assert page.errors == [sentence]


def test_a_lead_moves_the_due_date_with_a_reason(browse, sign_in, action):
    sign_in(access.VIEW_ACTIONS, access.MANAGE_ACTIONS)
    later = {"due_on-day": "8", "due_on-month": "January", "due_on-year": "2027", "words": "School holidays"}

    page = browse("actions.postpone_action", action_id=action.id, post=later)
    refused = browse("actions.postpone_action", action_id=action.id, post=later | {"due_on-year": "2025"})

    assert page.summary("Due") == "8 January 2027"
    assert refused.errors == ["Enter a due date that is today or later"]


def test_a_withdrawn_action_keeps_its_reason_and_is_over(browse, sign_in, action):
    sign_in(access.VIEW_ACTIONS, access.MANAGE_ACTIONS)

    page = browse("actions.withdraw_action", action_id=action.id, post={"words": "The child moved away"})

    assert "The child moved away" in page.text and "What you can do" not in page.text


def test_who_may_see_an_action(browse, sign_in, owner):
    team = make_team("North")
    action = make_action(owner, team_id=team.id, service_id=team.service_id)
    stranger, colleague = kept(make_person("Stan Stranger")), kept(make_person("Cal Colleague", team=team))

    for person, scope, status in (
        (stranger, Scope.OWN, 404),
        (stranger, Scope.TEAM, 404),
        (stranger, Scope.SERVICE, 404),
        (colleague, Scope.OWN, 404),
        (colleague, Scope.TEAM, 200),
        (colleague, Scope.SERVICE, 200),
        (owner, Scope.OWN, 200),
        (stranger, Scope.COUNCIL, 200),
    ):
        sign_in(access.VIEW_ACTIONS, scope=scope, person=person)
        browse("actions.view_action", action_id=action.id, status=status)


def test_whoever_sees_far_manages_and_checks_only_as_far_as_they_may(browse, sign_in, owner):
    team = make_team("North")
    action = make_action(owner, team_id=team.id, service_id=team.service_id)
    near, far = kept(make_person("Nia Near", team=team)), kept(make_person("Fay Far", team=make_team("South")))

    for lead, may_manage in ((near, True), (far, False)):
        sign_in(access.VIEW_ACTIONS, access.MANAGE_ACTIONS, but={access.MANAGE_ACTIONS: Scope.SERVICE}, person=lead)
        page = browse("actions.view_action", action_id=action.id)

        assert ("Withdraw the action" in page.links) is may_manage, page.links
        browse("actions.withdraw_action", action_id=action.id, status=200 if may_manage else 404)


def test_a_list_of_actions_is_filtered(browse, sign_in, owner):
    make_action(owner, what="Early one")
    late = make_action(owner, what="Late one", due_on=date(2026, 11, 23))
    sign_in(access.VIEW_ACTIONS)

    with clock.pretend(clock.now().replace(day=30)):
        page = browse("actions.list_actions", query={"late": "overdue"})

    assert [row[-1] for row in page.rows()] == ["7 days overdue"]
    assert late.reference in page.text


def test_a_manager_who_may_only_look_cannot_write_in_it(browse, sign_in, action):
    sign_in(access.VIEW_ACTIONS, access.DO_ACTIONS)

    page = browse("actions.update_action", action_id=action.id, post={"words": "Let me say"}, status=None)

    assert "Only its owner can do this" in page.text
