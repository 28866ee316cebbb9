"""Reads of sign-ins: which one a request belongs to, and those that a person has open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from dcpp.kernel.db import db
from dcpp.people.models import Account, SignIn


def find_open_sign_in(sign_in_id: UUID, now: datetime, idle: timedelta) -> SignIn | None:
    """A sign-in that has not ended, timed out or been left too long; account and person come with it."""
    return db.session.scalar(
        select(SignIn)
        .join(SignIn.account)
        .options(contains_eager(SignIn.account))
        .where(
            SignIn.id == sign_in_id,
            SignIn.ended_at.is_(None),
            SignIn.ends_at > now,
            SignIn.last_seen_at > now - idle,
            Account.active,
        )
    )


def list_open_sign_ins(account_id: UUID, now: datetime, idle: timedelta) -> Sequence[SignIn]:
    """The sign-ins that an account has open, the newest first."""
    return db.session.scalars(
        select(SignIn)
        .where(
            SignIn.account_id == account_id,
            SignIn.ended_at.is_(None),
            SignIn.ends_at > now,
            SignIn.last_seen_at > now - idle,
        )
        .order_by(SignIn.started_at.desc(), SignIn.id)
    ).all()
