"""Questions about what the Centre set, escalations, leavers, and what the weekly mail says."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from dcpp.actions import rules
from dcpp.actions.models import Action, ActionEscalation, ActionEvidence, ActionSettings, DigestRefusal, RungHolder
from dcpp.actions.rules import ActionState
from dcpp.actions.rules.escalation import CHECK_WITHIN_DAYS, Rung
from dcpp.actions.rules.evidence import ASK_AHEAD
from dcpp.kernel.db import db
from dcpp.people import queries as people
from dcpp.people.models import Person

DIGEST_AHEAD = timedelta(days=13)
"""What is due within a fortnight is said in the weekly mail."""
IMPACT_AHEAD = timedelta(days=6)


def get_settings() -> ActionSettings:
    return db.session.scalars(select(ActionSettings)).one()


def get_settings_to_change() -> ActionSettings:
    """As get_settings, and nobody else changes them until the transaction ends."""
    return db.session.scalars(select(ActionSettings).with_for_update().execution_options(populate_existing=True)).one()


def list_rung_holders() -> dict[tuple[Rung, UUID | None], UUID]:
    """Whom the Centre named, by rung and service; None as the service means everywhere."""
    return {(one.rung, one.service_id): one.person_id for one in db.session.scalars(select(RungHolder))}


def list_standing_escalations(action_id: UUID) -> Sequence[ActionEscalation]:
    return db.session.scalars(
        select(ActionEscalation)
        .where(ActionEscalation.action_id == action_id, ActionEscalation.ended_on.is_(None))
        .order_by(ActionEscalation.escalated_on, ActionEscalation.id)
    ).all()


def is_escalated() -> ColumnElement[bool]:
    """Actions that stand before somebody further up now."""
    return exists().where(ActionEscalation.action_id == Action.id, ActionEscalation.ended_on.is_(None))


def is_escalated_to(person_id: UUID) -> ColumnElement[bool]:
    """Actions that stand before one person now.

    A set of ids: as a condition of each action, SQLite would walk that person's escalations again for every action.
    """
    standing = ActionEscalation.ended_on.is_(None), ActionEscalation.to_id == person_id
    return Action.id.in_(select(ActionEscalation.action_id).where(*standing))


def was_told_to(person_id: UUID) -> ColumnElement[bool]:
    """Actions that were ever brought before somebody: they may go on seeing them."""
    return Action.id.in_(select(ActionEscalation.action_id).where(ActionEscalation.to_id == person_id))


def list_escalated_to(person_id: UUID) -> Sequence[Action]:
    """What stands before somebody now, the latest first; owners come with it."""
    return db.session.scalars(
        select(Action)
        .where(is_escalated_to(person_id))
        .options(joinedload(Action.owner))
        .order_by(Action.due_on, Action.reference)
    ).all()


def is_late(today: date) -> ColumnElement[bool]:
    """With its owner past its day, or finished and unchecked for too long."""
    with_owner = Action.state.in_(rules.WITH_OWNER) & (Action.due_on < today)
    unchecked = Action.done_on < today - timedelta(days=CHECK_WITHIN_DAYS)
    return or_(with_owner, (Action.state == ActionState.DONE_BY_OWNER) & unchecked)


def list_late_to_change(today: date) -> Sequence[Action]:
    """Every late action with its escalations; nobody else changes them until the transaction ends."""
    return db.session.scalars(
        select(Action)
        .where(is_late(today))
        .options(selectinload(Action.escalations))
        .order_by(Action.due_on, Action.reference)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def list_waiting_to_change(person_id: UUID) -> Sequence[Action]:
    """What somebody has yet to do; nobody else changes it until the transaction ends."""
    return db.session.scalars(
        select(Action)
        .where(Action.owner_id == person_id, Action.state.in_(rules.WITH_OWNER))
        .order_by(Action.due_on, Action.reference)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _have_actions() -> ColumnElement[bool]:
    return exists().where(Action.owner_id == Person.id, Action.state.in_(rules.WITH_OWNER))


def list_leavers_with_actions(today: date) -> Sequence[Person]:
    """Who has left and still owns what somebody must do."""
    return db.session.scalars(
        select(Person).where(Person.leaves_on < today, _have_actions()).order_by(Person.leaves_on, Person.id)
    ).all()


def list_leaving_with_actions(today: date, until: date) -> Sequence[Person]:
    """Who leaves between two days, both included, with something left to do."""
    leaving = Person.leaves_on.between(today, until)
    return db.session.scalars(
        select(Person).where(leaving, _have_actions()).order_by(Person.leaves_on, Person.id)
    ).all()


def untold_by_owner() -> Mapping[UUID, Sequence[Action]]:
    """What waits for owners whom no mail has told of it, by owner."""
    found: dict[UUID, list[Action]] = defaultdict(list)
    untold = select(Action).where(Action.owner_told_at.is_(None), Action.state.in_(rules.WITH_OWNER))
    for action in db.session.scalars(untold.order_by(Action.due_on, Action.reference)):
        found[action.owner_id].append(action)
    return found


def wants_digest(person_id: UUID) -> bool:
    return db.session.get(DigestRefusal, person_id) is None


@dataclass
class Digest:
    """One person’s week: each list by date. Only references and days leave the building."""

    late: list[Action] = field(default_factory=list)
    soon: list[Action] = field(default_factory=list)
    to_check: list[Action] = field(default_factory=list)
    impact: list[Action] = field(default_factory=list)
    escalated: list[ActionEscalation] = field(default_factory=list)
    expiring: list[ActionEvidence] = field(default_factory=list)


def digests_of(today: date) -> Mapping[UUID, Digest]:
    """The week of everybody who is here, wants it, and has something in it: five questions, however many people."""
    found: dict[UUID, Digest] = defaultdict(Digest)
    _add_own(found, today)
    for action in _checks_waiting(today):
        if action.checker_id:
            is_done = action.state is ActionState.DONE_BY_OWNER
            (found[action.checker_id].to_check if is_done else found[action.checker_id].impact).append(action)
    for escalation in _standing():
        found[escalation.to_id].escalated.append(escalation)
    for piece in list_expiring(today):
        found[piece.action.owner_id].expiring.append(piece)
    refused = set(db.session.scalars(select(DigestRefusal.person_id)))
    here = people.list_ids_here(today)
    return {person_id: digest for person_id, digest in found.items() if person_id in here - refused}


def _add_own(found: Mapping[UUID, Digest], today: date) -> None:
    own = select(Action).where(Action.state.in_(rules.WITH_OWNER), Action.due_on <= today + DIGEST_AHEAD)
    for action in db.session.scalars(own.order_by(Action.due_on, Action.reference)):
        digest = found[action.owner_id]
        (digest.late if action.due_on < today else digest.soon).append(action)


def _checks_waiting(today: date) -> Sequence[Action]:
    due = (Action.state == ActionState.EVIDENCE_CHECKED) & (Action.impact_due_on <= today + IMPACT_AHEAD)
    waiting = select(Action).where(or_(Action.state == ActionState.DONE_BY_OWNER, due))
    return db.session.scalars(waiting.order_by(Action.done_on, Action.reference)).all()


def _standing() -> Sequence[ActionEscalation]:
    return db.session.scalars(
        select(ActionEscalation)
        .join(ActionEscalation.action)
        .where(ActionEscalation.ended_on.is_(None))
        .options(contains_eager(ActionEscalation.action))
        .order_by(Action.due_on, Action.reference)
    ).all()


def list_expiring(today: date, owner_id: UUID | None = None) -> Sequence[ActionEvidence]:
    """Evidence that is good for less than four weeks more, or no longer, and that nothing newer replaces."""
    newer = aliased(ActionEvidence)
    statement = (
        select(ActionEvidence)
        .join(ActionEvidence.action)
        .where(
            ActionEvidence.expires_on <= today + ASK_AHEAD,
            Action.state != ActionState.WITHDRAWN,
            ~exists().where(newer.replaces_id == ActionEvidence.id),
        )
        .options(contains_eager(ActionEvidence.action))
        .order_by(ActionEvidence.expires_on, ActionEvidence.id)
    )
    return db.session.scalars(statement if owner_id is None else statement.where(Action.owner_id == owner_id)).all()
