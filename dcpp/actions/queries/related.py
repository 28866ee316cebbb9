"""What pages of other domains may say of actions."""

from collections.abc import Sequence
from uuid import UUID

from flask import url_for
from sqlalchemy import func, select

from dcpp.actions import access, rules
from dcpp.actions.models import Action
from dcpp.kernel.access import find_viewer
from dcpp.kernel.db import db
from dcpp.kernel.related import Related
from dcpp.web import filters


def where_action_is(action_id: UUID) -> Sequence[Related]:
    """The action that another follows from."""
    action = db.session.get(Action, action_id)
    if action is None:
        return []
    impact = action.impact.label if action.impact else action.state.label
    return [Related(f"Follows from {action.reference}", url_for("actions.view_action", action_id=action.id), impact)]


def list_what_a_leaver_has(person_id: UUID) -> Sequence[Related]:
    """How many actions somebody has yet to do, for whoever may give them to others."""
    who = find_viewer()
    if who is None or not who.may(access.REASSIGN_ACTIONS):
        return []
    waiting = (Action.owner_id == person_id) & Action.state.in_(rules.WITH_OWNER)
    many = db.session.scalar(select(func.count()).where(waiting)) or 0
    if not many:
        return []
    label = f"Give {filters.plural(many, 'open action')} to somebody else"
    return [Related(label, url_for("actions.give_on_actions", person_id=person_id))]
