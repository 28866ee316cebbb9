"""`dcpp import-annex-a` reads a workbook of lists, keeps it or refuses it, and reports."""

import json

import pytest
from sqlalchemy import func, select

from dcpp.caseload import queries
from dcpp.caseload.models import Case, Import
from dcpp.kernel import trail
from dcpp.kernel.db import db
from tests.caseload.workbooks import IN_NEED, official, raw, write


@pytest.fixture
def workbook(tmp_path):
    return write(tmp_path / "lists.xlsx", {6: [IN_NEED, IN_NEED | {"Child Unique ID": "Jane Smith"}]})


def counts():
    return [db.session.scalar(select(func.count()).select_from(table)) for table in (Import, Case)]


def test_lists_are_kept_and_reported(dcpp, now, workbook, tmp_path):
    code, words = dcpp(
        "import-annex-a", workbook, "--as-at", "2026-11-20", "--yes", "--report", tmp_path / "report.json"
    )
    report = json.loads((tmp_path / "report.json").read_text())

    assert code == 0
    assert "List  6 (List_6): 2 rows read, 1 kept, 1 refused" in words
    assert "Kept as LST-2026-0001: 1 cases as at 20/11/2026" in words
    assert report["lists"][5] == {"list": 6, "sheet": "List_6", "rows_read": 2, "rows_kept": 1, "rows_refused": 1}
    assert [each["code"] for each in report["findings"] if each["row"]] == ["id-looks-like-a-name"]
    assert "Jane" not in words + (tmp_path / "report.json").read_text()
    newest = queries.find_newest_import()
    assert queries.write_report(newest) == report
    assert trail.entries_of("caseload_import", newest.id)[0].acting == "command:import-annex-a"


def test_a_dry_run_reports_and_keeps_nothing(dcpp, now, workbook, tmp_path):
    code, words = dcpp(
        "import-annex-a", workbook, "--as-at", "20/11/2026", "--dry-run", "--report", tmp_path / "report.json"
    )

    assert (code, "Nothing was kept" in words) == (0, True)
    assert json.loads((tmp_path / "report.json").read_text())["lists"]
    assert counts() == [0, 0]


def test_the_official_workbook_is_kept(dcpp, now):
    code, words = dcpp("import-annex-a", official(), "--as-at", "2026-11-20", "--yes")

    assert code == 0
    assert "List  2 (List_2): 10 rows read, 10 kept, 0 refused" in words
    assert counts() == [1, 9]


def test_a_refused_workbook_ends_with_1_and_one_sentence(dcpp, now, tmp_path):
    path = raw(tmp_path / "other.xlsx", {"Sheet1": [["hello"]]})
    code, words = dcpp("import-annex-a", path, "--as-at", "2026-11-20")

    assert code == 2
    assert words.startswith("dcpp: No list was found in this file.") and words.count("\n") == 1
    assert counts() == [0, 0]


def test_the_same_file_twice_is_said(dcpp, now, workbook):
    dcpp("import-annex-a", workbook, "--as-at", "2026-11-20", "--yes")
    code, words = dcpp("import-annex-a", workbook, "--as-at", "2026-11-20", "--yes")

    assert code == 2
    assert "This same file was brought in on 23 November 2026" in words
    assert counts() == [1, 1]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nowhere.xlsx", "--as-at", "2026-11-20"],
        ["FILE"],
        ["FILE", "--as-at", "yesterday"],
        ["FILE", "--as-at", "2026-11-24"],
        ["FILE", "--as-at", "2026-11-20", "--yes", "--report", "no/such/folder/report.json"],
        ["FILE", "--as-at", "2026-11-20", "--shout"],
    ],
)
def test_bad_arguments_end_with_2_and_one_line(dcpp, now, workbook, arguments):
    code, words = dcpp("import-annex-a", *(workbook if each == "FILE" else each for each in arguments))

    assert (code, words.count("\n")) == (2, 1)
    assert words.startswith("dcpp: ")
    assert counts() == [0, 0]


def test_a_day_that_is_none_is_answered_with_how_to_write_one(dcpp, now, workbook):
    code, words = dcpp("import-annex-a", workbook, "--as-at", "2026-13-01")

    assert code == 2
    assert "2026-13-01 is not a day; write it like 2026-11-20 or 20/11/2026" in words


def test_without_a_database_it_says_what_to_do(dcpp, now, workbook, tmp_path):
    code, words = dcpp(
        "import-annex-a",
        workbook,
        "--as-at",
        "2026-11-20",
        DCPP_DATA=tmp_path,
        DATABASE_URL=f"sqlite:///{tmp_path}/x.db",
    )

    assert code == 2
    assert "dcpp migrate" in words and words.count("\n") == 1
