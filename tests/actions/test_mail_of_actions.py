"""A mail at once where something is asked now, else one digest a week."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dcpp.actions import access, services
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from tests.makers.actions import add_evidence, do, kept, make_action, make_checked, make_late
from tests.makers.people import make_person

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
BANK_HOLIDAY = datetime(2026, 8, 31, 6, 30, tzinfo=UTC)  # a Monday


@pytest.fixture
def owner(app, now):
    return kept(make_person("Olu Owner", line_manager=make_person("Mae Manager", email="mae@council.example")))


def mails(template=None):
    query = db.session.query(OutboxMessage).order_by(OutboxMessage.created_at)
    return [mail for mail in query if template in {None, mail.template}]


def run(job, at=None):
    with clock.pretend(at or clock.now()), transaction():
        return job()


def test_what_is_raised_for_somebody_is_told_in_one_mail(owner):
    first, second = make_action(owner, due_on=date(2026, 12, 1)), make_action(owner)

    assert [run(services.tell_new_owners) for _ in range(2)] == [1, 0]
    (mail,) = mails()
    assert mail.subject == "2 actions for you, the first due 1 December 2026"
    assert first.reference in mail.body and f"/actions/{second.id}" in mail.body
    assert first.what not in mail.body


def test_what_somebody_raised_for_themselves_they_know(owner):
    make_action(owner, raised_by_id=owner.id)

    assert run(services.tell_new_owners) == 0


def test_telling_the_owner_does_not_make_an_open_page_stale(browse, sign_in, owner):
    action = make_action(owner)
    run(services.tell_new_owners)
    sign_in(access.VIEW_ACTIONS, access.DO_ACTIONS, person=owner)

    page = browse(
        "actions.update_action", action_id=action.id, post={"words": "Begun", "opened_version": action.version}
    )

    assert page.notice == "Update added"


def test_a_new_owner_is_told(owner):
    action, heir = make_action(owner), make_person("Nia New")
    run(services.tell_new_owners)
    do(services.reassign_action, action, owner_id=heir.id, words="On leave", by=owner.id)

    assert run(services.tell_new_owners) == 1
    assert mails()[-1].person_id == heir.id


def test_the_manager_is_asked_to_check_and_the_owner_hears_when_it_is_sent_back(browse, sign_in, owner):
    action = make_action(owner)
    do(services.finish_action, action, words="Done", by=owner.id)
    (asked,) = mails("actions/to_check")
    do(services.send_action_back, action, words="Not on file", by=asked.person_id)

    assert asked.subject == f"Check the evidence of action {action.reference}"
    assert mails("actions/sent_back")[0].person_id == owner.id
    assert "Not on file" not in mails("actions/sent_back")[0].body


def test_the_week_of_one_person_is_one_mail(owner):
    late, soon = make_late(owner, days=3), make_action(owner, due_on=date(2026, 12, 4))
    far = make_action(owner, due_on=date(2027, 3, 1))
    checked = make_checked(make_person(), checker=owner)
    add_evidence(soon, shows="The agreement", expires_on=date(2026, 12, 1))

    run(services.write_digests, MONDAY)

    (mail,) = [mail for mail in mails("actions/digest") if mail.person_id == owner.id]
    assert mail.subject == "Your actions in the week of 23 November 2026: 1 overdue"
    for reference in (late.reference, soon.reference, checked.reference):
        assert reference in mail.body
    assert far.reference not in mail.body and "agreement" not in mail.body
    assert "Escalated" not in mail.body


def test_an_escalation_is_told_by_the_digest(owner):
    late = make_late(owner, days=3)
    run(services.escalate_late_actions)
    run(services.write_digests, MONDAY)

    (mail,) = [mail for mail in mails() if mail.person_id != owner.id]
    assert f"{late.reference}, 3 days late" in mail.body


def test_nothing_is_sent_twice_in_a_week_and_again_in_the_next(owner):
    make_late(owner, days=3)
    tuesday, next_monday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=7)

    assert [run(services.write_digests, at) for at in (MONDAY, MONDAY, tuesday, next_monday)] == [1, 0, 0, 1]


def test_on_a_bank_holiday_it_waits_for_the_next_working_day(app):
    with clock.pretend(BANK_HOLIDAY - timedelta(days=20)):
        make_action(make_person(), due_on=date(2026, 8, 20))

    assert run(services.write_digests, BANK_HOLIDAY - timedelta(days=1)) == 0
    assert run(services.write_digests, BANK_HOLIDAY) == 0
    assert run(services.write_digests, BANK_HOLIDAY + timedelta(days=1)) == 1


def test_a_platform_that_was_down_on_monday_sends_it_when_it_is_back(owner):
    make_late(owner, days=3)

    assert run(services.write_digests, MONDAY + timedelta(days=2)) == 1


def test_with_nothing_in_it_there_is_no_mail(owner):
    make_action(owner, due_on=date(2027, 3, 1))

    assert run(services.write_digests, MONDAY) == 0


def test_somebody_who_left_gets_none(owner):
    make_late(make_person(leaves_on=date(2026, 12, 24)), days=3)

    assert run(services.write_digests, datetime(2026, 12, 28, 7, 30, tzinfo=UTC)) == 0
    assert run(services.write_digests, datetime(2026, 12, 29, 7, 30, tzinfo=UTC)) == 0


def test_the_digest_can_be_stopped_but_not_what_is_asked_now(browse, sign_in, owner):
    make_late(owner, days=3)
    sign_in(access.VIEW_ACTIONS, access.DO_ACTIONS, person=owner)

    stopped = browse("actions.choose_digest", post={"wanted": "no"})

    assert stopped.notice == "You will get no weekly mail of actions"
    assert run(services.write_digests, MONDAY) == 0
    assert run(services.tell_new_owners) == 1
    assert browse("actions.choose_digest", post={"wanted": "yes"}).notice == "You will get the weekly mail again"
    assert run(services.write_digests, MONDAY + timedelta(days=7)) == 1


def test_a_long_week_is_cut_and_says_how_many_more(owner):
    for _ in range(20):
        make_late(owner, days=3)

    run(services.write_digests, MONDAY)

    assert "- and 5 more" in mails("actions/digest")[0].body


def test_a_mail_of_actions_has_its_words_and_one_way_to_them(owner):
    make_late(owner, days=3)
    run(services.write_digests, MONDAY)

    body = mails("actions/digest")[0].body
    assert "\n\n\n\n" not in body and body.count("/actions/mine") == 1
