"""Questions about actions. Lists for people take the viewer and reach as far as their scope."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from dcpp.actions import access, rules
from dcpp.actions.models import Action, ActionUpdate
from dcpp.actions.rules import ActionState
from dcpp.kernel.access import Capability, Viewer
from dcpp.kernel.db import db
from dcpp.kernel.reach import Reach
from dcpp.people.models import Service

REACH = Reach(
    own=(Action.owner_id, Action.raised_by_id, Action.practitioner_id),
    report=Action.owner_id,
    team=Action.team_id,
    service=Action.service_id,
)


def within_reach(viewer: Viewer) -> ColumnElement[bool]:
    """Actions somebody may see: their own, those they raised, those about their work; their team’s; their service’s."""
    return REACH.within(viewer, viewer.scope_of(access.VIEW_ACTIONS))


def within_reach_here(viewer: Viewer) -> ColumnElement[bool]:
    """Those among them that the capability of the door reaches as well, at which the viewer stands."""
    return REACH.within(viewer, viewer.scope_here(access.VIEW_ACTIONS))


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


def list_from_origins(origin_kind: str, origin_ids: Collection[UUID]) -> Sequence[Action]:
    """Everything raised from some records of one kind, with owners, in the order raised."""
    return db.session.scalars(
        select(Action)
        .where(Action.origin_kind == origin_kind, Action.origin_id.in_(origin_ids))
        .options(joinedload(Action.owner))
        .order_by(Action.raised_on, Action.reference)
    ).all()


def list_waiting_for(person_id: UUID) -> Sequence[Action]:
    """What somebody has yet to do, by due date."""
    return db.session.scalars(
        select(Action)
        .where(Action.owner_id == person_id, Action.state.in_(rules.WITH_OWNER))
        .order_by(Action.due_on, Action.reference)
    ).all()


def list_to_check(viewer: Viewer) -> Sequence[Action]:
    """Finished actions in reach that the viewer may check: not their own, nor said by them to be done."""
    if not viewer.may(access.CHECK_ACTIONS):
        return []
    return db.session.scalars(
        select(Action)
        .where(
            Action.state == ActionState.DONE_BY_OWNER,
            Action.owner_id != viewer.person_id,
            Action.finished_by_id != viewer.person_id,
            within_reach(viewer),
            REACH.within(viewer, viewer.scope_of(access.CHECK_ACTIONS)),
        )
        .options(joinedload(Action.owner))
        .order_by(Action.done_on, Action.reference)
    ).all()


def list_finished_by(person_id: UUID) -> Sequence[Action]:
    """What somebody has finished and nobody has checked yet."""
    return db.session.scalars(
        select(Action)
        .where(Action.owner_id == person_id, Action.state == ActionState.DONE_BY_OWNER)
        .order_by(Action.done_on, Action.reference)
    ).all()


def select_actions(viewer: Viewer) -> Select[Action]:
    """Everything in reach, for a list that people filter; each with its owner."""
    return select(Action).where(within_reach(viewer)).options(joinedload(Action.owner, innerjoin=True))


def overdue_on(today: date) -> ColumnElement[bool]:
    return (Action.due_on < today) & Action.state.in_(rules.WITH_OWNER)


def raised_within(band: rules.AgeBand, as_at: date) -> ColumnElement[bool]:
    """Actions whose age in days on a day lies in a band."""
    latest = Action.raised_on <= as_at - timedelta(days=band.least)
    return latest if band.most is None else latest & (Action.raised_on >= as_at - timedelta(days=band.most))


def open_on(as_at: date) -> ColumnElement[bool]:
    """Raised by then, and closed later or not at all: as it was on that day, whatever happened since."""
    return (Action.raised_on <= as_at) & or_(Action.closed_on.is_(None), Action.closed_on > as_at)


def count_by_age(as_at: date, *, service_id: UUID | None = None) -> list[tuple[rules.AgeBand, int]]:
    """How many actions were open at the end of a day, by age band; every band, in order."""
    columns = [func.sum(case((raised_within(band, as_at), 1), else_=0)) for band in rules.AGE_BANDS]
    of_service = true() if service_id is None else Action.service_id == service_id
    row = db.session.execute(select(*columns).where(open_on(as_at), of_service)).one()
    return [(band, int(count or 0)) for band, count in zip(rules.AGE_BANDS, row, strict=True)]


def count_raised_and_closed(since: date, until: date) -> Mapping[str, int]:
    """In a period, both days included: raised, closed after a check, withdrawn, and open and overdue at its end."""
    in_period = Action.closed_on.between(since, until)
    checked, withdrawn = ActionState.EVIDENCE_CHECKED, ActionState.WITHDRAWN
    not_done_then = or_(Action.done_on.is_(None), Action.done_on > until)
    row = db.session.execute(
        select(
            _how_many(Action.raised_on.between(since, until)),
            _how_many(in_period & (Action.state == checked)),
            _how_many(in_period & (Action.state == withdrawn)),
            _how_many(open_on(until)),
            _how_many(open_on(until) & (Action.due_on < until) & not_done_then),
        )
    ).one()
    names = ("raised", "checked", "withdrawn", "open", "overdue")
    return {name: int(count or 0) for name, count in zip(names, row, strict=True)}


def list_for_figures(as_at: date) -> Sequence[Any]:
    """Every action raised by the end of a day and not withdrawn: its days, its state and its service's name."""
    return db.session.execute(
        select(
            Action.id,
            Action.reference,
            Action.raised_on,
            Action.due_on,
            Action.done_on,
            Action.closed_on,
            Service.name.label("service"),
        )
        .outerjoin(Service, Service.id == Action.service_id)
        .where(Action.raised_on <= as_at, Action.state != ActionState.WITHDRAWN)
        .order_by(Action.raised_on, Action.reference)
    ).all()


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def count_updates(action_id: UUID) -> int:
    return db.session.scalar(select(func.count()).where(ActionUpdate.action_id == action_id)) or 0


def open_in_band(label: str, today: date) -> ColumnElement[bool]:
    """Open today, and of the age that a band's label names."""
    band = next(band for band in rules.AGE_BANDS if band.label == label)
    return Action.state.in_(rules.OPEN) & raised_within(band, today)
