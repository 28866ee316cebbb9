"""The tool by which audits are done."""

from datetime import date

import pytest

from dcpp.frameworks.audit_tools import CompletedBy, audit_tool_on
from dcpp.frameworks.grades import grade
from dcpp.frameworks.judgements import Area
from dcpp.frameworks.status import CaseStatus

TOOL = audit_tool_on(date(2026, 11, 1))


def test_the_core_tool_has_fourteen_sections_with_questions_and_what_good_looks_like():
    assert len({section.code for section in TOOL.sections}) == 14
    assert all(section.questions and section.good for section in TOOL.sections)


def test_three_sections_are_safety_critical():
    assert [section.code for section in TOOL.sections if section.safety_critical] == [
        "assessment",
        "oversight",
        "impact",
    ]


def test_the_practitioner_completes_the_reflection_only():
    assert [each.code for each in TOOL.sections if each.completed_by == CompletedBy.PRACTITIONER] == ["reflection"]


def test_permanence_is_asked_for_children_on_plans_and_in_care_only():
    asked = {status for status in CaseStatus if TOOL.section("permanence").applies(status)}

    assert asked == {CaseStatus.CHILD_PROTECTION, CaseStatus.LOOKED_AFTER}
    assert len(TOOL.sections_for(CaseStatus.CARE_LEAVER)) == 13


def test_oversight_speaks_of_leaders_and_the_rest_of_the_child():
    assert TOOL.section("oversight").area_for(CaseStatus.LOOKED_AFTER) == Area.LEADERS
    assert TOOL.section("plan").area_for(CaseStatus.LOOKED_AFTER) == Area.IN_CARE


def test_its_rules_name_grades_that_exist():
    assert all(grade(code) for code in TOOL.action_needed_at | TOOL.re_audit_at)


def test_there_was_no_tool_in_2015():
    with pytest.raises(LookupError, match="audit tool"):
        audit_tool_on(date(2015, 1, 1))
