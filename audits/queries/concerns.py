"""Questions about immediate concerns. Whoever was told of one reaches it, however far their scope."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from audits import access
from audits.models import Audit, Concern, ConcernLine, ConcernSettings, ConcernTold, Moderation
from audits.queries import audits
from audits.rules.concerns import OPEN, ConcernLineKind, ConcernRung, ConcernState
from dcpp.kernel.access import Scope, Viewer
from dcpp.kernel.db import db
from dcpp.kernel.reach import Reach
from dcpp.people.models import Person

REACH = Reach(
    own=(Concern.raised_by_id,),
    report=Concern.practitioner_id,
    team=Concern.team_id,
    service=Concern.service_id,
)


def _within(viewer: Viewer, scope: Scope | None) -> ColumnElement[bool]:
    """Those in reach, but for those about a case that the viewer holds; and what they raised or were told of."""
    if scope is None:
        return REACH.within(viewer, scope)
    others = or_(Concern.practitioner_id.is_(None), Concern.practitioner_id != viewer.person_id)
    mine = or_(Concern.raised_by_id == viewer.person_id, was_told(viewer.person_id))
    return or_(mine, and_(others, REACH.within(viewer, scope)))


def was_told(person_id: UUID) -> ColumnElement[bool]:
    return exists().where(ConcernTold.concern_id == Concern.id, ConcernTold.person_id == person_id)


def within_reach(viewer: Viewer) -> ColumnElement[bool]:
    return _within(viewer, viewer.scope_of(access.VIEW_CONCERNS))


def get_audit_to_raise_on(audit_id: UUID, viewer: Viewer, *, held: bool = False) -> Audit:
    """An audit in reach, or one that the viewer reads a second time; `held`: nobody else changes it meanwhile."""
    reads = exists().where(Moderation.audit_id == Audit.id, Moderation.moderator_id == viewer.person_id)
    found = select(Audit).where(Audit.id == audit_id, or_(audits.within_reach_here(viewer), reads))
    if held:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).one()


def get_concern(concern_id: UUID, viewer: Viewer) -> Concern:
    """One concern with all that is shown of it, when the viewer may see it and the door's capability reaches it."""
    return db.session.scalars(
        select(Concern)
        .where(Concern.id == concern_id, _within(viewer, viewer.scope_here(access.VIEW_CONCERNS)))
        .options(
            joinedload(Concern.audit),
            joinedload(Concern.raised_by),
            joinedload(Concern.acknowledged_by),
            selectinload(Concern.told).joinedload(ConcernTold.person),
            selectinload(Concern.lines).joinedload(ConcernLine.written_by),
        )
    ).one()


def get_concern_to_change(concern_id: UUID, viewer: Viewer) -> Concern:
    """As get_concern, and nobody else changes it until the transaction ends."""
    return db.session.scalars(
        select(Concern)
        .where(Concern.id == concern_id, _within(viewer, viewer.scope_here(access.VIEW_CONCERNS)))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def list_unanswered_to_change(now: datetime) -> Sequence[Concern]:
    """Concerns whose clock has run out and that can go up yet; nobody else changes them until the transaction ends."""
    return db.session.scalars(
        select(Concern)
        .where(
            Concern.state == ConcernState.RAISED,
            Concern.answer_by <= now,
            Concern.rung != ConcernRung.SENIOR_MANAGERS,
        )
        .order_by(Concern.answer_by, Concern.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def list_told_ids(concern_id: UUID) -> Sequence[UUID]:
    return db.session.scalars(
        select(ConcernTold.person_id)
        .where(ConcernTold.concern_id == concern_id)
        .order_by(ConcernTold.told_at, ConcernTold.id)
    ).all()


def count_lines(concern_id: UUID) -> int:
    return db.session.scalar(select(func.count()).where(ConcernLine.concern_id == concern_id)) or 0


def find_same(audit_id: UUID, by: UUID, words: str) -> Concern | None:
    """A concern that waits for an answer and says the same: a button that was pressed twice raises one."""
    return db.session.scalar(
        select(Concern)
        .join(ConcernLine, ConcernLine.concern_id == Concern.id)
        .where(
            Concern.audit_id == audit_id,
            Concern.raised_by_id == by,
            Concern.state == ConcernState.RAISED,
            ConcernLine.kind == ConcernLineKind.RAISED,
            ConcernLine.words == words,
        )
        .limit(1)
    )


def list_open_concerns(audit: Audit, viewer: Viewer) -> Sequence[Concern]:
    """For the banner on an audit's pages: what is open on it. Nothing for whoever holds the case, unless told of it."""
    return db.session.scalars(
        select(Concern)
        .where(Concern.audit_id == audit.id, Concern.state.in_(OPEN), within_reach(viewer))
        .order_by(Concern.raised_at, Concern.id)
    ).all()


def select_concerns(viewer: Viewer) -> Select[Any]:
    """Everything in reach, for a list that people filter; open ones first, whatever the order asked for."""
    return (
        select(Concern)
        .join(Concern.audit)
        .join(Person, Person.id == Concern.raised_by_id)
        .where(within_reach(viewer))
        .options(joinedload(Concern.audit), joinedload(Concern.raised_by))
        .order_by(case((Concern.state.in_(OPEN), 0), else_=1))
    )


def count_open_concerns(viewer: Viewer) -> tuple[int, int]:
    """How many of those in reach are open, and how many of these nobody has answered yet."""
    waiting = func.count().filter(Concern.state == ConcernState.RAISED)
    row = db.session.execute(
        select(func.count(), waiting).select_from(Concern).where(Concern.state.in_(OPEN), within_reach(viewer))
    ).one()
    return int(row[0]), int(row[1])


def list_concerns_to_answer(person_id: UUID) -> Sequence[Concern]:
    """Concerns that somebody was told of and that nobody has answered, the most urgent first."""
    return _list(Concern.state == ConcernState.RAISED, was_told(person_id))


def list_concerns_to_finish(person_id: UUID) -> Sequence[Concern]:
    """Concerns that somebody took on and that have no outcome yet."""
    return _list(Concern.state == ConcernState.ACKNOWLEDGED, Concern.acknowledged_by_id == person_id)


def list_concerns_to_see(person_id: UUID) -> Sequence[Concern]:
    """Concerns of somebody's own that were closed, until they have seen what was done."""
    return _list(Concern.state == ConcernState.CLOSED, Concern.raised_by_id == person_id, Concern.seen_at.is_(None))


def list_withdrawals_to_answer(person_id: UUID) -> Sequence[Concern]:
    """Open concerns that somebody else wants withdrawn, for those who know of them."""
    asked = and_(Concern.withdrawal_asked_by_id.is_not(None), Concern.withdrawal_asked_by_id != person_id)
    knows = or_(Concern.raised_by_id == person_id, was_told(person_id))
    return _list(Concern.state.in_(OPEN), asked, knows)


def _list(*conditions: ColumnElement[bool]) -> Sequence[Concern]:
    return db.session.scalars(select(Concern).where(*conditions).order_by(Concern.answer_by, Concern.reference)).all()


def late_on(now: datetime) -> ColumnElement[bool]:
    """Nobody answered, and the first clock has run out."""
    return and_(Concern.state == ConcernState.RAISED, Concern.first_answer_by < now)


def get_concern_settings() -> ConcernSettings:
    return db.session.scalars(select(ConcernSettings)).one()
