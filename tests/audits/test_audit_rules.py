"""When an audit is complete, and what its grade may be."""

from datetime import date

import pytest

from audits.rules import audits as rules
from audits.rules.audits import Answer, SectionState
from dcpp.frameworks.shipped_tools import audit_tool_on
from dcpp.frameworks.status import CaseStatus

TOOL = audit_tool_on(date(2026, 11, 1))
STATUS = CaseStatus.CHILD_IN_NEED
GOOD = Answer(answer="good", evidence="Seen", place="Note of 3 October")
SECTIONS = TOOL.sections_for(STATUS)


def answered(code, **fields):
    """What stands in a section whose questions all have an answer."""
    questions = {one.code: one.offered[0][0] if one.offered else "Said so" for one in TOOL.section(code).questions}
    return Answer(**fields, questions=questions)


def answers(**changed):
    found = {}
    for section in SECTIONS:
        good = {"answer": "good", "evidence": "Seen", "place": "Note of 3 October"}
        found[section.code] = answered(section.code, **(good if section.is_graded else {"reason": "On leave"}))
    return found | changed


def problems_in(found, findings=1, actions=1):
    return rules.problems(TOOL, SECTIONS, found, finding_count=findings, action_count=actions)


def sentences(found, findings=1, actions=1):
    return [problem.sentence for problem in problems_in(found, findings, actions)]


def test_a_complete_audit_has_no_problem():
    assert sentences(answers()) == []


def test_an_empty_audit_names_every_section_that_is_asked():
    found = sentences({}, findings=0)

    assert len(found) == len(SECTIONS) + 1
    assert not any("Permanence" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"plan": Answer()}, "Plan: select a grade"),
        ({"plan": answered("plan", answer="good")}, "Plan: give your evidence"),
        ({"plan": answered("plan", answer="good", evidence="x")}, "Plan: say where in the record your evidence is"),
        ({"plan": Answer(answer="not_applicable")}, "Plan: say why it does not apply"),
        ({"overall": Answer(answer="good")}, "Overall judgement: give the reasons for the grade"),
        ({"family": Answer()}, "Family and child feedback: say what they said, or why nobody was asked"),
        (
            {"reflection": Answer(is_invited=True)},
            "Practitioner’s reflection: wait for it, or say why there is none",
        ),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(changed, sentence):
    assert sentences(answers(**changed)) == [sentence]


def test_a_section_that_does_not_apply_needs_words_but_no_place():
    assert sentences(answers(identity=Answer(answer="not_applicable", evidence="Unborn"))) == []


def test_a_shared_reflection_needs_no_reason():
    assert sentences(answers(reflection=Answer(is_shared=True))) == []


@pytest.mark.parametrize(
    ("overall", "lowest", "asked"),
    [
        ("outstanding", "good", False),
        ("outstanding", "requires_improvement", True),
        ("good", "requires_improvement", False),
        ("good", "inadequate", True),
        ("requires_improvement", "inadequate", False),
        ("inadequate", "outstanding", False),
    ],
)
def test_the_overall_grade_may_lie_one_step_above_the_lowest_safety_critical_section(overall, lowest, asked):
    found = answers(
        oversight=answered("oversight", answer=lowest, evidence="x", place="y"),
        overall=Answer(answer=overall, evidence="x"),
    )

    assert rules.needs_reason(TOOL, found) is asked
    assert len(sentences(found)) == int(asked)
    assert sentences(found | {"overall": Answer(answer=overall, evidence="x", reason="Mended in October")}) == []


def test_other_sections_do_not_hold_the_grade_down():
    assert not rules.needs_reason(TOOL, answers(plan=answered("plan", answer="inadequate", evidence="x", place="y")))


@pytest.mark.parametrize("grade", ["requires_improvement", "inadequate"])
def test_a_poor_grade_asks_for_an_action(grade):
    found = answers(overall=Answer(answer=grade, evidence="x"))

    assert len(sentences(found, findings=2, actions=0)) == 1
    assert "at least one action" in sentences(found, findings=2, actions=0)[0]
    assert sentences(found, findings=1, actions=1) == []


def test_a_good_grade_needs_a_finding_but_no_action():
    assert sentences(answers(), findings=1, actions=0) == []
    assert "record at least one" in sentences(answers(), findings=0, actions=0)[0]


def test_a_section_is_not_started_then_in_progress_then_done():
    plan, reflection = TOOL.section("plan"), TOOL.section("reflection")

    def state(section, answer):
        return rules.section_state(TOOL, section, {section.code: answer})

    assert state(plan, Answer()) is SectionState.NOT_STARTED
    assert state(plan, Answer(evidence="x")) is SectionState.IN_PROGRESS
    assert state(plan, GOOD) is SectionState.IN_PROGRESS, "its questions are open"
    assert state(plan, answers()["plan"]) is SectionState.DONE
    assert state(reflection, Answer(is_invited=True)) is SectionState.WAITING


def test_an_overall_grade_that_lacks_its_reason_is_not_done():
    found = answers(
        oversight=answered("oversight", answer="inadequate", evidence="x", place="y"),
        overall=Answer(answer="good", evidence="x"),
    )
    overall = TOOL.section("overall")
    done, parts = rules.progress(SECTIONS, problems_in(found))

    assert rules.section_state(TOOL, overall, found) is SectionState.NEEDS_REASON
    assert done == parts - 1

    found["overall"] = Answer(answer="good", evidence="x", reason="Mended in October")
    assert rules.section_state(TOOL, overall, found) is SectionState.DONE
    assert rules.progress(SECTIONS, problems_in(found)) == (parts, parts)


def test_a_poor_grade_without_its_action_is_not_done():
    found = answers(overall=Answer(answer="inadequate", evidence="x"))
    parts = len(SECTIONS) + 1

    lacking, whole = problems_in(found, actions=0), problems_in(found, actions=1)

    assert rules.progress(SECTIONS, lacking) == (parts - 1, parts)
    assert rules.findings_state(1, lacking) is SectionState.NEEDS_ACTION
    assert rules.progress(SECTIONS, whole) == (parts, parts)
    assert rules.findings_state(1, whole) is SectionState.DONE
    assert rules.findings_state(0, problems_in(found, findings=0)) is SectionState.NOT_STARTED


@pytest.mark.parametrize(
    ("submitted", "again"),
    [
        (date(2026, 11, 23), date(2027, 2, 23)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_an_inadequate_case_is_audited_again_within_three_months(submitted, again):
    assert rules.re_audit_by(TOOL, "inadequate", submitted) == again
    assert rules.re_audit_by(TOOL, "good", submitted) is None


def test_what_childrens_safety_hangs_on_always_applies():
    assert not rules.may_be_not_applicable(TOOL.section("assessment"))
    assert rules.may_be_not_applicable(TOOL.section("identity"))
