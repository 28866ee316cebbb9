"""An audit from the first look at My audits to its sections and answers."""

import pytest

from audits import queries
from audits.models import Audit
from dcpp.kernel.db import db
from dcpp.people.rules import Role
from tests.makers.audits_done import make_audit, make_auditor
from tests.makers.people import make_person

PLAN = {
    "answer": "good",
    "evidence": "Outcomes are named.",
    "place": "Plan of 12 September",
    "before-answer": "",
    "before-evidence": "",
    "before-place": "",
    "before-strengths": "",
}


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

    page = browse("audits.answer_section", audit_id=audit.id, code="plan", status=404)

    assert "it may be one that you are not allowed to see" in page.text
