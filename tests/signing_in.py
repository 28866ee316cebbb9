"""Signing in for tests: by a real person, account and sign-in, without the pages for it."""

from dataclasses import replace
from datetime import UTC, datetime
from time import time

from sqlalchemy import inspect

from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.kernel.ids import new_id
from dcpp.people.models import Account, Person, SignIn
from dcpp.people.views.identity import COOKIE_KEY
from tests.makers.people import make_person

FAR_AWAY = datetime(2100, 1, 1, tzinfo=UTC)


class SigningIn:
    """Sign-ins made here never time out, so that a test may move its clock."""

    def __init__(self, browse, monkeypatch):
        self.browse = browse
        self.monkeypatch = monkeypatch

    def as_person(self, person):
        with transaction():
            account = db.session.query(Account).where(Account.person_id == person.id).one()
            sign_in = SignIn(
                id=new_id(),
                account_id=account.id,
                started_at=clock.now(),
                last_seen_at=FAR_AWAY,
                ends_at=FAR_AWAY,
                with_second_factor=True,
            )
            db.session.add(sign_in)
            uniquifier = account.fs_uniquifier
            sign_in_id = sign_in.id
        with self.browse.client.session_transaction() as cookie:
            cookie.update({COOKIE_KEY: str(sign_in_id), "_user_id": uniquifier, "_fresh": True, "fs_paa": time()})
        found = db.session.get_one(Person, person.id)
        db.session.rollback()  # SQLite has one writer: the request that comes next
        return found

    def with_capabilities(self, *capabilities, scope=Scope.COUNCIL, person=None, but=None):
        person = db.session.get_one(Person, inspect(person or make_person("Sam Signed-In")).identity)
        self._grant(person.id, dict.fromkeys(capabilities, scope) | (but or {}))
        return self.as_person(person)

    def _grant(self, person_id, grants):
        doors = self.browse.app.extensions["doors"]
        load = doors.load_viewer

        def load_with_grants():
            viewer = load()
            return replace(viewer, grants=grants) if viewer and viewer.person_id == person_id else viewer

        self.monkeypatch.setattr(doors, "load_viewer", load_with_grants)
