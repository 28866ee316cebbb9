"""Reads of sign-ins: which one a request belongs to, and those that a person has open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import contains_eager

from dcpp.kernel.db import db
from dcpp.people.models import Account, SignIn

SEEN_WITHIN = timedelta(minutes=1)
"""How far behind `last_seen_at` may lie: it is written once a minute at most."""


def _is_open(now: datetime, idle: timedelta) -> ColumnElement[bool]:
    return and_(SignIn.ended_at.is_(None), SignIn.ends_at > now, SignIn.last_seen_at > now - idle - SEEN_WITHIN)


def find_open_sign_in(sign_in_id: UUID, now: datetime, idle: timedelta) -> SignIn | None:
    """A sign-in that has not ended, timed out or been left too long; account and person come with it."""
    return db.session.scalar(
        select(SignIn)
        .join(SignIn.account)
        .options(contains_eager(SignIn.account))
        .where(
            SignIn.id == sign_in_id,
            _is_open(now, idle),
            Account.active,
        )
    )


def list_open_sign_ins(account_id: UUID, now: datetime, idle: timedelta) -> Sequence[SignIn]:
    """The sign-ins that an account has open, the newest first."""
    return db.session.scalars(
        select(SignIn)
        .where(SignIn.account_id == account_id, _is_open(now, idle))
        .order_by(SignIn.started_at.desc(), SignIn.id)
    ).all()
