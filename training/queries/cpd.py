"""Pieces of CPD: read by their writer alone."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select

from dcpp.frameworks import professional
from dcpp.frameworks.professional import RegistrationRule
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from training.models import CpdPiece


def get_my_piece(piece_id: UUID, viewer: Viewer, *, held: bool = False) -> CpdPiece:
    """A piece of one's own; anybody else's is not there. held: nobody else changes it meanwhile."""
    found: Select[CpdPiece] = select(CpdPiece).where(CpdPiece.id == piece_id, CpdPiece.person_id == viewer.person_id)
    if held:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).one()


def list_my_pieces(viewer: Viewer, year_on: date) -> Sequence[CpdPiece]:
    """In the order in which they were done; drafts without a day last."""
    return db.session.scalars(
        select(CpdPiece)
        .where(CpdPiece.person_id == viewer.person_id, CpdPiece.year_on == year_on)
        .order_by(CpdPiece.done_on.is_(None), CpdPiece.done_on, CpdPiece.started_at, CpdPiece.id)
    ).all()


def list_my_years(viewer: Viewer, today: date) -> list[date]:
    """The registration years in which somebody wrote, and the one that runs; newest first."""
    written = db.session.scalars(select(CpdPiece.year_on).where(CpdPiece.person_id == viewer.person_id).distinct())
    return sorted({*written, rule_on(today).year_of(today)}, reverse=True)


def count_pieces(person_id: UUID, year_on: date) -> int:
    return (
        db.session.scalar(select(func.count()).where(CpdPiece.person_id == person_id, CpdPiece.year_on == year_on)) or 0
    )


def is_same_activity_finished(piece: CpdPiece) -> bool:
    """Whether another finished piece of that year has the same title."""
    return bool(
        db.session.scalar(
            select(func.count()).where(
                CpdPiece.person_id == piece.person_id,
                CpdPiece.year_on == piece.year_on,
                CpdPiece.finished_at.is_not(None),
                CpdPiece.id != piece.id,
                func.lower(func.trim(CpdPiece.title)) == piece.title.strip().lower(),
            )
        )
    )


def rule_on(day: date) -> RegistrationRule:
    return professional.registration_rule_on(day)
