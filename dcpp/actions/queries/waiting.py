"""What waits for one person."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from dcpp.actions import access, rules
from dcpp.actions.models import Action
from dcpp.actions.queries.actions import REACH, is_hidden_from, within_reach
from dcpp.actions.rules import ActionState
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person


def list_waiting_for(person_id: UUID) -> Sequence[Action]:
    """What somebody has yet to do, by due date."""
    return db.session.scalars(
        select(Action)
        .where(Action.owner_id == person_id, Action.state.in_(rules.WITH_OWNER))
        .order_by(Action.due_on, Action.reference)
    ).all()


def list_to_check(viewer: Viewer) -> Sequence[Action]:
    """Finished actions that the viewer is asked to check: by name, or in their reach where nobody here is named."""
    return db.session.scalars(
        select(Action)
        .where(Action.state == ActionState.DONE_BY_OWNER, _is_asked_to_check(viewer))
        .options(joinedload(Action.owner))
        .order_by(Action.done_on, Action.reference)
    ).all()


def list_impact_to_check(viewer: Viewer, until: date) -> Sequence[Action]:
    """Closed actions whose later look is due by a day, and is asked of the viewer as above."""
    return db.session.scalars(
        select(Action)
        .where(
            Action.state == ActionState.EVIDENCE_CHECKED,
            Action.impact_due_on <= until,
            _is_asked_to_check(viewer),
        )
        .options(joinedload(Action.owner))
        .order_by(Action.impact_due_on, Action.reference)
    ).all()


def _is_asked_to_check(viewer: Viewer) -> ColumnElement[bool]:
    """Never of their own, nor of what they said to be done."""
    may = REACH.within(viewer, viewer.scope_of(access.CHECK_ACTIONS))
    gone = exists().where(Person.id == Action.checker_id, Person.leaves_on < clock.today())
    nobody = (Action.checker_id.is_(None) | gone) & within_reach(viewer)
    others = (Action.owner_id != viewer.person_id) & (Action.finished_by_id != viewer.person_id)
    return and_(may, others, ~is_hidden_from(viewer), or_(Action.checker_id == viewer.person_id, nobody))


def list_finished_by(person_id: UUID) -> Sequence[Action]:
    """What somebody has finished and nobody has checked yet."""
    return db.session.scalars(
        select(Action)
        .where(Action.owner_id == person_id, Action.state == ActionState.DONE_BY_OWNER)
        .order_by(Action.done_on, Action.reference)
    ).all()
