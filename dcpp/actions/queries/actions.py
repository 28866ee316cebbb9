"""Questions about actions. Lists for people take the viewer and reach as far as their scope."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from dcpp.actions import access, rules
from dcpp.actions.models import Action, ActionUpdate
from dcpp.actions.queries.following import was_told_to
from dcpp.actions.rules import ActionState
from dcpp.actions.rules.escalation import CHECK_WITHIN_DAYS
from dcpp.kernel.access import Capability, Scope, Viewer
from dcpp.kernel.db import db
from dcpp.kernel.hiding import is_hidden
from dcpp.kernel.reach import Reach

REACH = Reach(
    own=(Action.owner_id, Action.raised_by_id, Action.practitioner_id, Action.checker_id),
    report=Action.owner_id,
    team=Action.team_id,
    service=Action.service_id,
)


def within_reach(viewer: Viewer) -> ColumnElement[bool]:
    """Actions somebody may see: their own and those brought before them; their team’s; their service’s.

    Their own are those that they do, raised or check, and those about their work. Never what is hidden from them now.
    """
    return and_(_seen(viewer, viewer.scope_of(access.VIEW_ACTIONS)), ~is_hidden_from(viewer))


def is_hidden_from(viewer: Viewer) -> ColumnElement[bool]:
    """Actions that the viewer may not know of now: they would tell what an audit found."""
    return is_hidden("action", Action.id, viewer.person_id)


def _seen(viewer: Viewer, scope: Scope | None) -> ColumnElement[bool]:
    reached = REACH.within(viewer, scope)
    return reached if scope in {None, Scope.COUNCIL} else or_(reached, was_told_to(viewer.person_id))


def within_reach_here(viewer: Viewer) -> ColumnElement[bool]:
    """Those among them that the capability of the door reaches as well, at which the viewer stands."""
    return and_(REACH.within(viewer, viewer.scope_here(access.VIEW_ACTIONS)), ~is_hidden_from(viewer))


def reaches(viewer: Viewer, action: Action, capability: Capability) -> bool:
    """Whether what a capability permits reaches this action."""
    return REACH.covers(action, viewer, viewer.scope_of(capability))


def get_action(action_id: UUID, viewer: Viewer) -> Action:
    """One action with its history, when the viewer may see it and the door's capability reaches it."""
    return db.session.scalars(
        select(Action)
        .where(Action.id == action_id, within_reach_here(viewer))
        .options(joinedload(Action.owner), selectinload(Action.updates).joinedload(ActionUpdate.written_by))
    ).one()


def get_action_to_change(action_id: UUID, viewer: Viewer) -> Action:
    """As get_action, and nobody else changes it until the transaction ends."""
    return db.session.scalars(
        select(Action)
        .where(Action.id == action_id, within_reach_here(viewer))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def find_from_origin(origin_kind: str, origin_id: UUID, origin_part: str = "") -> Action | None:
    return db.session.scalars(
        select(Action).where(
            Action.origin_kind == origin_kind, Action.origin_id == origin_id, Action.origin_part == origin_part
        )
    ).one_or_none()


def find_checker_id(action_id: UUID) -> UUID | None:
    """Who is named to check an action, or checked it."""
    return db.session.scalar(select(Action.checker_id).where(Action.id == action_id))


def list_from_origins(origin_kind: str, origin_ids: Collection[UUID]) -> Sequence[Action]:
    """Everything raised from some records of one kind, with owners, in the order raised."""
    return db.session.scalars(
        select(Action)
        .where(Action.origin_kind == origin_kind, Action.origin_id.in_(origin_ids))
        .options(joinedload(Action.owner))
        .order_by(Action.raised_on, Action.reference)
    ).all()


def list_updates_of(action_ids: Collection[UUID]) -> Sequence[ActionUpdate]:
    """What was done and said about some actions, the oldest first, each with who wrote it."""
    return db.session.scalars(
        select(ActionUpdate)
        .where(ActionUpdate.action_id.in_(action_ids))
        .options(joinedload(ActionUpdate.written_by))
        .order_by(ActionUpdate.written_at, ActionUpdate.action_id, ActionUpdate.number)
    ).all()


def select_actions(viewer: Viewer) -> Select[Action]:
    """Everything in reach, for a list that people filter; each with its owner."""
    return select(Action).where(within_reach(viewer)).options(joinedload(Action.owner, innerjoin=True))


def overdue_on(today: date) -> ColumnElement[bool]:
    return (Action.due_on < today) & Action.state.in_(rules.WITH_OWNER)


def unchecked_on(today: date) -> ColumnElement[bool]:
    """Finished, and waiting for somebody to check it for too long."""
    return (Action.state == ActionState.DONE_BY_OWNER) & (Action.done_on < today - timedelta(days=CHECK_WITHIN_DAYS))


def impact_due_on(today: date) -> ColumnElement[bool]:
    """Closed so long ago that somebody should look whether it made a difference."""
    return (Action.state == ActionState.EVIDENCE_CHECKED) & (Action.impact_due_on <= today)


def raised_within(band: rules.AgeBand, as_at: date) -> ColumnElement[bool]:
    """Actions whose age in days on a day lies in a band."""
    latest = Action.raised_on <= as_at - timedelta(days=band.least)
    return latest if band.most is None else latest & (Action.raised_on >= as_at - timedelta(days=band.most))


def open_on(as_at: date) -> ColumnElement[bool]:
    """Raised by then, and closed later or not at all: as it was on that day, whatever happened since."""
    return (Action.raised_on <= as_at) & or_(Action.closed_on.is_(None), Action.closed_on > as_at)


def count_updates(action_id: UUID) -> int:
    return db.session.scalar(select(func.count()).where(ActionUpdate.action_id == action_id)) or 0


def open_in_band(label: str, today: date) -> ColumnElement[bool]:
    """Open today, and of the age that a band's label names."""
    band = next(band for band in rules.AGE_BANDS if band.label == label)
    return Action.state.in_(rules.OPEN) & raised_within(band, today)
