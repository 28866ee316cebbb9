"""The last time that a draw was done again, and whether what it read is still the same."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from audits.models import AuditDraw, Verification
from audits.queries.samples import head_of
from dcpp.kernel.db import Base, db


def find_verification(draw_id: UUID) -> Verification | None:
    """None when the draw was never done again."""
    return db.session.scalars(select(Verification).where(Verification.draw_id == draw_id)).one_or_none()


def inputs_hash_of(draw: AuditDraw) -> str:
    """SHA-256 of all that the evidence of a draw is made from: its head, its packed list and every row of its own.

    A thousandth of drawing again: the list is hashed as it is kept, without being read line by line.
    """
    found = hashlib.sha256(draw.packed_frame or b"")
    parts = [repr(head_of(draw)), draw.frame_hash, draw.seed, repr(draw.drawn_at)]
    for rows in (draw.commitments, draw.readings, draw.cases, draw.top_ups):
        parts += _written(rows)
    found.update("\n".join(parts).encode())
    return found.hexdigest()


def _written(rows: Iterable[Base]) -> list[str]:
    """Each row with all its columns in their order."""
    return [repr([(one.name, getattr(row, one.key)) for one in row.__table__.columns]) for row in rows]
