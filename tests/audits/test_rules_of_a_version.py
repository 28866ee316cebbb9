"""The rules of an audit are settings of the version that it is on."""

from datetime import date

import pytest

from audits import queries
from dcpp.frameworks.audit_tools import CORE, Wanted
from tests.makers.audits_done import add_finding, make_audit, make_auditor, submit, write, write_all
from tests.makers.tools import make_draft, publish


@pytest.fixture(autouse=True)
def monday(now):
    return now


@pytest.fixture
def auditor(app):
    return make_auditor()


def audit_with(auditor, **rules):
    """An audit on a version of the core tool with other rules."""
    make_draft()
    publish(CORE, 3, change=rules)
    return make_audit(auditor, tool=queries.tool_in_force(CORE, date(2026, 11, 23)))


def sentences(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    page = browse("audits.check_answers", audit_id=audit.id)
    return page.links


def test_with_no_step_allowed_a_grade_above_the_lowest_needs_its_reason(browse, sign_in_as, auditor):
    audit = audit_with(auditor, steps_above_lowest=0)
    write_all(audit, "good", impact="requires_improvement")
    add_finding(audit, action_for=auditor)

    assert any("so far above the lowest" in words for words in sentences(browse, sign_in_as, auditor, audit))
    write(audit, "overall", reason="Mended in October")
    assert submit(audit).grade == "good"


def test_which_grades_need_an_action_is_a_setting(browse, sign_in_as, auditor):
    audit = audit_with(auditor, action_needed_at=frozenset({"good", "inadequate"}))
    write_all(audit, "good")
    add_finding(audit)

    assert "Findings: a grade of good needs at least one action" in sentences(browse, sign_in_as, auditor, audit)


def test_which_grades_set_a_re_audit_and_when_is_a_setting(auditor):
    audit = audit_with(auditor, re_audit_at=frozenset({"requires_improvement"}), re_audit_within_months=6)
    write_all(audit, "requires_improvement")
    add_finding(audit, action_for=auditor)

    assert submit(audit).re_audit_by == date(2027, 5, 23)


def test_an_audit_may_want_the_practitioners_part_and_take_no_reason(browse, sign_in_as, auditor):
    audit = audit_with(auditor, practitioner_part=Wanted.PART)
    write_all(audit)
    add_finding(audit)

    assert "Practitioner’s reflection: wait for it" in sentences(browse, sign_in_as, auditor, audit)


def test_an_audit_may_want_neither_voice(auditor):
    audit = audit_with(auditor, practitioner_part=Wanted.NOTHING, family_feedback=Wanted.NOTHING)
    write_all(audit)
    write(audit, "family", evidence="", q_who="", q_how="")
    write(audit, "reflection", reason="")
    add_finding(audit)

    assert submit(audit).is_submitted


def test_family_feedback_is_there_or_the_reason_why_not(browse, sign_in_as, auditor):
    audit = make_audit(auditor)
    write_all(audit)
    write(audit, "family", evidence="", reason="")
    add_finding(audit)

    wanted = "Family and child feedback: say what they said, or why nobody was asked"
    assert wanted in sentences(browse, sign_in_as, auditor, audit)
    write(audit, "family", reason="The mother was in hospital.")
    assert wanted not in sentences(browse, sign_in_as, auditor, audit)


def test_how_long_an_audit_takes_and_looks_back_is_a_setting(browse, sign_in_as, auditor):
    audit = audit_with(auditor, working_days_to_complete=5, look_back_months=12)

    assert audit.due_on == date(2026, 11, 30)
    sign_in_as(auditor)
    page = browse("audits.answer_section", audit_id=audit.id, code="voice")
    assert "practice from 23 November 2025 to 23 November 2026" in page.text
