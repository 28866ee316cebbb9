"""Sending a workbook in: it waits in the store until a worker has read it, and is then forgotten."""

from datetime import date, timedelta
from typing import BinaryIO
from uuid import UUID

from dcpp.caseload import events, queries
from dcpp.caseload.models import Import, ImportState
from dcpp.caseload.rules import reading, safety
from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.caseload.services.keeping import check_day, new_import, refuse_import, refuse_repeat
from dcpp.kernel import clock, uploads, work
from dcpp.kernel.db import db
from dcpp.kernel.events import announce

IMPORT_LISTS = "import_lists"
LOOKED_AT_WITHIN = timedelta(days=7)


def send_lists(file: BinaryIO, *, file_name: str, dated_on: date, sent_by_id: UUID | None) -> Import:
    """Take in a workbook and ask for it to be read. What is no workbook at all is refused here and now."""
    check_day(dated_on)
    safety.inspect(file)
    sha256 = reading.sha256_of(file)
    refuse_repeat(sha256, dated_on)
    imported = new_import(sha256, dated_on, file_name, sent_by_id)
    imported.upload_key = uploads.put("caseload", imported.id, file)
    db.session.flush()
    work.ask(IMPORT_LISTS, imported.id)
    announce(
        events.ListsSent(
            happened_at=imported.sent_at,
            caseload_import_id=imported.id,
            dated_on=dated_on,
            sha256=sha256,
        )
    )
    return imported


def forget_uploads() -> None:
    """Take the files of finished imports out of the store: they hold dates of birth, which the platform never keeps."""
    for imported in queries.list_read_uploads():
        if imported.upload_key:
            uploads.forget(imported.upload_key)
        imported.upload_key = None
    db.session.flush()


def try_lists(imported: Import) -> None:
    """Ask for a trial of lists whose match has been looked at."""
    _ask(imported, ImportState.MATCHED, "The match of these lists has to be made first")


def confirm_lists(imported: Import) -> None:
    """Ask for lists that were tried to be kept."""
    _ask(imported, ImportState.TRIED, "These lists have to be tried before they are kept")


def read_again(imported: Import) -> None:
    """Ask for the match to be made anew, after a correction."""
    if not imported.is_open:
        raise CannotImportLists(f"{imported.reference} is {imported.state.label.lower()}: its file is no longer there.")
    imported.state = ImportState.WAITING
    db.session.flush()
    work.ask(IMPORT_LISTS, imported.id)


def leave_lists(imported: Import) -> None:
    """Give up lists that were looked at and are not wanted."""
    if not imported.is_open:
        raise CannotImportLists(f"{imported.reference} is {imported.state.label.lower()} already.")
    refuse_import(imported, "These lists were looked at and not kept, as somebody chose.")


def _ask(imported: Import, needed: ImportState, sentence: str) -> None:
    if imported.state is not needed:
        raise CannotImportLists(f"{sentence}. {imported.reference} is now: {imported.state.label.lower()}.")
    work.ask(IMPORT_LISTS, imported.id)


def give_up_imports() -> None:
    """Where reading failed for good, or nobody came back, say so on the import, so that its file is forgotten too."""
    for imported in queries.list_waiting_imports():
        asked = work.find_newest(IMPORT_LISTS, imported.id)
        if asked is not None and asked.has_failed:
            refuse_import(imported, asked.error)
    for imported in queries.list_imports_left(clock.now() - LOOKED_AT_WITHIN):
        refuse_import(
            imported, f"Nobody kept these lists within {LOOKED_AT_WITHIN.days} days, so the file was deleted."
        )
