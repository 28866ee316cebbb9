"""Whatever a file holds, reading it ends in rows or in one sentence; rows add up; no name gets through."""

import csv
from contextlib import suppress
from io import BytesIO, StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from dcpp.caseload.rules import matching, reading
from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.frameworks import annex_a_values
from dcpp.frameworks.annex_a import child_list, code_sets
from tests.caseload.workbooks import AS_AT, REFUSING

HEADERS = [column.name for column in child_list(8).columns]
NAMES = st.sampled_from(["Jane Smith", "SMITH, Jane", "O'Neill Mary", "Jörg Müller", "jane", "Baby Smith 2"])
CELLS = st.one_of(
    st.text(max_size=12),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.sampled_from(["", "#N/A", "n/a", "-1", "31/02/2026", "1e9", "a) Yes", "Total", "\x00", "=1+1", "\u00a0"]),
)
ROWS = st.lists(st.lists(st.one_of(CELLS, NAMES), max_size=len(HEADERS) + 3), max_size=12)


def as_csv(rows):
    target = StringIO(newline="")
    csv.writer(target).writerows([HEADERS, *rows])
    return BytesIO(target.getvalue().encode("utf-8", "replace"))


@given(ROWS)
@settings(deadline=None, max_examples=60)
def test_rows_read_are_kept_or_refused(rows):
    try:
        found = reading.read_workbook(as_csv(rows), AS_AT, name="List 8.csv")
    except CannotImportLists:
        return
    (count,) = found.counts

    assert count.rows_read == count.rows_kept + count.rows_refused == found.matches[0].rows
    assert len(found.rows) == count.rows_kept
    assert sum(each.code in REFUSING for each in found.findings) == count.rows_refused
    assert matching.from_json(matching.to_json(matching.MatchReport(found.matches, ()))).sheets == found.matches


@given(st.lists(NAMES, min_size=1, max_size=5))
@settings(deadline=None, max_examples=30)
def test_a_name_where_an_id_belongs_is_nowhere_in_the_reading(names):
    found = reading.read_workbook(as_csv([[name, "M"] for name in names]), AS_AT, name="List 8.csv")

    assert found.rows == () and found.cases == ()
    assert not any(name in str(found) for name in names)


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=60)
def test_any_bytes_give_rows_or_one_sentence(content):
    with suppress(CannotImportLists):
        reading.read_workbook(BytesIO(content), AS_AT, name="lists.csv")


@given(st.sampled_from(sorted(code_sets())), st.text(max_size=30))
@settings(deadline=None, max_examples=100)
def test_any_words_are_placed_or_not(code_set, said):
    place = annex_a_values.place(code_set, said)

    assert place is None or isinstance(place, str)
