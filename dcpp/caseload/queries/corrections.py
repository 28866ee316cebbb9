"""What people said of files, and what a file was taken for."""

from uuid import UUID

from sqlalchemy import Select, select

from dcpp.caseload.models import ImportMatch, ListCorrection
from dcpp.caseload.rules import matching
from dcpp.caseload.rules.corrections import Correction, Corrections
from dcpp.caseload.rules.matching import MatchReport
from dcpp.kernel.db import db


def corrections_now() -> Corrections:
    """Every correction that holds."""
    columns = (ListCorrection.about, ListCorrection.scope, ListCorrection.said, ListCorrection.means)
    rows = db.session.execute(select(*columns).where(ListCorrection.taken_back_at.is_(None)))
    return Corrections(Correction(*row) for row in rows)


def find_correction(said: Correction) -> ListCorrection | None:
    """What holds of the same thing."""
    return db.session.scalars(
        select(ListCorrection).where(
            ListCorrection.about == said.about,
            ListCorrection.scope == said.scope,
            ListCorrection.said == said.said,
            ListCorrection.taken_back_at.is_(None),
        )
    ).one_or_none()


def get_correction(correction_id: UUID) -> ListCorrection:
    return db.session.scalars(select(ListCorrection).where(ListCorrection.id == correction_id)).one()


def select_corrections() -> Select[ListCorrection]:
    return select(ListCorrection)


def find_match(import_id: UUID) -> MatchReport | None:
    """What a file was taken for, if it has been read."""
    found = db.session.get(ImportMatch, import_id)
    return matching.from_json(found.report) if found else None
