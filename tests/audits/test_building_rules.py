"""Building a tool step by step, and what stands in the way of publishing it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.rules import building, publishing
from audits.rules.building import SectionKind
from audits.rules.tools import CannotBuildTool
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import Question, QuestionKind, Section, Wanted
from dcpp.frameworks.shipped_tools import audit_tool_on
from dcpp.frameworks.status import CaseStatus
from dcpp.frameworks.tool_content import content_of, tool_from

TOOL = audit_tool_on(date(2026, 11, 1))
HUBS = Section(code="", name="Family hubs & centres", good="Known to the family")
SEEN = Question(code="", words="Was the hub named?", kind=QuestionKind.YES_NO)


def codes(tool):
    return [section.code for section in tool.sections]


def blocking(tool):
    return [one.sentence for one in publishing.missing_in(tool) if one.stands_in_the_way]


def test_a_section_is_added_before_the_overall_judgement_under_a_code_of_its_own():
    tool = building.add_section(TOOL, HUBS, SectionKind.GRADED)

    assert codes(tool)[-2:] == ["family_hubs_centres", "overall"]
    again = building.add_section(tool, HUBS, SectionKind.WORDS)
    assert codes(again)[-2:] == ["family_hubs_centres_2", "overall"]
    assert not again.section("family_hubs_centres_2").is_graded


@given(st.lists(st.text(min_size=1, max_size=60), max_size=8))
def test_whatever_sections_are_called_their_codes_are_plain_and_differ(names):
    tool = TOOL
    for name in names:
        tool = building.add_section(tool, replace(HUBS, name=name), SectionKind.GRADED)

    assert len(set(codes(tool))) == len(tool.sections)
    assert all(code.isascii() and code.replace("_", "").isalnum() for code in codes(tool))
    assert tool_from(content_of(tool), code="core", version=2) == tool


def test_what_a_tool_has_once_is_offered_only_while_it_is_missing():
    assert building.kinds_to_add(TOOL) == [SectionKind.GRADED, SectionKind.WORDS]
    without = building.remove_section(TOOL, "family")
    assert SectionKind.FAMILY in building.kinds_to_add(without)
    with pytest.raises(CannotBuildTool, match="has this section already"):
        building.add_section(TOOL, HUBS, SectionKind.FAMILY)

    back = building.add_section(without, HUBS, SectionKind.FAMILY)
    assert back.section("family").is_family and not back.section("family").is_graded


def test_the_overall_judgement_stays_and_stays_last():
    with pytest.raises(CannotBuildTool, match="cannot be removed"):
        building.remove_section(TOOL, "overall")
    assert codes(building.move_section(TOOL, "family", 1)) == codes(TOOL)
    assert codes(building.move_section(TOOL, "overall", -1)) == codes(TOOL)
    with pytest.raises(CannotBuildTool, match="grade and its reasons only"):
        building.add_question(TOOL, "overall", SEEN)


def test_sections_and_questions_move_one_place_and_stop_at_the_ends():
    assert codes(building.move_section(TOOL, "voice", -1))[:2] == ["voice", "record"]
    assert codes(building.move_section(TOOL, "record", -1)) == codes(TOOL)
    moved = building.move_question(TOOL, "plan", "owners", -1)
    assert [one.code for one in moved.section("plan").questions][:2] == ["owners", "outcomes"]


def test_questions_are_added_changed_and_removed():
    tool = building.add_question(TOOL, "plan", SEEN)
    added = tool.section("plan").questions[-1]
    assert added.code == "was_the_hub_named"

    tool = building.change_question(tool, "plan", replace(added, words="Was a hub named?"))
    assert tool.section("plan").question("was_the_hub_named").words == "Was a hub named?"
    assert building.remove_question(tool, "plan", "was_the_hub_named") == TOOL
    with pytest.raises(LookupError):
        building.remove_question(TOOL, "plan", "nothing")


def test_only_a_graded_section_can_be_safety_critical():
    section = building.of_kind(replace(HUBS, code="hubs", safety_critical=True), SectionKind.WORDS)

    assert not section.safety_critical


def test_the_shipped_tool_can_be_published():
    assert blocking(TOOL) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"sections": TOOL.sections[-3:]}, "Add at least one graded section"),
        ({"sections": tuple(one for one in TOOL.sections if one.code != "reflection")}, "The practitioner’s part is"),
        ({"sections": tuple(one for one in TOOL.sections if one.code != "family")}, "Family feedback is wanted"),
    ],
)
def test_what_is_missing_stands_in_the_way(changed, sentence):
    assert any(one.startswith(sentence) for one in blocking(replace(TOOL, **changed)))


def test_a_voice_that_is_not_wanted_needs_no_section():
    without = building.remove_section(TOOL, "family")

    assert blocking(replace(without, family_feedback=Wanted.NOTHING)) == []


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (replace(SEEN, kind=QuestionKind.CHOICE, options=("Yes", "Yes")), "at least two answers"),
        (replace(SEEN, words="Has each action an owner and a date?"), "is asked twice"),
    ],
)
def test_a_question_that_cannot_be_answered_stands_in_the_way(question, sentence):
    assert sentence in blocking(building.add_question(TOOL, "plan", question))[0]


def test_a_question_that_is_never_asked_stands_in_the_way():
    never = replace(SEEN, applies_to=frozenset({CaseStatus.CLOSED}))

    assert "can never be asked" in blocking(building.add_question(TOOL, "permanence", never))[0]


def test_conditions_decide_what_is_asked():
    only = replace(SEEN, applies_to=frozenset({CaseStatus.CLOSED}), kinds=frozenset({AuditKind.CLOSURE}))
    tool = building.add_question(TOOL, "plan", only)

    def asked(status, kind):
        (plan,) = [one for one in tool.sections_for(status, kind) if one.code == "plan"]
        return "was_the_hub_named" in [one.code for one in plan.questions]

    assert asked(CaseStatus.CLOSED, AuditKind.CLOSURE)
    assert not asked(CaseStatus.CLOSED, AuditKind.CORE)
    assert not asked(CaseStatus.LOOKED_AFTER, AuditKind.CLOSURE)


def test_what_changed_is_told_where_and_from_what_to_what():
    tool = building.add_section(TOOL, HUBS, SectionKind.GRADED)
    tool = building.change_section(tool, replace(tool.section("plan"), weight=3, safety_critical=True))
    tool = building.remove_question(tool, "voice", "a_day")
    tool = replace(tool, re_audit_at=frozenset({"inadequate", "requires_improvement"}))

    told = [(one.where, one.what, one.before, one.after) for one in publishing.differences(TOOL, tool)]

    assert told == [
        ("Rules", "Grades that set a re-audit", "Inadequate", "Inadequate, Requires improvement to be good"),
        ("Sections", "Added: “Family hubs & centres”", "", ""),
        (TOOL.section("voice").name, "Removed: “Is a day in this child’s life clear from the record?”", "", ""),
        ("Plan", "Safety-critical", "No", "Yes"),
        ("Plan", "Weight", "1", "3"),
    ]


def test_another_order_is_a_change():
    (told,) = publishing.differences(TOOL, building.move_section(TOOL, "plan", 1))

    assert (told.where, told.what) == ("Sections", "In another order")


def test_a_tool_that_has_not_changed_differs_in_nothing():
    assert publishing.differences(TOOL, TOOL) == []
