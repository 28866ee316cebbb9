"""A session copied in one step."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from dcpp.kernel import clock
from dcpp.kernel.ids import new_id
from training import queries
from training.models import TrainingSession
from training.rules.series import copied_to
from training.services.sessions import add_session, details_of


def copy_session(session: TrainingSession, days: Sequence[date], *, by: UUID | None) -> list[TrainingSession]:
    """Sessions like this one whose first dates are on these days, planned and not yet open, all of one series.

    When booking begins moves with them. Raises CannotKeepSession.
    """
    if session.series_id is None:
        session.series_id = new_id()
    parts, first_on = queries.parts_of(session), clock.london(session.first_starts_at).date()
    copies = []
    for day in days:
        opens_at = session.opens_at + (day - first_on) if session.opens_at else None
        details = details_of(session, dates=copied_to(parts, day), opens_at=opens_at)
        copies.append(add_session(session.course, details, by=by, series_id=session.series_id))
    return copies
