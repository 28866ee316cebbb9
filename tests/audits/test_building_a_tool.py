"""Building a tool in the browser: from a draft to a published version that audits begin on."""

from datetime import date

import pytest

from audits import access, queries, services
from audits.models import ToolVersion
from dcpp.frameworks.audit_tools import CORE
from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import entries_of
from dcpp.people.rules import Role
from tests.makers.audits import make_programme
from tests.makers.people import make_person
from tests.makers.tools import make_draft, publish

A_SECTION = {
    "kind": "graded",
    "name": "Family hubs",
    "guidance": "",
    "good": "Known",
    "safety_critical": "False",
    "weight": "1",
}
A_QUESTION = {
    "words": "Was the family offered a hub?",
    "kind": "choice",
    "options": "Yes, and they went\nYes, and they did not\nNo",
    "is_required": "True",
    "weight": "2",
}
FIRST = {"code": CORE, "number": 3}


@pytest.fixture(autouse=True)
def monday(now):
    return now


@pytest.fixture
def lead(app, sign_in_as):
    return sign_in_as(make_person("Lena Lead", Role.PRACTICE_LEAD))


@pytest.fixture
def draft(lead):
    return make_draft()


def test_a_draft_becomes_a_version_that_audits_begin_on(browse, lead):
    page = browse("audits.draft_version", code=CORE, number=2, post={})
    assert page.heading == "Version 3" and "A draft: nobody audits with it yet" in page.text

    browse("audits.add_section", **FIRST, post=A_SECTION)
    browse("audits.add_question", **FIRST, section="family_hubs", post=A_QUESTION)
    page = browse("audits.compare_version", **FIRST)
    assert ["Sections", "Added: “Family hubs”"] in [row[:2] for row in page.rows()]

    days = {"valid_from-day": "1", "valid_from-month": "12", "valid_from-year": "2026", "note": "Hubs are asked about."}
    asked = browse("audits.publish_version", **FIRST, post=days)
    assert asked.heading == "Are you sure that version 3 is right?"
    assert "From 1 December 2026 every new audit" in asked.text
    page = browse("audits.publish_version", **FIRST, post=days | {"is_sure": "yes"})
    assert page.notice == "Version published. It can be changed no more"

    assert queries.tool_in_force(CORE, date(2026, 11, 30)).version == 2
    assert queries.tool_in_force(CORE, date(2026, 12, 1)).section("family_hubs").questions[0].options[2] == "No"
    browse("audits.add_section", **FIRST, post=A_SECTION)
    assert "is published, so it cannot be changed" in browse("audits.add_section", **FIRST, post=A_SECTION).text


def test_the_preview_shows_what_an_auditor_of_such_a_case_sees(browse, lead):
    page = browse.open(f"/audits/tools/{CORE}/versions/2/preview?status=looked_after")
    assert "Was a permanent home thought about early?" in page.text
    page = browse.open(f"/audits/tools/{CORE}/versions/2/preview?status=early_help&kind=nonsense")
    assert "Was a permanent home thought about early?" not in page.text
    assert "Has the child been seen, and seen alone where that is right?" in page.text


def test_questions_are_changed_moved_and_removed(browse, draft):
    where = dict(FIRST, section="plan", question="owners")
    page = browse("audits.change_question", **where)
    fields = page.form | {"words": "Has each action one owner and a day?"}
    browse("audits.change_question", **where, post=fields)
    browse("audits.move_question", **where, post={"way": "up"})
    browse("audits.remove_question", **dict(where, question="theirs"), post={})

    questions = queries.get_version(CORE, 3).tool.section("plan").questions
    assert [one.code for one in questions] == ["owners", "outcomes", "otherwise"]
    assert questions[0].words == "Has each action one owner and a day?"


def test_a_wrong_answer_is_refused_beside_its_question(browse, draft):
    page = browse("audits.add_question", **FIRST, section="plan", post=A_QUESTION | {"options": "Only one"})
    assert "Enter at least two answers, one a line" in page.errors
    page = browse("audits.add_section", **FIRST, post={})
    assert "Enter what the section is called" in page.errors


def test_a_change_to_what_somebody_else_changed_meanwhile_shows_both(browse, draft):
    where = dict(FIRST, section="plan", question="owners")
    opened = browse("audits.change_question", **where).form
    browse("audits.change_question", **where, post=opened | {"words": "Theirs?"})

    page = browse("audits.change_question", **where, post=opened | {"words": "Mine?"})

    assert "Somebody else changed this while you had it open" in page.text and "Theirs?" in page.text
    assert queries.get_version(CORE, 3).tool.section("plan").question("owners").words == "Theirs?"
    browse("audits.change_question", **where, post=page.form)
    assert queries.get_version(CORE, 3).tool.section("plan").question("owners").words == "Mine?"


def test_changes_to_different_parts_do_not_meet(browse, draft):
    opened = browse("audits.change_section", **FIRST, section="voice").form
    browse("audits.move_question", **FIRST, section="plan", question="owners", post={"way": "up"})

    page = browse("audits.change_section", **FIRST, section="voice", post=opened | {"weight": "4"})

    assert page.notice == "Section changed"
    assert queries.get_version(CORE, 3).tool.section("voice").weight == 4


def test_the_rules_of_a_version_are_settings(browse, draft):
    form = browse("audits.change_tool_rules", **FIRST).form
    browse("audits.change_tool_rules", **FIRST, post=form | {"steps_above_lowest": "0", "re_audit_within_months": "6"})

    tool = queries.get_version(CORE, 3).tool
    assert (tool.steps_above_lowest, tool.re_audit_within_months) == (0, 6)
    assert tool.action_needed_at == {"requires_improvement", "inadequate"}


def test_a_tool_that_is_not_complete_cannot_be_published(browse, draft):
    browse("audits.remove_section", **FIRST, section="family", post={})

    page = browse("audits.publish_version", **FIRST)

    assert "It cannot be published yet" in page.text and "Family feedback is wanted" in page.text


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (("22", "11", "2026"), "Enter today or a day to come"),
        (("1", "12", "2026"), "Nothing has changed since version 2"),
    ],
)
def test_a_day_that_has_passed_and_a_draft_without_change_are_refused(browse, draft, days, sentence):
    names = ("valid_from-day", "valid_from-month", "valid_from-year")
    post = dict(zip(names, days, strict=True)) | {"note": "New", "is_sure": "yes"}

    assert sentence in browse("audits.publish_version", **FIRST, post=post).text


def test_one_draft_at_a_time(browse, draft):
    page = browse("audits.draft_version", code=CORE, number=1, post={}, status=409)

    assert "Version 3 is a draft already" in page.text


def test_a_draft_is_discarded_and_a_tool_without_versions_goes_with_it(browse, lead):
    browse("audits.set_up_tool", post={"title": "Early help audit", "like": "bare"})
    version = queries.get_version("early_help_audit", 1)
    assert [one.code for one in version.tool.sections] == ["reflection", "family", "overall"]

    page = browse("audits.discard_draft", code="early_help_audit", number=1, post={})

    assert page.heading == "Tools" and "Early help audit" not in page.text


def test_a_tool_is_cloned_from_another(browse, lead):
    browse("audits.set_up_tool", post={"title": "Thematic audit: voice", "like": "core/2"})

    version = queries.get_version("thematic_audit_voice", 1)
    assert version.title == version.tool.title == "Thematic audit: voice"
    assert len(version.tool.sections) == 14


def test_a_retired_version_is_left_to_its_audits(browse, draft):
    publish(CORE, 3, change={"look_back_months": 12})

    page = browse("audits.retire_version", **FIRST)
    assert "New audits with this tool then begin on version 2" in page.text
    page = browse("audits.retire_version", **FIRST, post={})

    assert "Retired" in page.rows()[0] or "Retired" in page.text
    assert queries.tool_in_force(CORE, date(2026, 12, 1)).version == 2


def test_the_last_version_that_a_programme_audits_with_is_not_retired(browse, lead):
    make_programme(name="Monthly core audit")
    with transaction():
        services.retire_version(queries.get_version_to_change(CORE, 1))

    page = browse("audits.retire_version", code=CORE, number=2, post={}, status=409)

    assert "Monthly core audit audits with this version" in page.text and "Publish another first" in page.text


def test_who_sees_samples_reads_tools_and_changes_nothing(browse, sign_in):
    sign_in(access.VIEW_SAMPLES)

    page = browse("audits.view_tool_version", code=CORE, number=2)
    assert "Management oversight and supervision" in page.text and "Add a section" not in page.text
    browse("audits.draft_version", code=CORE, number=2, post={}, status=403)


def test_what_is_not_there_is_not_found(browse, draft):
    browse("audits.view_tool", code="nothing", status=404)
    browse("audits.change_section", **FIRST, section="nothing", status=404)
    browse("audits.move_question", **FIRST, section="plan", question="nothing", post={"way": "up"})
    browse("audits.remove_question", **FIRST, section="plan", question="nothing", post={}, status=404)


def test_every_step_is_in_the_trail(app, draft):
    publish(CORE, 3, change={"look_back_months": 12})
    version = db.session.get_one(ToolVersion, (CORE, 3))
    assert [one.event for one in entries_of("tool_version", version.id)] == [
        "ToolPublished",
        "ToolDraftChanged",
        "ToolDrafted",
    ]
