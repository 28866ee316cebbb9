"""Imports of lists with a few rows, by the real reader."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

from dcpp.caseload import queries, services
from dcpp.caseload.models import ListCorrection
from dcpp.caseload.rules import writing
from dcpp.caseload.rules.corrections import About
from dcpp.kernel import clock, work, workers
from dcpp.kernel.db import db, transaction

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


def make_matched(rows=None, *, dated_on=AS_AT):
    """Lists that were sent and matched, and wait for somebody to look at them."""
    file = make_workbook(
        rows or {6: [{"Child Unique ID": 1001, "Gender": "M", "Case status": "Flibber"}]}, as_at=dated_on
    )
    with transaction():
        imported = services.send_lists(file, file_name="lists.xlsx", dated_on=dated_on, sent_by_id=None)
        import_id = imported.id
    workers.carry_out(work.find_unfinished(services.IMPORT_LISTS, import_id).id)
    db.session.rollback()
    return queries.get_import(import_id)


def make_corrections(count):
    """So many corrections of words, by nobody in particular."""
    with transaction():
        for _ in range(count):
            word = f"word {uuid4()}"
            db.session.add(
                ListCorrection(about=About.VALUE, scope="gender", said=word, means="Male", made_at=clock.now())
            )
