"""The lists as data, and headers taken for columns."""

from datetime import date

import pytest

from dcpp.frameworks import annex_a
from dcpp.frameworks.annex_a_headers import Certainty, match_headers, plain

OFFICIAL = date(2019, 8, 1)
COLUMNS_OF_2019 = {1: 7, 2: 8, 3: 11, 4: 12, 5: 14, 6: 14, 7: 17, 8: 34, 9: 13, 10: 16, 11: 19}


def taken_for(number: int, header: str) -> str | None:
    matches = match_headers(annex_a.child_list(number), [header]).matches
    return matches[0].column.name if matches else None


def test_the_official_workbook_of_2019_has_its_columns():
    assert {each.number: len(each.columns) for each in annex_a.annex_a_on(OFFICIAL)} == COLUMNS_OF_2019


def test_later_columns_and_codes_join_on_their_day():
    before, after = annex_a.annex_a_on(date(2024, 7, 30))[8], annex_a.annex_a_on(date(2024, 7, 31))[8]

    assert set(after.headers) - set(before.headers) == {
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        "Allocated Personal Advisor",
        "Latest Pathway Plan Review Date",
        "Latest Date of Contact",
    }
    assert len(after.columns[2].codes) == len(before.columns[2].codes) + 2


def test_every_column_ever_known_is_169():
    assert sum(len(each.columns) for each in annex_a.annex_a_known()) == 169


@pytest.mark.parametrize("each", annex_a.annex_a_known(), ids=lambda each: each.sheet_name)
def test_no_header_means_two_columns(each):
    forms = [form for column in each.columns for form in {plain(name) for name in (column.name, *column.also)}]

    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("each", annex_a.annex_a_known(), ids=lambda each: each.sheet_name)
def test_every_rule_of_a_list_names_a_field_that_it_keeps(each):
    fields = {column.keep for column in each.columns}

    assert {*each.window, *each.ended, *(field for pair in each.ordered for field in pair)} <= fields


@pytest.mark.parametrize("each", annex_a.annex_a_known(), ids=lambda each: each.sheet_name)
def test_official_headers_are_taken_for_themselves_in_order(each):
    row = match_headers(each, each.headers)

    assert tuple(match.column for match in row.matches) == each.columns
    assert {match.certainty for match in row.matches} == {Certainty.EXACT}
    assert not row.unknown
    assert not row.missing


@pytest.mark.parametrize(
    ("number", "header", "column"),
    [
        (6, "Age", "Age of Child (Years)"),
        (6, " AGE  OF\u00a0CHILD ", "Age of Child (Years)"),
        (3, "Referral date", "Date of referral"),
        (5, "Section 47 Enquiry Start Date", "Strategy discussion initiating Section 47 Enquiry Start Date"),
        (9, "LA in Touch", "LA In Touch"),
        (8, "Child\u2019s Legal Status", "Child's Legal Status"),
        (8, "Child\u00e2\u20ac\u2122s Legal Status", "Child's Legal Status"),
        (
            8,
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
            "Number of Episodes the Child has been \u2018Missing\u2019 from their Placement in the last 12 months",
        ),
        (
            8,
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        ),
    ],
)
def test_headers_as_real_files_write_them(number, header, column):
    assert taken_for(number, header) == column


@pytest.mark.parametrize(
    ("number", "header"),
    [
        (11, "Age"),
        (11, "Stage"),
        (6, "Stage 1 started"),
        (6, "Package"),
        (8, "Visit"),
        (8, "Date"),
        (1, ""),
        (6, "Name"),
    ],
)
def test_a_part_of_a_header_is_not_a_match(number, header):
    assert taken_for(number, header) is None


def test_a_column_is_taken_once_and_the_surest_header_wins():
    row = match_headers(annex_a.child_list(6), ["Age", "Age of Child (Years)", "Shoe size"])

    assert [(match.position, match.column.keep) for match in row.matches] == [(1, "age")]
    assert row.unknown == ((0, "Age"), (2, "Shoe size"))


def test_a_code_knows_its_value_key_and_words():
    by_code = {code.code: code for column in annex_a.child_list(6).columns for code in column.codes}

    assert (by_code["a) WBRI"].value, by_code["a) WBRI"].words) == ("WBRI", "White British")
    assert by_code["a) Looked after child"].value == "Looked after child"
    assert by_code["RC7 - Services ceased for any other reason, including child no longer in need"].key == "RC7"


def test_there_is_no_list_twelve():
    with pytest.raises(LookupError, match="no list 12"):
        annex_a.child_list(12)
