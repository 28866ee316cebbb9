"""What the Centre sets: when impact is checked, and who stands on a rung by name."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete

from dcpp.actions import events
from dcpp.actions.models import ActionSettings, RungHolder
from dcpp.actions.rules.escalation import Rung
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


def set_impact_weeks(settings: ActionSettings, weeks: int) -> None:
    """How long after its evidence an action is looked at again; for those that are checked from now on."""
    settings.impact_weeks = weeks
    db.session.flush()
    announce(events.FollowingSet(happened_at=clock.now(), action_settings_id=settings.id, what="impact_weeks"))


def set_rung_holders(settings: ActionSettings, service_id: UUID | None, holders: Mapping[Rung, UUID | None]) -> None:
    """Who stands on some rungs of one service, or of the council; None lets the line decide again."""
    for rung, person_id in holders.items():
        of_service = RungHolder.service_id.is_(None) if service_id is None else RungHolder.service_id == service_id
        db.session.execute(delete(RungHolder).where(RungHolder.rung == rung, of_service))
        if person_id:
            db.session.add(RungHolder(rung=rung, service_id=service_id, person_id=person_id))
    db.session.flush()
    announce(events.FollowingSet(happened_at=clock.now(), action_settings_id=settings.id, what="rungs"))
