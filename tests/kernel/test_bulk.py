"""Many rows at once arrive as single ones would."""

from datetime import date

import pytest

from dcpp.caseload.models import Import, ImportedRow, ImportFinding, ImportState
from dcpp.caseload.rules.findings import Code, Severity
from dcpp.kernel import bulk, clock
from dcpp.kernel.db import WrittenOutside, db, transaction

FINDING = ("import_id", "list_number", "sheet", "row_number", "column_name", "code", "severity", "text")
ROW = (
    "import_id", "dates", "list_number", "sheet", "row_number", "case_reference",
    "age", "gender", "ethnicity", "disability", "status", "team", "worker", "adviser",
)  # fmt: skip
HARD = "tab\tline\nback\\slash \\N “quoted” \u00a0 ; DROP"


@pytest.fixture
def lists(app):
    with transaction():
        imported = Import(
            reference="LST-2026-9999", state=ImportState.KEPT, dated_on=date(2026, 11, 20),
            file_name="x.xlsx", sha256="0", sent_at=clock.now(),
        )  # fmt: skip
        db.session.add(imported)
    return imported.id


def finding(import_id, number, text="Plain"):
    return import_id, 6, "List 6", number, "Child ID", Code.NOT_A_DATE, Severity.QUERY, text


def test_more_rows_than_a_block_arrive_in_their_order(lists, monkeypatch):
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 7)
    with transaction():
        bulk.add_rows(ImportFinding, FINDING, (finding(lists, number) for number in range(20)))

    found = db.session.query(ImportFinding).order_by(ImportFinding.id).all()
    assert [each.row_number for each in found] == list(range(20))
    assert {(each.code, each.severity) for each in found} == {(Code.NOT_A_DATE, Severity.QUERY)}


def test_blanks_marks_and_json_come_back_as_they_were(lists):
    with transaction():
        bulk.add_rows(ImportFinding, FINDING, [finding(lists, None, HARD)])
        bulk.add_rows(ImportedRow, ROW, [(lists, '{"seen_on": "2026-01-02"}', 6, "L", 2, "9", None, *[""] * 7)])

    found = db.session.query(ImportFinding).one()
    row = db.session.query(ImportedRow).one()
    assert (found.row_number, found.text) == (None, HARD)
    assert (row.dates, row.age) == ({"seen_on": "2026-01-02"}, None)


def test_no_rows_are_no_statement(lists):
    with transaction():
        bulk.add_rows(ImportFinding, FINDING, [])

    assert db.session.query(ImportFinding).count() == 0


def test_nothing_is_added_outside_a_transaction(lists):
    with pytest.raises(WrittenOutside):
        bulk.add_rows(ImportFinding, FINDING, [finding(lists, 1)])


def test_an_error_leaves_nothing(lists, monkeypatch):
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 1)

    def broken_off():
        yield finding(lists, 1)
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction():
        bulk.add_rows(ImportFinding, FINDING, broken_off())

    assert db.session.query(ImportFinding).count() == 0
