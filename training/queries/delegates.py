"""Who approves in whose place."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import joinedload

from dcpp.kernel import clock
from dcpp.kernel.access import Scope, Viewer
from dcpp.kernel.db import db
from training import access
from training.models import ApprovalDelegate


def holds_on(day: date) -> ColumnElement[bool]:
    return and_(ApprovalDelegate.ended_at.is_(None), ApprovalDelegate.starts_on <= day, ApprovalDelegate.ends_on >= day)


def select_stood_in_for(person_id: UUID) -> Select[UUID]:
    """The managers in whose place somebody approves today."""
    return select(ApprovalDelegate.manager_id).where(ApprovalDelegate.delegate_id == person_id, holds_on(clock.today()))


def list_stood_in_for(person_id: UUID) -> frozenset[UUID]:
    return frozenset(db.session.scalars(select_stood_in_for(person_id)))


def list_delegate_ids(manager_id: UUID, day: date) -> Sequence[UUID]:
    """Who approves in a manager's place on a day."""
    return db.session.scalars(
        select(ApprovalDelegate.delegate_id)
        .where(ApprovalDelegate.manager_id == manager_id, holds_on(day))
        .order_by(ApprovalDelegate.starts_on, ApprovalDelegate.id)
    ).all()


def list_delegations(person_id: UUID, today: date) -> Sequence[ApprovalDelegate]:
    """Those that somebody gave or was given, and that are not over."""
    return db.session.scalars(
        select(ApprovalDelegate)
        .where(
            or_(ApprovalDelegate.manager_id == person_id, ApprovalDelegate.delegate_id == person_id),
            ApprovalDelegate.ended_at.is_(None),
            ApprovalDelegate.ends_on >= today,
        )
        .options(joinedload(ApprovalDelegate.manager), joinedload(ApprovalDelegate.delegate))
        .order_by(ApprovalDelegate.starts_on, ApprovalDelegate.id)
    ).all()


def get_delegation(delegation_id: UUID, viewer: Viewer) -> ApprovalDelegate:
    """One that the viewer gave; any, for whoever answers for the whole council."""
    reaches_all = viewer.scope_here(access.APPROVE_BOOKINGS) is Scope.COUNCIL
    theirs = true() if reaches_all else ApprovalDelegate.manager_id == viewer.person_id
    return db.session.scalars(select(ApprovalDelegate).where(ApprovalDelegate.id == delegation_id, theirs)).one()
