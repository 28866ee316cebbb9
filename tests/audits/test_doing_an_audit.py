"""An audit from the first look at My audits to its submission."""

import pytest

from audits import queries
from audits.models import Audit
from dcpp.actions import queries as actions
from dcpp.kernel.db import db
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.audits_done import add_finding, make_audit, make_auditor, submit, write, write_all
from tests.makers.people import make_person, make_team

PLAN = {
    "answer": "good",
    "evidence": "Outcomes are named.",
    "place": "Plan of 12 September",
    "before-answer": "",
    "before-evidence": "",
    "before-place": "",
    "before-strengths": "",
}


@pytest.fixture
def auditor(app, now):
    return make_auditor()


@pytest.fixture
def practitioner(app, now):
    manager = make_person("Max Manager")
    return make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team("North", manager=manager))


@pytest.fixture
def audit(auditor, practitioner):
    return make_audit(auditor, practitioner)


def test_the_auditor_finds_it_in_my_audits_and_its_sections_in_a_task_list(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)

    assert browse("audits.list_my_audits").rows()[0][0] == audit.reference
    page = browse("audits.view_audit", audit_id=audit.id)

    assert page.text.count("Not started") == 16  # 14 sections, findings, and the audit itself
    assert "Safety-critical" in page.text


def test_a_section_is_saved_by_its_button_and_leads_to_the_next(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    assert "What good looks like" in browse("audits.answer_section", audit_id=audit.id, code="plan").text

    page = browse("audits.save_section", audit_id=audit.id, code="plan", post=PLAN)

    assert page.heading == "Visits and direct work"
    assert queries.find_answer(audit.id, "plan").evidence == "Outcomes are named."
    assert db.session.get(Audit, audit.id).state.label == "In progress"


def test_sections_that_do_not_apply_are_not_asked(browse, sign_in_as, auditor, practitioner):
    from dcpp.frameworks.status import CaseStatus

    audit = make_audit(auditor, practitioner, status=CaseStatus.CHILD_IN_NEED)
    sign_in_as(auditor)

    page = browse("audits.view_audit", audit_id=audit.id)

    assert "Not asked for a case of this status (child in need): Permanence, pre-proceedings and court." in page.text
    browse("audits.answer_section", audit_id=audit.id, code="permanence", status=404)
    browse("audits.answer_section", audit_id=audit.id, code="no-such-thing", status=404)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [("plan", "excellent"), ("assessment", "not_applicable"), ("overall", "not_applicable")],
)
def test_a_grade_that_is_not_offered_is_sent_back(browse, sign_in_as, auditor, audit, code, wrong):
    sign_in_as(auditor)

    page = browse("audits.save_section", audit_id=audit.id, code=code, post={"answer": wrong})

    assert page.errors == ["Choose one of the answers on the page"]


def test_an_endless_answer_is_sent_back_with_all_that_was_written(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)

    page = browse("audits.save_section", audit_id=audit.id, code="plan", post=PLAN | {"evidence": "x" * 10_001})

    assert page.errors == ["Answer must be 10,000 characters or fewer. You wrote 10,001"]
    assert "x" * 10_001 in page.html


def test_only_its_auditor_can_write_in_it(browse, sign_in_as, audit):
    sign_in_as(make_auditor("Otto Other"))
    browse("audits.answer_section", audit_id=audit.id, code="plan", status=404)

    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))
    browse("audits.answer_section", audit_id=audit.id, code="plan", status=403)


def test_a_lead_who_audits_too_cannot_write_in_somebody_elses(browse, sign_in_as, audit):
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD, Role.AUDITOR))

    page = browse("audits.answer_section", audit_id=audit.id, code="plan", status=409)

    assert f"Only its auditor can change audit {audit.reference}" in page.text


def test_a_finding_with_themes_and_an_action(browse, sign_in_as, auditor, practitioner, audit):
    sign_in_as(auditor)
    form = browse("audits.record_finding", audit_id=audit.id)
    themes = [box["value"] for box in form.soup.select("input[name=themes]")][:2]

    page = browse(
        "audits.record_finding",
        audit_id=audit.id,
        post={"kind": "needs_work", "words": "No outcomes", "section": "plan", "themes": themes},
    )
    assert page.heading == "Add an action"
    assert "Pat Practitioner, the practitioner" in page.text and "Max Manager" in page.text

    due = {"due_on-day": "21", "due_on-month": "12", "due_on-year": "2026"}
    finding = queries.list_findings(audit.id)[0]
    page = browse(
        "audits.propose_action",
        audit_id=audit.id,
        finding_id=finding.id,
        post={"what": "Write it anew", "level": "child", "owner": str(practitioner.id)} | due,
    )

    assert "Write it anew Pat Practitioner, due 21 December 2026" in page.text
    assert actions.list_waiting_for(practitioner.id) == [], "nobody is told before the audit is submitted"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"themes": []}, "Select 1 to 3 themes"),
        ({"words": ""}, "Enter what you found"),
        ({"kind": ""}, "Select what kind of finding it is"),
    ],
)
def test_a_finding_that_lacks_something_is_sent_back(browse, sign_in_as, auditor, audit, changed, error):
    sign_in_as(auditor)
    theme = browse("audits.record_finding", audit_id=audit.id).soup.select_one("input[name=themes]")["value"]
    given = {"kind": "strength", "words": "Good", "themes": [theme]}

    page = browse("audits.record_finding", audit_id=audit.id, post=given | changed)

    assert page.errors == [error]


def test_four_themes_are_too_many(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    boxes = browse("audits.record_finding", audit_id=audit.id).soup.select("input[name=themes]")

    page = browse(
        "audits.record_finding",
        audit_id=audit.id,
        post={"kind": "strength", "words": "Good", "themes": [box["value"] for box in boxes[:4]]},
    )

    assert page.errors == ["Select no more than 3"]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"due_on-year": "2025"}, "Enter a due date that is today or later"),
        ({"owner": "other"}, "Enter the name or work e-mail address of whoever will do it"),
        (
            {"owner": "other", "somebody_else": "Lea Leaver"},
            "Nobody here has this name or work e-mail address. Check it and enter it again",
        ),
    ],
)
def test_an_action_that_cannot_be_is_sent_back(browse, sign_in_as, auditor, practitioner, audit, changed, error):
    from datetime import date

    make_person("Lea Leaver", leaves_on=date(2026, 11, 1))
    finding_id = add_finding(audit)
    sign_in_as(auditor)
    given = {"what": "x", "level": "team", "owner": str(practitioner.id)}
    due = {"due_on-day": "21", "due_on-month": "12", "due_on-year": "2026"}

    page = browse("audits.propose_action", audit_id=audit.id, finding_id=finding_id, post=given | due | changed)

    assert page.errors == [error]


def test_findings_and_actions_can_be_changed_and_taken_away(browse, sign_in_as, auditor, practitioner, audit):
    finding_id = add_finding(audit, action_for=practitioner)
    sign_in_as(auditor)
    page = browse("audits.change_finding", audit_id=audit.id, finding_id=finding_id)
    theme = page.soup.select_one("input[name=themes][checked]")["value"]
    changed = {"kind": "strength", "words": "Better than I thought", "themes": [theme], "section": ""}

    page = browse("audits.change_finding", audit_id=audit.id, finding_id=finding_id, post=changed)
    assert "Better than I thought" in page.text

    proposed = queries.list_findings(audit.id)[0].proposed[0].id
    where = {"audit_id": audit.id, "finding_id": finding_id}
    assert (
        "Write the plan anew"
        not in browse("audits.remove_proposed_action", **where, proposed_id=proposed, post={}).text
    )
    assert "No findings yet" in browse("audits.remove_finding", **where, post={}).text


def test_an_audit_that_is_not_complete_says_what_is_missing(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    write(audit, "plan", answer="good")

    page = browse("audits.check_answers", audit_id=audit.id)
    refused = browse("audits.submit_audit", audit_id=audit.id, post={}, status=409)

    assert "Plan: give your evidence" in page.links
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
