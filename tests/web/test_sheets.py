"""Lists that leave as files: right, complete, and never a formula."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpp.web import sheets
from dcpp.web.sheets import Sheet, harmless

FACTS = [("List", "Actions"), ("Filters", "State: Raised")]


def read_back(*given):
    return openpyxl.load_workbook(io.BytesIO(written(*given, form="xlsx")))


def written(*given, form="csv"):
    target = io.BytesIO()
    sheets.write(target, *given, form=form)
    return target.getvalue()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", " =", "\n="])
def test_what_a_spreadsheet_would_run_is_made_words(start):
    evil = f"{start}HYPERLINK(1)"
    sheet = Sheet("T", ["Words"], [[evil]])

    (cell,) = list(read_back(sheet).active.values)[1]
    told = list(csv.reader(io.StringIO(written(sheet).decode("utf-8-sig"), newline="")))

    assert harmless(evil) == told[1][0] == f"'{evil}"
    assert str(cell).startswith("'")


@given(st.text(max_size=40))
def test_no_text_begins_like_a_formula(text):
    assert harmless(text).lstrip()[:1] not in {*"=+-@"}


def test_numbers_and_days_stay_numbers_and_days():
    moment = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    rows = [[-4, 2.5, date(2026, 11, 23), moment, None, True, "007"]]
    sheet = Sheet("T", list("abcdefg"), rows, facts=FACTS)

    read = list(read_back(sheet).active.values)

    assert read[0][:2] == ("List", "Actions")
    assert read[3] == tuple("abcdefg")
    assert read[4] == (-4, 2.5, datetime(2026, 11, 23), datetime(2026, 6, 1, 13, 0), None, "Yes", "007")  # noqa: DTZ001
    assert written(sheet).decode("utf-8-sig").splitlines()[4] == "-4,2.5,23/11/2026,01/06/2026 13:00,,Yes,007"


def test_a_text_longer_than_a_cell_says_that_it_was_cut():
    (cell,) = list(read_back(Sheet("T", ["Words"], [["x" * 40_000]])).active.values)[1]

    assert len(cell) == sheets.LONGEST and cell.endswith(sheets.CUT)


def test_a_title_that_excel_refuses_is_mended_and_sheets_stand_side_by_side():
    book = read_back(Sheet("A/B: [all]*?", ["x"], []), Sheet("Second", ["y"], [[1]]))

    assert book.sheetnames == ["A B   all", "Second"]


def test_a_list_too_long_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)

    with pytest.raises(sheets.CannotWriteSheet, match="Filter it"):
        written(Sheet("T", ["x"], [[1], [2], [3]]), form="xlsx")


def test_sheets_of_a_csv_stand_below_each_other():
    told = written(Sheet("A", ["x"], [[1]], facts=FACTS), Sheet("Meanings", ["y"], [["z"]])).decode("utf-8-sig")

    assert told.splitlines()[2:] == ["", "x", "1", "", "y", "z"]
