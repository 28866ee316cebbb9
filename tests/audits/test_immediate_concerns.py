"""An immediate concern: raised from any page of an audit, a manager told at once, acknowledged, answered, seen."""

import pytest

from audits import access, services
from audits.models import Concern, Moderation
from audits.rules.moderation import ModerationState
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.audits_done import add_finding, make_audit, make_auditor, submit, write_all
from tests.makers.concerns import SEEN, deed, make_acknowledged, make_closed, make_concern, make_line
from tests.makers.people import make_person

RAISE = {"words": SEEN, "tell": "derived", "somebody_else": ""}
AUDITOR = (
    access.VIEW_AUDITS,
    access.CARRY_OUT_AUDITS,
    access.RECORD_FINDINGS,
    access.RAISE_CONCERNS,
    access.VIEW_CONCERNS,
)


@pytest.fixture
def line(app, now):
    return make_line()


@pytest.fixture
def audit(auditor, line):
    return make_audit(auditor, line[0])


def mails(person):
    return [mail.subject for mail in db.session.query(OutboxMessage).filter_by(person_id=person.id).order_by("subject")]


def test_every_page_of_an_audit_has_the_button_also_once_it_is_submitted(browse, sign_in_as, audit, auditor):
    write_all(audit)
    add_finding(audit, action_for=auditor)
    sign_in_as(auditor)

    audit_id = audit.id
    for address in ("", "/sections/plan", "/findings", "/findings/new", "/check", "/submit"):
        assert "Raise an immediate concern" in browse.open(f"/audits/{audit_id}{address}").links
    submit(audit)
    assert "Raise an immediate concern" in browse("audits.view_audit", audit_id=audit.id).links


def test_the_page_says_what_will_happen_and_to_act_now(browse, sign_in_as, audit):
    sign_in_as(audit.auditor)

    page = browse("audits.raise_concern", audit_id=audit.id)

    assert "If a child is in danger now, act by the council’s safeguarding procedure first" in page.text
    assert "Tam Team" in page.text
    assert "4 working hours" in page.text
    assert "until 22 November" not in page.text


def test_raising_it_tells_the_team_manager_by_mail_and_on_their_first_page(browse, sign_in_as, audit, auditor, line):
    sign_in_as(auditor)

    page = browse("audits.raise_concern", audit_id=audit.id, post=RAISE)

    assert page.notice.startswith("Concern raised. Told by mail and on their first page: Tam Team")
    concern = db.session.query(Concern).one()
    [mail] = db.session.query(OutboxMessage).filter_by(person_id=line[1].id).all()
    assert mail.subject.startswith(f"Acknowledge {concern.reference} by ")
    assert SEEN[:20] not in mail.body
    assert audit.case_id not in mail.body
    sign_in_as(line[1])
    home = browse("home.view_my_work")
    assert "Now (1)" in home.text
    assert "Acknowledge an immediate concern" in home.links
    assert "4 hours left" in home.text


def test_the_same_words_twice_raise_one_concern(browse, sign_in_as, audit, auditor):
    sign_in_as(auditor)

    for _ in range(2):
        browse("audits.raise_concern", audit_id=audit.id, post=RAISE)

    assert db.session.query(Concern).count() == 1


def test_another_manager_can_be_told_and_only_somebody_who_can_answer(browse, sign_in_as, audit, auditor, line):
    sign_in_as(auditor)
    other = {"words": SEEN, "tell": "other"}

    for named, sentence in (
        ("", "Enter the name or work e-mail address of the manager to tell"),
        ("Ada Auditor", "Choose somebody other than yourself and whoever holds the case"),
        (make_person("Ned Nobody").name, "Ned Nobody manages nobody here, so they cannot answer. Choose a manager"),
    ):
        page = browse("audits.raise_concern", audit_id=audit.id, post=other | {"somebody_else": named})
        assert page.errors == [sentence]
    assert db.session.query(Concern).count() == 0
    page = browse("audits.raise_concern", audit_id=audit.id, post=other | {"somebody_else": "Sol Service"})
    assert "Sol Service" in page.notice
    assert mails(line[1]) == []


def test_without_anybody_up_the_line_all_at_the_top_are_told(app, now):
    senior, lead = make_person("Sen Senior", Role.SENIOR_MANAGER), make_person("Lea Lead", Role.PRACTICE_LEAD)
    audit = make_audit(make_auditor(), make_person("Pat Practitioner", Role.PRACTITIONER))

    concern = make_concern(audit)

    assert {told.person_id for told in concern.told} == {senior.id, lead.id}


def test_a_concern_that_nobody_can_be_told_of_is_kept_and_says_so(browse, sign_in_as, now):
    audit = make_audit(make_auditor(), make_person("Pat Practitioner", Role.PRACTITIONER))
    sign_in_as(audit.auditor)

    page = browse("audits.raise_concern", audit_id=audit.id, post=RAISE | {"tell": "derived"})

    assert "nobody is known here who could be told. Ring a manager now" in page.text


def test_acknowledged_it_stops_the_clock_and_tells_the_raiser(browse, sign_in_as, audit, auditor, line):
    concern = make_concern(audit)
    sign_in_as(line[1])

    page = browse("audits.acknowledge_concern", concern_id=concern.id, post={"words": "I visit today at 3pm"})

    assert page.notice == "Acknowledged. Whoever raised the concern has been told"
    assert "I visit today at 3pm" in page.text
    assert mails(auditor)[-1] == f"{concern.reference} was acknowledged"
    refused = browse("audits.acknowledge_concern", concern_id=concern.id, post={"words": "I too"}, status=409)
    assert f"{concern.reference} was acknowledged by Tam Team. Add an update to it" in refused.text


def test_an_outcome_says_what_was_done_and_when_and_its_raiser_sees_it(browse, sign_in_as, audit, auditor, line):
    concern = make_acknowledged(make_concern(audit))
    sign_in_as(line[1])
    future = {"words": "Seen alone and safe", "done_on-day": "1", "done_on-month": "1", "done_on-year": "2030"}

    assert browse("audits.record_outcome", concern_id=concern.id, post=future).errors == [
        "Enter the day on which it was done: today or earlier"
    ]
    done = future | {"done_on-month": "11", "done_on-year": "2026"}
    page = browse("audits.record_outcome", concern_id=concern.id, post=done)
    assert "Closed" in page.text
    assert "Seen alone and safe" in page.text
    sign_in_as(auditor)
    assert "See what was done about your immediate concern" in browse("home.view_my_work").links
    page = browse("audits.see_outcome", concern_id=concern.id, post={})
    assert "Seen by whoever raised it" in page.text
    assert "See what was done" not in browse("home.view_my_work").text


def test_an_outcome_needs_an_acknowledgement_first_and_a_closed_one_takes_nothing_more(browse, sign_in_as, audit, line):
    concern = make_concern(audit)
    sign_in_as(line[1])
    done = {"words": "Seen", "done_on-day": "1", "done_on-month": "11", "done_on-year": "2026"}

    page = browse("audits.record_outcome", concern_id=concern.id, post=done)
    assert page.errors == [f"{concern.reference} has not been acknowledged. Do that first"]
    make_closed(concern)
    refused = browse("audits.update_concern", concern_id=concern.id, post={"words": "More"}, status=409)
    assert "is closed. Raise another concern" in refused.text


def test_whoever_raised_it_and_whoever_holds_the_case_cannot_answer_it(audit, line):
    concern = make_concern(audit)

    for person_id in (audit.auditor_id, line[0].id):
        with pytest.raises(Exception, match="Somebody who neither raised this concern nor holds the case"):
            deed(services.acknowledge_concern, concern, words="All is well", by=person_id)


def test_a_withdrawal_needs_a_reason_and_a_second_person(browse, sign_in_as, audit, auditor, line):
    concern = make_concern(audit)
    sign_in_as(auditor)

    assert browse("audits.ask_to_withdraw_concern", concern_id=concern.id, post={"words": ""}).errors
    browse("audits.ask_to_withdraw_concern", concern_id=concern.id, post={"words": "It was another case"})
    yes = {"agrees": "True", "words": "I read both records"}
    refused = browse("audits.answer_withdrawal", concern_id=concern.id, post=yes, status=409)
    assert "A second person" in refused.text
    sign_in_as(line[1])
    assert "Say whether an immediate concern should be withdrawn" in browse("home.view_my_work").links
    page = browse("audits.answer_withdrawal", concern_id=concern.id, post=yes)
    assert page.notice == "Concern withdrawn"
    assert "It was another case" in page.text


def test_the_audits_pages_say_while_one_is_open_but_not_to_whoever_holds_the_case(
    browse, sign_in_as, audit, auditor, line
):
    concern = make_concern(audit)

    sign_in_as(auditor)
    assert concern.reference in browse("audits.answer_section", audit_id=audit.id, code="plan").text
    sign_in_as(line[0])
    assert concern.reference not in browse("audits.view_audit", audit_id=audit.id).text
    make_closed(concern)
    sign_in_as(auditor)
    assert concern.reference not in browse("audits.view_audit", audit_id=audit.id).text


def test_leads_see_them_all_open_first_and_how_many_on_the_overview(browse, sign_in_as, app, now):
    closed, waiting = make_closed(), make_concern()
    lead = make_person("Lea Lead", Role.PRACTICE_LEAD)
    sign_in_as(lead)

    page = browse("audits.list_concerns")

    assert page.text.index(waiting.reference) < page.text.index(closed.reference)
    assert closed.reference not in browse("audits.list_concerns", state="open").text
    assert "1 immediate concern is open, 1 not acknowledged yet" in browse("home.view_overview").text


def test_nothing_of_the_history_can_be_changed(app, audit):
    concern = make_concern(audit)

    for table in ("audit_concern_lines", "audit_concerns_told"):
        with pytest.raises(Exception, match="only grows"), db.engine.begin() as connection:
            connection.exec_driver_sql(f"DELETE FROM {table}")
    assert len(db.session.get_one(Concern, concern.id).lines) == 2


def test_a_moderator_raises_one_on_what_they_read_a_second_time_and_on_nothing_else(browse, sign_in_as, audit, line):
    moderator = make_person("Mo Moderator", Role.MODERATOR)
    sign_in_as(moderator)

    browse("audits.raise_concern", audit_id=audit.id, status=404)
    with transaction():
        db.session.add(
            Moderation(
                audit_id=audit.id, state=ModerationState.ALLOCATED, moderator_id=moderator.id, created_at=clock.now()
            )
        )
    page = browse("audits.raise_concern", audit_id=audit.id, post=RAISE)

    assert "Told by mail and on their first page: Tam Team" in page.notice
