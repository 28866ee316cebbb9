"""The tool by which audits are done."""

from datetime import date

import pytest

from audits.rules.publishing import missing_in
from dcpp.frameworks.audit_tools import CompletedBy, Wanted
from dcpp.frameworks.grades import grade
from dcpp.frameworks.judgements import Area
from dcpp.frameworks.shipped_tools import audit_tool_on, shipped_tools
from dcpp.frameworks.status import CaseStatus
from dcpp.frameworks.tool_content import content_of, fingerprint, tool_from

TOOL = audit_tool_on(date(2026, 11, 1))


SHIPPED = {
    ("core", 1): "427b2fabf8361ef87f9475cb9f4e51c106a6b206d0c9f46ec5cd2b1587bc3b3e",
    ("core", 2): "7d8ba60ebd727b45c86fbb24b2ff9c4e78f2b53e67ac4dd5aae0d05d456b70c1",
    ("supervision", 1): "3021723aa36af294fcdbeb0af048dfa7ee2453644e5cc7ff33106143396a6696",
    ("dip_sample", 1): "446b1a0158c0c009f65e30687c1fb2f250943fd7b3120613a81870a367318f51",
}


def test_what_has_shipped_never_changes_since_audits_stand_on_it():
    found = {(one.tool.code, one.tool.version): fingerprint(content_of(one.tool)) for one in shipped_tools()}

    assert found == SHIPPED, "add a new version in place of changing one, and bring it in with a migration"


@pytest.mark.parametrize("shipped", shipped_tools(), ids=lambda one: one.tool.name)
def test_a_tool_becomes_content_and_content_the_same_tool(shipped):
    tool = shipped.tool

    assert tool_from(content_of(tool), code=tool.code, version=tool.version) == tool


@pytest.mark.parametrize("shipped", shipped_tools(), ids=lambda one: one.tool.name)
def test_whatever_ships_could_be_published_as_it_stands(shipped):
    assert missing_in(shipped.tool) == []


def test_the_supervision_tool_speaks_of_leaders_and_asks_no_family():
    tool = audit_tool_on(date(2026, 11, 1), "supervision")

    assert {one.area for one in tool.sections if one.is_graded} == {Area.LEADERS}
    assert [one.code for one in tool.sections if one.safety_critical] == ["child", "decisions", "actions"]
    assert tool.family_feedback is Wanted.NOTHING


def test_a_dip_sample_asks_few_questions_and_waits_for_nobody():
    tool = audit_tool_on(date(2026, 11, 1), "dip_sample")

    assert sum(len(one.questions) for one in tool.sections) == 6
    assert {tool.practitioner_part, tool.family_feedback} == {Wanted.NOTHING}


def test_the_core_tool_has_fourteen_sections_with_guidance_and_what_good_looks_like():
    assert len({section.code for section in TOOL.sections}) == 14
    assert all(section.guidance and section.good for section in TOOL.sections)


def test_every_section_of_practice_asks_questions_of_its_own():
    assert [section.code for section in TOOL.sections if not section.questions] == ["overall"]
    assert all(len({one.code for one in section.questions}) == len(section.questions) for section in TOOL.sections)


def test_a_question_offers_what_may_stand_under_it():
    voice, oversight = TOOL.section("voice"), TOOL.section("oversight")

    assert [key for key, _ in voice.question("seen").offered] == ["yes", "no", "not_applicable"]
    assert oversight.question("regular").fits("Less often than the policy asks")
    assert not oversight.question("regular").fits("Daily")
    assert voice.question("own_words").fits("“I like it here.”")
    assert voice.question("seen").in_words("not_applicable") == "Not applicable"


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
    assert TOOL.section("oversight").area == Area.LEADERS
    assert TOOL.section("plan").area is None


def test_its_rules_name_grades_that_exist():
    assert all(grade(code) for code in TOOL.action_needed_at | TOOL.re_audit_at)


def test_there_was_no_tool_in_2015():
    with pytest.raises(LookupError, match="audit tool"):
        audit_tool_on(date(2015, 1, 1))
