"""What of a frozen report is not for somebody now: a report says the same to everybody, its records do not."""

from uuid import UUID

from dcpp.inspection.rules.reports import CannotShowRecords
from dcpp.inspection.rules.snapshot import Snapshot
from dcpp.kernel.hiding import hidden_ids, kinds


def holds_hidden(snapshot: Snapshot, person_id: UUID) -> bool:
    """Whether a report counts a record that somebody may not know of now.

    Then none of its lists of records is theirs, not only that line: a list one shorter than its number would tell.
    """
    hidden = {kind: {str(one) for one in hidden_ids(kind, person_id)} for kind in kinds()}
    return any(one.id in hidden.get(one.kind, ()) for one in snapshot.records.values())


def check_may_have_records(snapshot: Snapshot | None, person_id: UUID) -> None:
    if snapshot and holds_hidden(snapshot, person_id):
        raise CannotShowRecords(
            "This report counts an audit that you are to grade without knowing its grade. "
            "Its files with records are yours once you have submitted your grades"
        )
