"""From two grades to one that stands: agreed, or decided; and what follows from it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from audits import queries
from audits.models import Audit, Finding, ProposedAction, finding_themes
from dcpp.actions import queries as actions
from dcpp.actions.models import Action
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.audits import make_programme
from tests.makers.moderation import agree, make_moderator, make_revealed, propose
from tests.makers.people import make_person

FEEDBACK = "Look for outcomes"


@pytest.fixture
def lead(app, now):
    return make_person("Lee Lead", Role.PRACTICE_LEAD)


@pytest.fixture
def revealed(auditor, practitioner):
    return make_revealed(second="requires_improvement", auditor=auditor, practitioner=practitioner)


def everything_second(page):
    """The form as a moderator fills it who keeps to their own grades."""
    names = {field["name"] for field in page.soup.select("input[type=radio]") if field["name"].startswith("grade_")}
    return dict.fromkeys(names, "requires_improvement")


def test_moderator_and_auditor_agree_and_the_grade_stands_beside_the_first(
    browse, sign_in_as, revealed, auditor, practitioner
):
    moderation_id, audit_id = revealed.id, revealed.audit_id
    sign_in_as(revealed.moderator)
    form = browse("audits.propose_grade", moderation_id=moderation_id)
    missing = browse("audits.propose_grade", moderation_id=moderation_id, post={"reason": "Seen once"})
    assert "Select the grade that stands: Overall judgement" in missing.errors
    post = everything_second(form) | {"reason": "Seen alone only once", "feedback": FEEDBACK}
    assert browse("audits.propose_grade", moderation_id=moderation_id, post=post).notice == "Grade proposed"

    sign_in_as(auditor)
    assert "Say whether you agree with a moderator’s grade" in browse("home.view_my_work").links
    page = browse("audits.answer_proposal", moderation_id=moderation_id)
    assert FEEDBACK in page.text
    browse("audits.answer_proposal", moderation_id=moderation_id, post={"agrees": "True"})

    audit = db.session.get_one(Audit, audit_id)
    assert (audit.grade, audit.agreed_grade, audit.grade_that_stands) == ("good", *["requires_improvement"] * 2)
    assert queries.grades_by_section([audit_id])[audit_id]["plan"] == "requires_improvement"
    sign_in_as(practitioner)
    page = browse("audits.view_audit", audit_id=audit_id)
    assert page.summary("First grade") == "Good" and page.summary("Direction") == "Moved down"
    assert page.summary("Reason") == "Seen alone only once"
    assert FEEDBACK not in page.html, "feedback is the auditor’s"


def test_who_does_not_agree_says_why_and_a_practice_lead_decides(browse, sign_in_as, revealed, auditor, lead):
    moderation_id, audit_id = revealed.id, revealed.audit_id
    propose(revealed)
    sign_in_as(auditor)
    page = browse("audits.answer_proposal", moderation_id=moderation_id, post={"agrees": "False"})
    assert "Enter why you do not agree" in page.errors
    browse("audits.answer_proposal", moderation_id=moderation_id, post={"agrees": "False", "words": "Seen four times"})
    mail = db.session.query(OutboxMessage).filter_by(person_id=lead.id).one()
    assert mail.subject.startswith("Decide the grade of audit")

    sign_in_as(lead)
    form = browse("audits.decide_grade", moderation_id=moderation_id)
    assert "Seen four times" in form.text
    assert not [name for name in form.form if name.startswith("grade_")], "nothing is chosen for whoever decides"
    post = dict.fromkeys(everything_second(form), "good") | {"reason": "Four visits are on record"}
    assert browse("audits.decide_grade", moderation_id=moderation_id, post=post).notice == "Grade decided"
    page = browse("audits.view_audit", audit_id=audit_id)
    assert page.summary("Direction") == "Stayed the same" and "Lee Lead" in page.summary("Decided by")
    assert page.summary("Reason") == "Four visits are on record"


def test_a_lead_waits_for_the_auditors_answer_and_never_decides_their_own(browse, sign_in_as, revealed, lead):
    moderation_id = revealed.id
    sign_in_as(lead)
    browse("audits.decide_grade", moderation_id=moderation_id, status=409)
    propose(revealed)
    page = browse("audits.decide_grade", moderation_id=moderation_id, status=409)
    assert "The auditor has until 30 November 2026 to answer" in page.text


def test_the_same_grades_stand_at_once(browse, sign_in_as, auditor, now):
    moderation = propose(make_revealed(auditor=auditor), grades={}, reason="")

    assert moderation.is_agreed and moderation.audit.agreed_grade == "good"
    sign_in_as(auditor)
    assert FEEDBACK in browse("audits.view_moderation", moderation_id=moderation.id).text
    assert db.session.query(OutboxMessage).filter_by(template="audits/agreement_wanted").count() == 0


def test_a_downgrade_to_inadequate_sets_the_next_audit(auditor, now):
    moderation = make_revealed(second="inadequate", auditor=auditor)
    assert moderation.audit.re_audit_by is None

    audit = agree(propose(moderation)).audit

    assert audit.re_audit_by.isoformat() == "2027-02-23"


def test_a_lower_grade_without_an_action_needs_one(browse, sign_in_as, auditor, practitioner, now):
    moderation = make_revealed(second="requires_improvement", auditor=auditor, practitioner=practitioner)
    moderation_id = moderation.id
    with transaction():
        ids = [row.id for row in db.session.query(Finding).filter_by(audit_id=moderation.audit_id)]
        db.session.execute(delete(ProposedAction).where(ProposedAction.finding_id.in_(ids)))
        db.session.execute(delete(finding_themes).where(finding_themes.c.finding_id.in_(ids)))
        db.session.execute(delete(Finding).where(Finding.id.in_(ids)))
    sign_in_as(moderation.moderator)
    form = browse("audits.propose_grade", moderation_id=moderation_id)
    post = everything_second(form) | {"reason": "Seen once"}

    page = browse("audits.propose_grade", moderation_id=moderation_id, post=post)
    assert "This grade needs an action. Say what is to be done, by whom and by when" in page.errors
    action = {
        "action_what": "See the child alone this week",
        "action_by": practitioner.name,
        "action_due_on-day": "4",
        "action_due_on-month": "12",
        "action_due_on-year": "2026",
    }
    assert browse("audits.propose_grade", moderation_id=moderation_id, post=post | action).notice
    agree(queries.find_moderation(moderation.audit_id))

    raised = db.session.query(Action).filter_by(what="See the child alone this week").one()
    assert raised in actions.list_waiting_for(practitioner.id)


def test_two_answers_at_once_count_once(browse, sign_in_as, revealed, auditor):
    moderation_id = revealed.id
    propose(revealed)
    sign_in_as(auditor)
    browse("audits.answer_proposal", moderation_id=moderation_id, post={"agrees": "True"})

    page = browse(
        "audits.answer_proposal", moderation_id=moderation_id, post={"agrees": "False", "words": "x"}, status=409
    )

    assert "does not wait for your answer: agreed" in page.text


def test_the_page_of_agreement_tells_nothing_of_few_and_names_nobody(browse, sign_in_as, lead, auditor):
    moderator = make_moderator()
    agree(propose(make_revealed(second="requires_improvement", auditor=auditor, moderator=moderator)))
    sign_in_as(lead)

    page = browse("audits.view_agreement")

    assert "1 audit has been graded by two readers here" in page.text and "this page cannot tell" in page.text
    assert "Cannot tell: fewer than 20 pairs" in page.text
    assert auditor.name not in page.text
    rows = browse("audits.list_moderations", query={"section": "plan"})
    assert "Good, then Requires improvement" in rows.text and auditor.name not in rows.text
    for query in ({"why": "not_accredited"}, {"tool": "core"}, {"submitted_from": "2026-11-01"}):
        assert len(browse("audits.list_moderations", query=query).rows()) == 1
        assert "Overall grade" in browse("audits.view_agreement", query=query).text
    assert "No moderated audits match" in browse("audits.list_moderations", query={"state": "disputed"}).text


def test_accreditation_is_given_and_taken_away_with_a_reason(browse, sign_in_as, lead, auditor):
    agree(propose(make_revealed(second="requires_improvement", auditor=auditor)))
    sign_in_as(lead)

    page = browse("audits.accredit_auditor", person_id=auditor.id, post={"give": "yes"})
    assert "Enter the reason" in page.errors
    post = {"give": "yes", "reason": "Agrees with moderators, and says why"}
    page = browse("audits.accredit_auditor", person_id=auditor.id, post=post)
    assert page.rows()[0][1:3] == ["Accredited since 23 November 2026", "1 , 1 when accredited"]
    assert "accredited already" in browse("audits.accredit_auditor", person_id=auditor.id, post=post).text
    with clock.pretend(clock.now() + timedelta(hours=1)):
        browse("audits.accredit_auditor", person_id=auditor.id, post={"give": "no", "reason": "Two years away"})
    assert not queries.is_accredited(auditor.id)


def test_a_programme_may_have_a_share_of_its_own(browse, sign_in_as, lead):
    programme = make_programme(name="Closure audit")
    sign_in_as(lead)

    browse("audits.set_share", programme_id=programme.id, post={"share": "50"})
    page = browse("audits.set_share", post={"share": "10"})

    assert page.summary("Closure audit").startswith("50%") and page.summary("The council’s").startswith("10%")
    assert "Enter a share from 0 to 100" in browse("audits.set_share", post={"share": ""}).text
    page = browse("audits.set_share", programme_id=programme.id, post={"share": ""})
    assert page.summary("Closure audit").startswith("The council’s")
