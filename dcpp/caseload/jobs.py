"""What happens to files of lists: matched, tried and kept by a worker, and forgotten soon after."""

from collections.abc import Callable, Mapping
from io import BytesIO

from dcpp.caseload import queries, services
from dcpp.caseload.models import Import, ImportState
from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.caseload.rules.reading import Reading
from dcpp.kernel import uploads
from dcpp.kernel.db import db, reading
from dcpp.kernel.jobs import Job, every
from dcpp.kernel.work import Task


def import_lists(task: Task) -> None:
    """Read the file of an import and take the step that its state asks for. After a kill, the step is taken once."""
    with reading():
        imported = queries.get_import(task.record_id)
        step, key = STEPS.get(imported.state), imported.upload_key
        dated_on, name = imported.dated_on, imported.file_name
    if step is None or key is None:
        return
    try:
        with reading():
            found = services.read_lists(BytesIO(uploads.get(key)), dated_on, name=name, progress=task.progress)
        task.progress("Writing it down", len(found.rows), len(found.rows))
        step(queries.get_import(task.record_id), found)
    except CannotImportLists as refusal:
        db.session.rollback()
        services.refuse_import(queries.get_import(task.record_id), str(refusal))


def keep_as_tried(imported: Import, found: Reading) -> None:
    """Keep the lists, unless they come to something else by now: then that is shown first."""
    if services.is_as_tried(imported, found):
        services.keep_reading(imported, found)
    else:
        services.keep_trial(imported, found)


STEPS: Mapping[ImportState, Callable[[Import, Reading], None]] = {
    ImportState.WAITING: services.keep_match,
    ImportState.MATCHED: services.keep_trial,
    ImportState.TRIED: keep_as_tried,
}


def forget_sent_workbooks() -> None:
    services.give_up_imports()
    services.forget_uploads()


WORK = {services.IMPORT_LISTS: import_lists}
JOBS = [Job(forget_sent_workbooks, at=every(minutes=5))]
