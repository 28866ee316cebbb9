"""A signed-in person's cookie, as the browser would keep it, without the pages of signing in."""

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.ids import new_id
from dcpp.people.models import Account, Person, SignIn
from dcpp.people.views.identity import COOKIE_KEY

FAR_AWAY = datetime(2100, 1, 1, tzinfo=UTC)


def cookie_of(app: Flask, person: Person) -> str:
    """The Cookie header of somebody who has just signed in."""
    account = db.session.scalars(select(Account).where(Account.person_id == person.id)).one()
    sign_in_id, uniquifier = new_id(), account.fs_uniquifier
    with transaction():
        db.session.add(
            SignIn(
                id=sign_in_id,
                account_id=account.id,
                started_at=clock.now(),
                last_seen_at=FAR_AWAY,
                ends_at=FAR_AWAY,
                with_second_factor=True,
            )
        )
    serializer = app.session_interface.get_signing_serializer(app)
    value = serializer.dumps({COOKIE_KEY: str(sign_in_id), "_user_id": uniquifier, "_fresh": True})
    return f"{app.config['SESSION_COOKIE_NAME']}={value}"
