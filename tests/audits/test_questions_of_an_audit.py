"""Answering questions within their section, with the last audit of the case beside them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from audits import queries
from audits.rules import questions
from dcpp.frameworks.audit_tools import CORE
from dcpp.frameworks.shipped_tools import audit_tool_on
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.trail import entries_of
from dcpp.people.rules import Role
from tests.makers.audits_done import (
    MONTH,
    add_finding,
    invite,
    make_audit,
    make_auditor,
    make_submitted_audit,
    share_reflection,
    write,
    write_all,
)
from tests.makers.people import make_person

TOOL = audit_tool_on(MONTH)
VOICE = {"code": "voice"}


@pytest.fixture
def auditor(app):
    return make_auditor()


@pytest.fixture
def audit(auditor):
    return make_audit(auditor)


def test_questions_are_answered_with_their_section_and_read_on_the_check(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    page = browse("audits.answer_section", audit_id=audit.id, **VOICE)
    assert "Play, drawing, an interpreter" not in page.text or "What good looks like" in page.text
    given = page.form | {"q_seen": "yes", "q_changed": "no", "q_own_words": "“I like it here.”", "answer": "good"}

    browse("audits.save_section", audit_id=audit.id, **VOICE, post=given)

    page = browse("audits.check_answers", audit_id=audit.id)
    assert page.summary("Has the child been seen, and seen alone where that is right?") == "Yes"
    assert page.summary("Did what the child said or showed change the plan?") == "No"
    assert page.summary("What did the child say or show that matters most?") == "“I like it here.”"
    assert queries.find_answer(audit.id, "voice").questions == {
        "seen": "yes",
        "changed": "no",
        "own_words": "“I like it here.”",
    }


def test_what_is_not_offered_is_refused(browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    change = {"fields": {"q_seen": {"before": "", "after": "perhaps"}}}

    answer = browse.client.post(f"/audits/{audit.id}/sections/voice/draft", json=change)

    assert answer.status_code == 409 and "Select one of the answers" in answer.json["error"]
    assert queries.find_answer(audit.id, "voice") is None
    unknown = {"fields": {"q_nothing": {"before": "", "after": "x"}}}
    assert browse.client.post(f"/audits/{audit.id}/sections/voice/draft", json=unknown).status_code == 409


def test_many_windows_at_once_lose_no_answer_and_write_over_none(app, browse, sign_in_as, auditor, audit):
    sign_in_as(auditor)
    cookie = browse.client.get_cookie("session").value
    fields = [question.field for question in TOOL.section("voice").questions if question.kind == "yes_no"]
    url = f"/audits/{audit.id}/sections/voice/draft"
    audit_id = audit.id
    db.session.remove()

    def save(number):
        client = app.test_client()
        client.set_cookie("session", cookie)
        change = {"before": "", "after": "yes" if number < 8 else "no"}
        return client.post(url, json={"fields": {fields[number % len(fields)]: change}})

    with ThreadPoolExecutor(8) as windows:
        answers = list(windows.map(save, range(16)))

    kept = queries.find_answer(audit_id, "voice").questions
    assert set(kept) == {questions.code_of(field) for field in fields}
    overtaken = [answer.json["conflicts"] for answer in answers if answer.status_code == 409]
    told = {(field, one["theirs"]) for conflicts in overtaken for field, one in conflicts.items()}
    assert told <= {(f"q_{code}", answer) for code, answer in kept.items()}
    assert {answer.status_code for answer in answers} <= {200, 409}


def test_a_practitioner_answers_the_questions_of_their_part(browse, sign_in_as):
    practitioner = make_person("Pat Practitioner", Role.PRACTITIONER)
    audit = invite(make_audit(make_auditor(), practitioner))
    sign_in_as(practitioner)
    page = browse("audits.reflect_on_audit", audit_id=audit.id)
    assert "What stood in the way?" in page.text

    page = browse("audits.share_reflection", audit_id=audit.id, post={"q_well": "They talk to me.", "share": "yes"})

    assert page.notice == "Reflection shared with the auditor"
    assert queries.find_answer(audit.id, "reflection").as_answer.questions == {"well": "They talk to me."}
    sign_in_as(db.session.get_one(type(audit), audit.id).auditor)
    assert "They talk to me." in browse("audits.answer_section", audit_id=audit.id, code="reflection").text


def test_words_of_a_reflection_that_is_not_shared_are_nobody_elses(browse, sign_in_as):
    practitioner = make_person("Pat Practitioner", Role.PRACTITIONER)
    audit = invite(make_audit(make_auditor(), practitioner))
    sign_in_as(practitioner)
    browse("audits.share_reflection", audit_id=audit.id, post={"q_well": "Not for you yet"})

    assert queries.answers_of(db.session.get_one(type(audit), audit.id))["reflection"].questions == {}
    sign_in_as(db.session.get_one(type(audit), audit.id).auditor)
    assert "Not for you yet" not in browse("audits.answer_section", audit_id=audit.id, code="reflection").text


def test_answers_lean_towards_a_grade_as_heavily_as_they_weigh():
    voice = TOOL.section("voice")
    all_yes = {"seen": "yes", "listening": "yes", "a_day": "yes", "changed": "yes"}

    assert questions.section_leaning(voice, {}) is None
    assert questions.section_leaning(voice, {"listening": "yes"}) is None, "too little is answered"
    assert questions.section_leaning(voice, all_yes) == "outstanding"
    assert questions.section_leaning(voice, all_yes | {"changed": "no"}) == "good"
    assert questions.section_leaning(voice, all_yes | {"changed": "not_applicable"}) == "outstanding"


def test_the_overall_leaning_is_held_down_by_what_childrens_safety_hangs_on():
    grades = {section.code: "outstanding" for section in TOOL.sections if section.is_graded}

    assert questions.overall_leaning(TOOL, TOOL.sections, {}) is None
    assert questions.overall_leaning(TOOL, TOOL.sections, grades) == "outstanding"
    assert questions.overall_leaning(TOOL, TOOL.sections, grades | {"plan": "inadequate"}) == "outstanding"
    assert (
        questions.overall_leaning(TOOL, TOOL.sections, grades | {"assessment": "inadequate"}) == "requires_improvement"
    )


def test_the_leaning_stands_beside_the_grade_as_advice(browse, sign_in_as, auditor, audit):
    write_all(audit, "requires_improvement", overall="good")
    sign_in_as(auditor)

    page = browse("audits.answer_section", audit_id=audit.id, code="overall")

    assert "lean towards Requires improvement to be good" in page.text and "This is advice" in page.text
    assert page.form["answer"] == "good"


def test_the_last_audit_of_the_case_stands_beside_the_form_and_is_noted(browse, sign_in_as, auditor):
    with clock.pretend(datetime(2026, 5, 4, 10, tzinfo=UTC)):
        last = make_submitted_audit(grade="inadequate", case_id="C-77777", tool=queries.tool_in_force(CORE, MONTH))
    audit = make_audit(auditor, case_id="C-77777")
    sign_in_as(auditor)

    page = browse("audits.answer_section", audit_id=audit.id, code="plan")

    assert f"Last audit of this case, 4 May 2026 {last.reference}" in page.text
    assert "The child was seen alone every fortnight" in page.text
    assert entries_of("audit", last.id)[0].event == "Viewed"
    page = browse("audits.answer_section", audit_id=audit.id, code="reflection")
    assert "belongs to those whom it was shared with" in page.text


def test_a_case_without_an_earlier_audit_says_so(browse, sign_in_as, auditor, audit):
    make_submitted_audit(case_id="C-00000")
    sign_in_as(auditor)

    page = browse("audits.answer_section", audit_id=audit.id, code="plan")

    assert "This case has not been audited here before." in page.text


def test_an_audit_that_is_still_open_or_came_later_is_not_the_last(auditor):
    first = make_audit(auditor, case_id="C-55555")
    other = make_audit(make_auditor("Bo Auditor"), case_id="C-55555")
    write_all(other)
    add_finding(other, action_for=other.auditor)

    assert queries.last_time(first, "plan") is None


def test_a_section_that_the_last_tool_did_not_have_says_so(browse, sign_in_as, auditor):
    with clock.pretend(datetime(2026, 5, 4, 10, tzinfo=UTC)):
        make_submitted_audit(case_id="C-66666", status=CaseStatus.EARLY_HELP)
    audit = make_audit(auditor, case_id="C-66666", status=CaseStatus.LOOKED_AFTER)
    sign_in_as(auditor)

    page = browse("audits.answer_section", audit_id=audit.id, code="permanence")

    assert "It had no section “Permanence, pre-proceedings and court”." in page.text


def test_a_shared_reflection_shows_each_answer_to_the_auditor(browse, sign_in_as, auditor):
    audit = invite(make_audit(auditor, make_person("Pat Practitioner", Role.PRACTITIONER)))
    share_reflection(audit, "We listened.")
    write(audit, "voice", q_seen="yes")
    sign_in_as(auditor)

    assert "We listened." in browse("audits.answer_section", audit_id=audit.id, code="reflection").text
