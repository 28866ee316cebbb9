"""An audit is checked, put before its auditor once more, and submitted."""

import pytest

from dcpp.actions import queries as actions
from dcpp.kernel.db import db
from dcpp.kernel.outbox import OutboxMessage
from tests.makers.audits_done import add_finding, submit, write, write_all

PLAN = {
    "answer": "good",
    "evidence": "Outcomes are named.",
    "place": "Plan of 12 September",
    "before-answer": "",
    "before-evidence": "",
    "before-place": "",
    "before-strengths": "",
}


def test_an_audit_that_is_not_complete_says_what_is_missing(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    write(audit, "plan", answer="good")

    page = browse("audits.check_answers", audit_id=audit.id)
    refused = browse("audits.submit_audit", audit_id=audit.id, post={}, status=409)

    assert (
        "Plan: answer 4 more questions, from “Does the plan name outcomes for the child, and not only tasks?”"
        in page.links
    )
    assert "Submit audit" not in page.text
    assert "The audit is not complete." in refused.text


@pytest.mark.parametrize("post", [None, {}])
def test_what_is_missing_is_shown_before_anybody_is_asked_whether_they_are_sure(
    browse, sign_in_as, auditor, audit, post
):
    write_all(audit, "inadequate")
    sign_in_as(auditor)

    page = browse("audits.submit_audit", audit_id=audit.id, post=post)

    assert page.heading == "Check your answers"
    assert "Findings: a grade of inadequate needs at least one action" in page.links


def test_the_address_of_submission_leads_to_the_audit_once_it_is_submitted(browse, sign_in_as, auditor, audit):
    write_all(audit)
    add_finding(audit)
    submit(audit)
    sign_in_as(auditor)

    page = browse("audits.submit_audit", audit_id=audit.id)

    assert "Submitted Good" in page.text
    assert "Submit audit" not in page.text


def test_a_complete_audit_is_submitted_and_everybody_is_told(browse, sign_in_as, auditor, practitioner, audit):
    write_all(audit)
    add_finding(audit, action_for=practitioner)
    sign_in_as(auditor)

    assert "Submit audit" in browse("audits.check_answers", audit_id=audit.id).text
    page = browse("audits.submit_audit", audit_id=audit.id, post={})

    assert page.notice.startswith("Audit submitted")
    assert "Submitted Good" in page.text
    assert "Write the plan anew with the family" in page.text
    action = actions.list_waiting_for(practitioner.id)[0]
    assert action.raised_by_id == auditor.id
    mails = db.session.query(OutboxMessage).filter_by(person_id=practitioner.id).all()
    assert [mail.subject for mail in mails] == [f"Audit {audit.reference} of your work is complete"]
    sign_in_as(practitioner)
    assert f"A finding of audit {audit.reference}" in browse("actions.view_action", action_id=action.id).links


def test_an_inadequate_grade_is_put_before_its_auditor_once_more(browse, sign_in_as, auditor, practitioner, audit):
    write_all(audit, "inadequate")
    add_finding(audit, action_for=practitioner)
    sign_in_as(auditor)

    page = browse("audits.submit_audit", audit_id=audit.id, post={})
    assert page.heading == "You have graded this case inadequate"
    assert "the case is to be audited again by 23 February 2027" in page.text

    page = browse("audits.submit_audit", audit_id=audit.id, post={"is_sure": "yes"})
    assert page.summary("Audit again by") == "23 February 2027"


def test_an_inadequate_grade_without_an_action_cannot_be_submitted(browse, sign_in_as, auditor, audit):
    write_all(audit, "inadequate")
    add_finding(audit)
    sign_in_as(auditor)

    page = browse("audits.check_answers", audit_id=audit.id)

    assert "Findings: a grade of inadequate needs at least one action" in page.links
    page = browse("audits.view_audit", audit_id=audit.id)
    assert "14 of 15 parts done" in page.text
    assert "Findings and actions 1 finding Action needed" in page.text


def test_a_submitted_audit_can_be_changed_no_more(browse, sign_in_as, auditor, practitioner, audit):
    write_all(audit)
    add_finding(audit, action_for=practitioner)
    sign_in_as(auditor)
    browse("audits.submit_audit", audit_id=audit.id, post={})

    for endpoint, values in (
        ("audits.save_section", {"code": "plan"}),
        ("audits.record_finding", {}),
        ("audits.submit_audit", {}),
    ):
        page = browse(endpoint, audit_id=audit.id, **values, post=PLAN, status=409)
        assert f"Audit {audit.reference} is submitted, so it cannot be changed" in page.text


def test_an_action_that_grew_old_in_the_draft_holds_the_submission_up(browse, sign_in_as, auditor, practitioner, audit):
    from datetime import UTC, datetime

    from dcpp.kernel import clock

    write_all(audit)
    add_finding(audit, action_for=practitioner)
    sign_in_as(auditor)

    with clock.pretend(datetime(2027, 1, 4, 9, tzinfo=UTC)):
        page = browse("audits.check_answers", audit_id=audit.id)

    assert "an action is due on a day that has passed" in page.text


def test_a_grade_far_above_its_safety_critical_sections_asks_why(browse, sign_in_as, auditor, practitioner, audit):
    write_all(audit, "outstanding", oversight="requires_improvement")
    add_finding(audit, action_for=practitioner)
    sign_in_as(auditor)

    assert "Reason needed" in browse("audits.view_audit", audit_id=audit.id).text
    asked = browse("audits.answer_section", audit_id=audit.id, code="overall")
    assert "Why is the grade higher than its safety-critical sections?" in asked.text
    assert "say why the grade is so far above" in browse("audits.check_answers", audit_id=audit.id).text

    write(audit, "overall", reason="A new manager mended it in October")
    assert "Submit audit" in browse("audits.check_answers", audit_id=audit.id).text
