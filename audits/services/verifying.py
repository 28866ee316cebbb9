"""Doing a draw again from all that is kept of it, and keeping what came out."""

from uuid import UUID

from audits import events, queries
from audits.models import AuditDraw, Verification
from audits.queries import verified
from audits.rules import verifying
from audits.rules.evidence import Evidence
from audits.services.opening import lock
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


def verify_sample(draw: AuditDraw, *, by_id: UUID) -> Verification:
    """Draw the whole sample again and keep where it differs, in place of the last time, which the trail still tells.

    Raises CannotDrawSample before it was drawn.
    """
    lock(draw)
    evidence = queries.evidence_of(draw)
    found = verified.find_verification(draw.id) or Verification(draw_id=draw.id)
    found.inputs_hash = verified.inputs_hash_of(draw)
    found.verified_at, found.verified_by_id = clock.now(), by_id
    found.listed, found.sampled, found.digest = len(evidence["frame"]), len(evidence["sample"]), evidence["digest"]
    found.differences = _differences(evidence)
    db.session.add(found)
    db.session.flush()
    announce(events.SampleVerified(happened_at=found.verified_at, draw_id=draw.id, differences=len(found.differences)))
    return found


def _differences(evidence: Evidence) -> list[str]:
    """What cannot be read at all is a difference too, not a broken page."""
    try:
        return verifying.differences(evidence)
    except verifying.BadEvidence as error:
        return [str(error)]
