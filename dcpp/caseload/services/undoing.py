"""Taking lists out again that should not have come in: as long as nothing rests on them."""

from sqlalchemy import delete

from dcpp.caseload import events
from dcpp.caseload.models import Case, Import, ImportedRow, ImportFinding, ImportMatch, ImportState
from dcpp.caseload.rules.findings import CannotUndoImport
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.related import Related, related_to


def what_rests_on(imported: Import) -> list[Related]:
    """What other domains drew from these lists (dcpp.wiring.RELATED answers): samples, above all."""
    return related_to("caseload_import", imported.id)


def undo_import(imported: Import) -> None:
    """Take rows, cases and findings of kept lists away again. The import stays, to say that it was."""
    db.session.refresh(imported, with_for_update=True)  # a frame that is being frozen holds it until it is a draw's
    if not imported.is_kept:
        raise CannotUndoImport(f"{imported.reference} is not kept, so there is nothing to undo.")
    if resting := what_rests_on(imported):
        names = ", ".join(each.label for each in resting)
        raise CannotUndoImport(f"{imported.reference} cannot be undone: a sample rests on it ({names}).")
    for table in (Case, ImportedRow, ImportFinding, ImportMatch):
        db.session.execute(delete(table).where(table.import_id == imported.id))
    imported.state = ImportState.UNDONE
    imported.finished_at = clock.now()
    db.session.flush()
    announce(
        events.ImportUndone(
            happened_at=imported.finished_at,
            caseload_import_id=imported.id,
            dated_on=imported.dated_on,
            cases=imported.cases,
        )
    )
