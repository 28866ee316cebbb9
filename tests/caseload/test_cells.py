"""Cells as real files have them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dcpp.caseload.rules.cells import CodeReader, read_age, read_date, read_number, read_text
from dcpp.caseload.rules.findings import CannotReadCell
from dcpp.frameworks.annex_a import child_list

COLUMNS = {column.keep: column for number in (6, 9) for column in child_list(number).columns if column.keep}


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 3, 4),
        datetime(2026, 3, 4, 13, 5, tzinfo=UTC),
        46085.0,
        46085.75,
        "46085",
        "04/03/2026",
        "4/3/26",
        "04-03-2026",
        "04.03.2026",
        "2026-03-04",
        "2026-03-04 00:00:00",
        "2026-03-04T10:00",
        " 04/03/2026 13:45 ",
        "4 March 2026",
        "04-Mar-2026",
        "4th Mar 26",
    ],
)
def test_a_day_is_a_day_however_it_is_written(cell):
    assert read_date(cell) == date(2026, 3, 4)


@pytest.mark.parametrize("cell", ["", "  ", "#N/A", "n/a", "-", "NaT", "pd.NA", "\u00a0"])
def test_nothing_is_no_day(cell):
    assert read_date(cell) is None


@pytest.mark.parametrize(
    "cell", ["03/15/2026", "soon", "31/02/2026", "1/2", True, 7.0, 1e12, timedelta(1), "٣/٤/٢٠٢٦x"]
)
def test_nonsense_is_not_a_day(cell):
    with pytest.raises(CannotReadCell):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        (8.884326, 8),
        (11, 11),
        ("11.0", 11),
        ("8 years", 8),
        ("7 months", 0),
        (-1, -1),
        (-0.3, -1),
        ("unborn", -1),
        ("", None),
    ],
)
def test_ages_are_whole_years(cell, age):
    assert read_age(cell) == age


@pytest.mark.parametrize("cell", ["old", 400, -3, date(2014, 1, 1), "12/03/2014", float("nan"), float("inf")])
def test_nonsense_is_no_age(cell):
    with pytest.raises(CannotReadCell):
        read_age(cell)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("gender", "a) Male", "Male"),
        ("gender", "M", "Male"),
        ("gender", "2.0", "Female"),
        ("gender", 2.0, "Female"),
        ("gender", " FEMALE ", "Female"),
        ("gender", "1 - Male", "Male"),
        ("gender", "c", "Not stated/recorded"),
        ("ethnicity", "WBRI", "WBRI"),
        ("ethnicity", "White  British.", "WBRI"),
        ("ethnicity", "WBRI - White British", "WBRI"),
        ("ethnicity", "s) NOBT", "NOBT"),
        ("ethnicity", "t) NOBT", "NOBT"),
        ("disability", True, "Yes"),
        ("disability", 0.0, "No"),
        ("disability", "None", "No"),
        ("disability", "b. No", "No"),
        ("disability", "", ""),
        ("disability", "#N/A", ""),
        ("disability", "pd.NA", ""),
    ],
)
def test_codes_are_known_by_letter_mark_and_words(field, cell, value):
    assert CodeReader(COLUMNS[field])(cell) == value


@pytest.mark.parametrize("cell", ["not looked after", "Jane Smith", "z", "hello there", "abcdefg" * 100])
def test_a_code_that_is_not_known_is_not_guessed_nor_repeated(cell):
    for field in ("gender", "ethnicity", "disability"):
        with pytest.raises(CannotReadCell) as refused:
            CodeReader(COLUMNS[field])(cell)
        assert cell not in str(refused.value)


def test_text_is_one_line_of_bounded_length():
    assert read_text("  Team \n A\u00a0") == "Team A"
    assert read_text(12.0) == "12"
    assert read_text("#REF!") == ""
    assert len(read_text("x" * 5000)) == 120


@pytest.mark.parametrize(("cell", "count"), [(0, 0), (2.0, 2), ("3", 3), ("1.0", 1), (" ", None), ("n/a", None)])
def test_a_count_is_a_whole_number(cell, count):
    assert read_number(cell) == count


@pytest.mark.parametrize("cell", [-1, 1.5, "two", True, 1e9, date(2026, 3, 4), "1e3", float("inf"), float("nan")])
def test_what_is_no_count_is_not_guessed(cell):
    with pytest.raises(CannotReadCell) as problem:
        read_number(cell)
    assert problem.value.code == "not-a-number"
