"""Every list leaves as a workbook and as CSV by one way: all its rows, what it is on top, a row in the trail."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest

from audits import access as audits
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.trail import TrailEntry
from dcpp.themes import access as themes
from tests.house.lists import LISTS
from tests.makers.audits import make_list, make_sample
from tests.makers.audits_done import make_submitted_audit
from tests.makers.people import make_person
from tests.makers.tools import make_draft
from tests.statements import statements

FIRST = datetime(2026, 12, 1, 9, tzinfo=UTC)
NOT_LISTS_OF_RECORDS = {
    "inspection.list_reports": "each report is a file already",
    "operations.list_jobs": "the state of the machine now",
    "operations.list_mail": "what did not leave, and is sent again from there",
    "actions.view_council_actions": "the same actions, grouped",
    "actions.view_team_actions": "the same actions, grouped",
    "caseload.list_corrections": "settings of the next reading",
    "audits.list_concerns": "its words stay with those who were told",
    "practice.view_programme_control": "its own export is tested with its figures",
    "places.list_teams": "people's export names each one's team",
    "audits.choose_auditors": "a form for what waits: the list of audits exports them",
    "audits.view_allocation": "the month's audits, which the list of audits exports with their auditors",
    "audits.list_accreditations": "settings of people, whose record is the trail",
    "audits.list_capacities": "settings of people, whose record is the trail",
    "audits.list_moderations": "what two readers differ in stays with those who may read it",
    "audits.view_agreement": "figures of readers' agreement, which are never taken away as a ranking",
    **dict.fromkeys(
        (f"practice.view_{subject}" for subject in ("coverage", "grades", "impact", "re_audits", "sections", "themes")),
        "each subject's own export is tested with its figures",
    ),
    "practice.view_auditors": "figures about auditors by name stay in the house",
}
EXPORTS = {
    "actions.list_actions": "actions.export_actions",
    "audits.list_audits": "audits.export_audits",
    "audits.list_programmes": "audits.export_programmes",
    "audits.view_inspection_list": "audits.export_inspection_list",
    "caseload.list_cases": "caseload.export_cases",
    "caseload.list_imports": "caseload.export_imports",
    "operations.view_trail": "operations.export_trail",
    "people.list_people": "people.export_people",
    "training.list_courses": "training.export_courses",
    "training.list_standings": "training.export_standings",
    "training.list_sessions": "training.export_sessions",
}


def rows_of(content):
    """The rows below the heading, which follows the first empty line."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    facts = dict(line for line in lines[: lines.index([])])
    rest = lines[lines.index([]) + 2 :]
    return facts, rest[: rest.index([])] if [] in rest else rest


@pytest.mark.parametrize("endpoint", sorted(EXPORTS))
def test_a_list_leaves_whole_in_both_forms_and_asks_as_often_for_many_rows(endpoint, browse, now, sign_in):
    capability, make_rows = LISTS[endpoint]
    sign_in(capability, audits.VIEW_AUDITS, audits.EXPORT_AUDITS)
    counts = []
    for more in (2, 30):
        make_rows(more)
        with statements() as sent:
            taken = browse(EXPORTS[endpoint], query={"as": "csv"}).response.data
        counts.append(len(sent))
        facts, rows = rows_of(taken)
        assert len(rows) == int(facts["Rows"].replace(",", "")) >= more
    book = openpyxl.load_workbook(io.BytesIO(browse(EXPORTS[endpoint]).response.data))

    assert abs(counts[0] - counts[1]) <= 1, "rows are read together"
    assert {"List", "As at", "Made by", "Filters", "Rows", "Marking"} <= facts.keys() and facts["Filters"]
    below = list(book.worksheets[0].values)[len(facts) + 2 :]
    assert len(below) == len(rows) or endpoint == "operations.view_trail"
    assert db.session.query(TrailEntry).filter_by(event="Downloaded").count() == 3
    assert "Export: Excel CSV" in browse(endpoint).text or "same rows" in browse(endpoint).text


def test_short_lists_leave_too(browse, now, sign_in):
    make_draft()
    sign_in(audits.VIEW_SAMPLES, themes.VIEW_THEMES)

    for endpoint, column, expected in (
        ("audits.export_tools", 0, "core"),
        ("themes.export_themes", 0, "Plans"),
    ):
        assert expected in [row[column] for row in rows_of(browse(endpoint, query={"as": "csv"}).response.data)[1]]


def test_the_cases_of_a_draw_leave(browse, now, sign_in):
    make_list()
    with clock.pretend(FIRST):
        draw = make_sample(make_person("Anne Auditor"), make_person("Ben Builder"))
    cases = sorted(case.case_id for case in draw.cases)
    sign_in(audits.VIEW_SAMPLES)

    _, rows = rows_of(browse("audits.export_sample", draw_id=draw.id, query={"as": "csv"}).response.data)

    assert sorted(row[0] for row in rows) == cases


def test_filters_of_a_list_hold_in_its_export(browse, now, sign_in):
    good = make_submitted_audit().reference
    make_submitted_audit(grade="inadequate")
    sign_in(audits.VIEW_AUDITS, audits.EXPORT_AUDITS)

    for endpoint in ("audits.export_audits", "audits.export_answers"):
        facts, rows = rows_of(browse(endpoint, query={"as": "csv", "grade": "good"}).response.data)
        assert {row[0] for row in rows} == {good} and "Grade: Good" in facts["Filters"]


def test_every_list_has_an_export_or_a_reason_for_none():
    assert set(LISTS) - EXPORTS.keys() == NOT_LISTS_OF_RECORDS.keys()
