"""The practitioner's own part."""

import pytest

from audits import queries
from dcpp.kernel.db import db
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.audits_done import add_finding, make_audit, submit, write, write_all
from tests.makers.people import make_person, make_team

WORDS = "I would see the father earlier next time."


@pytest.fixture
def practitioner(app, now):
    return make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team("North"))


@pytest.fixture
def invited(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    browse("audits.invite_practitioner", audit_id=audit.id, post={})
    return audit


def test_the_auditor_invites_and_the_practitioner_finds_it(browse, sign_in_as, practitioner, invited):
    assert "Waiting for the practitioner" in browse("audits.view_audit", audit_id=invited.id).text
    mail = db.session.query(OutboxMessage).filter_by(person_id=practitioner.id).one()
    assert mail.subject == f"Your reflection on audit {invited.reference}, by 14 December 2026"

    sign_in_as(practitioner)
    page = browse("audits.list_my_audits")

    assert "For you to reflect on" in page.text
    assert "Write your reflection" in browse("audits.view_audit", audit_id=invited.id).links


def test_words_are_the_practitioners_alone_until_they_are_shared(browse, sign_in_as, auditor, practitioner, invited):
    sign_in_as(practitioner)
    page = browse("audits.reflect_on_audit", audit_id=invited.id, post={"evidence": WORDS, "before-evidence": ""})
    assert page.notice == "Saved. Nobody else can read it until you share it"

    sign_in_as(auditor)
    assert WORDS not in browse("audits.answer_section", audit_id=invited.id, code="reflection").html
    assert WORDS not in browse("audits.check_answers", audit_id=invited.id).html

    sign_in_as(practitioner)
    shared = {"evidence": WORDS, "before-evidence": WORDS, "share": "yes"}
    page = browse("audits.reflect_on_audit", audit_id=invited.id, post=shared)
    assert page.notice == "Reflection shared with the auditor"

    sign_in_as(auditor)
    assert WORDS in browse("audits.answer_section", audit_id=invited.id, code="reflection").text
    assert queries.find_answer(invited.id, "reflection").as_answer.is_shared


def test_what_is_shared_can_be_changed_no_more(browse, sign_in_as, practitioner, invited):
    sign_in_as(practitioner)
    shared = {"evidence": WORDS, "before-evidence": "", "share": "yes"}
    browse("audits.reflect_on_audit", audit_id=invited.id, post=shared)

    page = browse("audits.reflect_on_audit", audit_id=invited.id, post=shared, status=409)

    assert "You have shared your reflection, so it cannot be changed" in page.text


def test_nothing_cannot_be_shared(browse, sign_in_as, practitioner, invited):
    sign_in_as(practitioner)

    page = browse("audits.reflect_on_audit", audit_id=invited.id, post={"evidence": " ", "share": "yes"})

    assert page.errors == ["Enter your reflection before you share it"]


def test_without_an_invitation_there_is_nothing_to_write(browse, sign_in_as, practitioner, audit):
    sign_in_as(practitioner)

    page = browse("audits.reflect_on_audit", audit_id=audit.id, status=409)

    assert f"You have not been invited to reflect on audit {audit.reference}" in page.text


def test_somebody_elses_practitioner_cannot_write_it(browse, sign_in_as, invited):
    sign_in_as(make_person("Quin", Role.PRACTITIONER))

    browse("audits.reflect_on_audit", audit_id=invited.id, status=404)


def test_inviting_twice_is_refused(browse, invited):
    page = browse("audits.invite_practitioner", audit_id=invited.id, post={}, status=409)

    assert "The practitioner has been invited already" in page.text


def test_a_practitioner_whom_nobody_knows_cannot_be_invited(browse, sign_in_as, app, now):
    audit = make_audit(practitioner_id=None, practitioner_name="W. Orker")
    sign_in_as(audit.auditor)

    page = browse("audits.answer_section", audit_id=audit.id, code="reflection")
    refused = browse("audits.invite_practitioner", audit_id=audit.id, post={}, status=409)

    assert "who is not known here" in page.text and "Invite the practitioner" not in page.text
    assert "Say why there is no reflection" in refused.text


def test_a_reason_stands_in_for_a_reflection_that_does_not_come(audit):
    assert any(one.section == "reflection" for one in queries.problems_of(audit, audit.due_on))

    write(audit, "reflection", reason="On long leave")

    assert not any(one.section == "reflection" for one in queries.problems_of(audit, audit.due_on))


def test_after_submission_it_is_too_late(browse, sign_in_as, practitioner, invited):
    write_all(invited)
    add_finding(invited, action_for=practitioner)
    submit(invited)
    sign_in_as(practitioner)

    page = browse("audits.reflect_on_audit", audit_id=invited.id, status=409)

    assert "is submitted, so it is too late" in page.text
