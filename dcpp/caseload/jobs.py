"""What happens to sent workbooks: read by a worker, and their files forgotten soon after."""

from io import BytesIO

from dcpp.caseload import queries, services
from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.kernel import uploads
from dcpp.kernel.db import db, reading
from dcpp.kernel.jobs import Job, every
from dcpp.kernel.work import Task


def import_lists(task: Task) -> None:
    """Read the workbook of an import and keep it. Done twice, or after a kill, it is kept once."""
    with reading():
        imported = queries.get_import(task.record_id)
        waiting, key, dated_on, name = imported.is_waiting, imported.upload_key, imported.dated_on, imported.file_name
    if not waiting or key is None:
        return
    try:
        with reading():
            found = services.read_lists(BytesIO(uploads.get(key)), dated_on, name=name, progress=task.progress)
        task.progress("Keeping the rows", len(found.rows), len(found.rows))
        services.keep_reading(queries.get_import(task.record_id), found)
    except CannotImportLists as refusal:
        db.session.rollback()
        services.refuse_import(queries.get_import(task.record_id), str(refusal))


def forget_sent_workbooks() -> None:
    services.give_up_imports()
    services.forget_uploads()


WORK = {services.IMPORT_LISTS: import_lists}
JOBS = [Job(forget_sent_workbooks, at=every(minutes=5))]
