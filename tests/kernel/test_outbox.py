"""Mail is written with what happened, and leaves once, later."""

import threading
from contextlib import suppress
from contextvars import copy_context
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage, State
from tests.kernel.post_office import REMINDER, free_port, mail_server, mail_templates, smtp_url


@pytest.fixture
def write(app, now):
    """Writes a reminder in a transaction of its own."""

    def put(to, **more):
        with transaction():
            return outbox.write("reminder", to=to, **{"reference": "AUD-2026-0147"} | more)

    with mail_templates(app, reminder=REMINDER, headless="Dear all"):
        yield put


@pytest.fixture
def desk(app):
    with mail_server() as found, smtp_url(app, f"smtp://127.0.0.1:{found.port}"):
        yield found


def the_mail():
    db.session.rollback()
    return db.session.scalars(select(OutboxMessage)).one()


def test_a_mail_arrives_with_its_words_in_both_forms(write, desk):
    write("ann@council.example")

    assert outbox.send_due() == 1

    mail = desk.mails[0]
    assert mail["Subject"] == "Submit audit AUD-2026-0147 by 30 November 2026"
    assert "http://127.0.0.1:8000/healthz" in mail.get_body(("plain",)).get_content()
    assert '<a href="http://127.0.0.1:8000/healthz">' in mail.get_body(("html",)).get_content()
    assert "Sample Council, practice quality" in mail.get_body(("plain",)).get_content()
    assert mail["Message-ID"] == the_mail().message_id
    assert the_mail().state is State.SENT


def test_a_sent_mail_is_not_sent_again(write, desk):
    write("ann@council.example")
    outbox.send_due()

    assert outbox.send_due() == 0
    assert len(desk.mails) == 1


def test_what_is_undone_sends_no_mail(write, desk):
    with suppress(LookupError), transaction():
        outbox.write("reminder", to="ann@council.example", reference="AUD-2026-0147")
        raise LookupError

    assert outbox.send_due() == 0


def test_the_same_key_writes_one_mail(write):
    assert write("ann@council.example", dedupe="overdue AUD-2026-0147 2026-11-23")
    assert not write("ann@council.example", dedupe="overdue AUD-2026-0147 2026-11-23")
    assert db.session.scalar(select(func.count(OutboxMessage.id))) == 1


def test_a_line_break_in_a_value_cannot_add_a_header(write, desk):
    write("ann@council.example", reference="A-1\nBcc: eve@else.example")

    outbox.send_due()

    assert desk.mails[0]["Bcc"] is None
    assert desk.recipients == ["ann@council.example"]


def test_a_template_without_a_subject_is_a_mistake_of_ours(write):
    with pytest.raises(ValueError, match="must begin with a line 'Subject"):
        outbox.write("headless", to="ann@council.example")


def test_nothing_is_lost_while_the_server_is_away(write, app):
    port = free_port()
    write("ann@council.example")
    with smtp_url(app, f"smtp://127.0.0.1:{port}"):
        for hour in range(30):
            with clock.pretend(clock.now() + timedelta(hours=hour)):
                assert outbox.send_due() == 0
        assert the_mail().state is State.WAITING

        with mail_server(port) as desk:
            assert outbox.send_due() == 1
            assert desk.recipients == ["ann@council.example"]


def test_a_refused_mail_does_not_hold_up_the_others(write, desk):
    desk.unknown = {"gone@council.example"}
    write("gone@council.example")
    write("ann@council.example")

    assert outbox.send_due() == 1
    assert desk.recipients == ["ann@council.example"]
    refused = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to_address == "gone@council.example")).one()
    assert refused.state is State.LATE
    assert refused.last_error == "The server refused the recipient (550)"


def test_a_refused_mail_is_given_up_in_the_end_and_can_be_tried_again(write, desk):
    desk.unknown = {"gone@council.example"}
    write("gone@council.example")
    moment = clock.now()
    for _ in range(outbox.TRIES):
        with clock.pretend(moment):
            outbox.send_due()
            moment = the_mail().send_after
    assert the_mail().state is State.GIVEN_UP
    assert outbox.count_by_state()[State.GIVEN_UP] == 1

    desk.unknown = set()
    with transaction():
        outbox.try_again(the_mail().id)
    assert outbox.send_due() == 1


def test_a_person_is_written_to_at_the_address_of_the_day_it_leaves(write, desk, app, monkeypatch):
    ann, leaver = uuid4(), uuid4()
    monkeypatch.setattr(app.extensions["directory"], "find_address", {ann: "ann@council.example"}.get)
    write(ann)
    write(leaver)

    assert outbox.send_due() == 1
    assert desk.recipients == ["ann@council.example"]
    assert outbox.count_by_state()[State.GIVEN_UP] == 1


def test_without_a_server_each_mail_becomes_a_file(write, app, settings):
    write("ann@council.example")

    assert outbox.send_due() == 1

    path = settings.data / "mail" / f"{the_mail().id}.eml"
    assert b"To: ann@council.example" in path.read_bytes()


def test_two_senders_at_once_send_every_mail_once(write, desk, app):
    for number in range(30):
        write(f"person{number:02}@council.example")
    both = threading.Barrier(2)

    def send():
        with app.app_context():
            both.wait()
            outbox.send_due()
            db.session.remove()

    senders = [threading.Thread(target=copy_context().run, args=(send,)) for _ in range(2)]
    db.session.remove()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert desk.recipients == [f"person{number:02}@council.example" for number in range(30)]


def test_a_mail_of_a_killed_sender_is_sent_again_under_the_same_id(write, desk):
    write("ann@council.example")
    claimed = outbox._claim()
    assert outbox.send_due() == 0

    with clock.pretend(clock.now() + outbox.LEASE):
        assert outbox.send_due() == 1

    assert str(claimed) in desk.mails[0]["Message-ID"]
