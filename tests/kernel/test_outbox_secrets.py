"""A mail that opens a door is kept only while it waits: neither the outbox nor a backup holds a key."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select

from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage, State
from tests.kernel.post_office import free_port, mail_server, mail_templates, smtp_url

DOOR = "Subject: Choose a password\n\nhere: {{ link }}\n"
KEY = "the-key-of-the-door"


@pytest.fixture
def write(app, now):
    def put(**more):
        with transaction():
            outbox.write("door", to="ann@council.example", link=KEY, **more)

    with mail_templates(app, door=DOOR):
        yield put


def the_mail():
    db.session.rollback()
    return db.session.scalars(select(OutboxMessage)).one()


def test_the_words_are_forgotten_once_sent(app, write, settings, tmp_path):
    write(good_for=timedelta(hours=24))
    with mail_server() as desk, smtp_url(app, f"smtp://127.0.0.1:{desk.port}"):
        outbox.send_mail()

    assert KEY in desk.mails[0].get_body(("plain",)).get_content()
    assert (the_mail().state, the_mail().body) == (State.SENT, "")
    if db.engine.dialect.name == "sqlite":
        db.session.rollback()
        copy = tmp_path / "copy.sqlite3"
        with closing(sqlite3.connect(db.engine.url.database)) as live, closing(sqlite3.connect(copy)) as kept:
            live.backup(kept)
        assert KEY.encode() not in copy.read_bytes()


def test_a_link_that_opens_nothing_any_longer_is_not_sent_and_is_forgotten(app, write, now):
    write(good_for=timedelta(hours=24))
    with smtp_url(app, f"smtp://127.0.0.1:{free_port()}"):
        outbox.send_mail()
        assert KEY in the_mail().body

        with clock.pretend(now + timedelta(hours=25)):
            outbox.send_mail()
            mail = the_mail()
            assert (mail.state, mail.body) == (State.GIVEN_UP, "")
            with transaction():
                assert not outbox.try_again(mail.id)


def test_other_mail_keeps_its_words(app, write):
    write()
    with mail_server() as desk, smtp_url(app, f"smtp://127.0.0.1:{desk.port}"):
        outbox.send_mail()

    assert KEY in the_mail().body
