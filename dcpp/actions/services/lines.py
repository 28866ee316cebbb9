"""The history of an action: lines are added, never changed."""

from uuid import UUID

from dcpp.actions import queries
from dcpp.actions.models import Action, ActionUpdate
from dcpp.actions.rules import UpdateKind
from dcpp.kernel import clock
from dcpp.kernel.db import db


def write_line(action: Action, kind: UpdateKind, by: UUID | None, words: str = "") -> None:
    """Add a line to the history, and save what was done."""
    update = ActionUpdate(
        action_id=action.id,
        number=queries.count_updates(action.id) + 1,
        kind=kind,
        words=words,
        written_at=clock.now(),
        written_by_id=by,
    )
    db.session.add(update)
    db.session.flush()
