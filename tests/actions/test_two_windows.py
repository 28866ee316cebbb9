"""Two windows, or two people, on one action: nothing is overwritten unseen."""

import threading

import pytest

from dcpp.actions import access, services
from dcpp.actions.models import Action, ActionUpdate
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.refusal import Refusal
from dcpp.people.rules import Role
from tests.makers.actions import do, kept, make_action, make_late
from tests.makers.people import make_person


@pytest.fixture
def owner(app, now):
    return kept(make_person("Olu Owner", Role.PRACTITIONER))


@pytest.fixture
def finished(owner):
    return do(services.finish_action, make_action(owner), words="Done, see the plan", by=owner.id)


def version_on(page):
    return page.soup.select_one("input[name=opened_version]")["value"]


def test_a_check_of_what_was_sent_back_meanwhile_shows_both_texts(browse, sign_in, finished):
    sign_in(access.VIEW_ACTIONS, access.CHECK_ACTIONS)
    opened = version_on(browse("actions.check_action", action_id=finished.id))
    do(services.send_action_back, finished, words="The plan has no dates", by=make_person().id)

    answer = {"is_shown": "True", "words": "I read it, all is there.", "opened_version": opened}
    page = browse("actions.check_action", action_id=finished.id, post=answer, status=409)

    shown = [area.get_text().strip() for area in page.soup.select("textarea")]
    assert shown == ["I read it, all is there.", "The plan has no dates"]
    assert "Somebody else has changed this" in page.heading


@pytest.mark.parametrize(
    ("endpoint", "post"),
    [
        ("actions.update_action", {"words": "Mine"}),
        ("actions.finish_action", {"words": "Mine"}),
        ("actions.withdraw_action", {"words": "Mine"}),
        ("actions.reassign_action", {"words": "Mine", "owner": "Nia New"}),
        (
            "actions.postpone_action",
            {"words": "Mine", "due_on-day": "8", "due_on-month": "1", "due_on-year": "2027"},
        ),
        (
            "actions.add_evidence",
            {"shows": "Mine", "place": "Here", "about_on-day": "1", "about_on-month": "11", "about_on-year": "2026"},
        ),
    ],
)
def test_no_deed_is_done_on_an_action_that_changed_since(browse, sign_in, owner, endpoint, post):
    make_person("Nia New")
    action = make_action(owner)
    everything = (access.VIEW_ACTIONS, access.DO_ACTIONS, access.MANAGE_ACTIONS, access.CHECK_ACTIONS)
    sign_in(*everything, person=owner)
    opened = version_on(browse(endpoint, action_id=action.id))
    do(services.accept_action, action, by=owner.id)

    page = browse(endpoint, action_id=action.id, post=post | {"opened_version": opened}, status=409)

    assert "Mine" in page.text
    assert [line.kind for line in db.session.query(ActionUpdate).order_by(ActionUpdate.number)] == [
        "raised",
        "accepted",
    ]


def test_what_is_opened_again_can_be_saved(browse, sign_in, owner):
    action = do(services.accept_action, make_action(owner), by=owner.id)
    sign_in(access.VIEW_ACTIONS, access.DO_ACTIONS, person=owner)
    opened = version_on(browse("actions.update_action", action_id=action.id))

    page = browse("actions.update_action", action_id=action.id, post={"words": "Half done", "opened_version": opened})

    assert page.notice == "Update added"


def at_once(app, *deeds):
    """What became of several deeds, done at the same moment in threads of their own."""
    barrier, outcomes, now = threading.Barrier(len(deeds)), [], clock.now()

    def run(deed):
        with app.app_context(), clock.pretend(now):
            barrier.wait(10)
            try:
                with transaction():
                    deed()
                outcomes.append("done")
            except Refusal as refusal:
                outcomes.append(type(refusal).__name__)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(outcomes)


def locked(action_id):
    return db.session.get_one(Action, action_id, with_for_update=True, populate_existing=True)


def test_a_check_and_a_sending_back_at_one_moment_end_as_one_of_them(app, finished):
    checker_id, other_id, action_id = make_person().id, make_person().id, finished.id
    db.session.remove()

    outcomes = at_once(
        app,
        lambda: services.check_action(locked(action_id), words="Seen", by=checker_id),
        lambda: services.send_action_back(locked(action_id), words="Not seen", by=other_id),
    )

    assert outcomes == ["CannotCheckAction", "done"]
    kinds = [line.kind for line in db.session.query(ActionUpdate).filter_by(action_id=action_id)]
    assert len([kind for kind in kinds if kind in {"checked", "sent_back"}]) == 1


def test_two_escalations_at_one_moment_tell_once(app, now, owner):
    make_late(kept(make_person("Lin", line_manager=make_person("Tam Team"))), days=2)
    db.session.remove()

    assert at_once(app, services.escalate_late_actions, services.escalate_late_actions) == ["done", "done"]
    assert db.session.query(ActionUpdate).filter_by(kind="escalated").count() == 1
