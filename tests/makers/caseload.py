"""Imports of lists with a few rows, by the real reader."""

from datetime import date, timedelta
from io import BytesIO

from dcpp.caseload import queries, services
from dcpp.caseload.rules import writing
from dcpp.kernel.db import transaction

AS_AT = date(2026, 11, 20)
UNKNOWN = {"gender": "", "ethnicity": "", "disability": "", "on_lists": "6"}


def make_workbook(rows, *, as_at=AS_AT):
    """An official-format workbook in memory, with rows by list number."""
    file = BytesIO()
    writing.write_workbook(file, rows, as_at=as_at)
    return file


def make_import(rows=None, *, dated_on=AS_AT):
    """Lists that were read and kept. rows: by list number; without them, one child in need."""
    rows = rows or {6: [{"Child Unique ID": 1001, "Age of Child (Years)": 11, "Case status": "c) Child in need plan"}]}
    file = make_workbook(rows, as_at=dated_on)
    with transaction():
        imported = services.import_lists(file, services.read_lists(file, dated_on), file_name="lists.xlsx")
        import_id = imported.id
    return queries.get_import(import_id)


def make_cases(count, *, dated_on=AS_AT):
    """Lists with so many open children in need, from case 10001 on."""
    row = {
        "Age of Child (Years)": 9,
        "Case status": "CIN",
        "Allocated Team": "Team A",
        "Allocated Worker": "Worker One",
    }
    return make_import({6: [row | {"Child Unique ID": 10001 + n} for n in range(count)]}, dated_on=dated_on)


def make_more_cases(count):
    """Newer lists with so many cases more than the newest have."""
    newest = queries.find_newest_import()
    if count:
        before, day = (newest.cases, newest.dated_on) if newest else (0, date(2026, 11, 1))
        make_cases(before + count, dated_on=day + timedelta(days=1))


def make_imports(count):
    """So many imports more, waiting to be read."""
    made = len(queries.list_waiting_imports())
    for number in range(made, made + count):
        file = make_workbook({6: [{"Child Unique ID": number + 1}]})
        with transaction():
            services.send_lists(file, file_name="lists.xlsx", dated_on=AS_AT, sent_by_id=None)
