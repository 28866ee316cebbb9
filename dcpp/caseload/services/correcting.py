"""What people say of files: remembered for the next, and taken back when it was wrong."""

from collections.abc import Iterable
from uuid import UUID

from dcpp.caseload import events, queries
from dcpp.caseload.models import Import, ListCorrection
from dcpp.caseload.rules.corrections import Correction
from dcpp.caseload.services import sending
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


def correct_match(imported: Import, corrections: Iterable[Correction], made_by_id: UUID | None) -> int:
    """Remember corrections and have the file read again; how many they were. None changes nothing."""
    made = [_remember(each, made_by_id) for each in corrections]
    if made:
        sending.read_again(imported)
    return len(made)


def take_back_correction(correction: ListCorrection, taken_back_by_id: UUID | None) -> None:
    """Let a correction hold no longer, for files that are read from now on. Taken back twice, nothing changes."""
    if not correction.holds:
        return
    correction.taken_back_at = clock.now()
    correction.taken_back_by_id = taken_back_by_id
    db.session.flush()
    announce(
        events.ListCorrectionTakenBack(
            happened_at=correction.taken_back_at,
            caseload_correction_id=correction.id,
            kind=str(correction.about),
        )
    )


def _remember(said: Correction, made_by_id: UUID | None) -> ListCorrection:
    """Keep a correction in place of what was said of the same thing before."""
    before = queries.find_correction(said)
    if before is not None and before.means == said.means:
        return before
    if before is not None:
        take_back_correction(before, made_by_id)
    correction = ListCorrection(**said._asdict(), made_at=clock.now(), made_by_id=made_by_id)
    db.session.add(correction)
    db.session.flush()
    announce(
        events.ListCorrected(
            happened_at=correction.made_at,
            caseload_correction_id=correction.id,
            kind=str(correction.about),
        )
    )
    return correction
