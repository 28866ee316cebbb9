"""A mail that did not arrive is seen, and can be sent again."""

from sqlalchemy import select

from dcpp.kernel.db import db
from dcpp.kernel.outbox import OutboxMessage, State
from dcpp.kernel.trail import TrailEntry
from dcpp.operations import access
from tests.makers.operations import make_mail


def test_a_mail_that_was_given_up_is_sent_again(browse, sign_in, now):
    sign_in(access.MANAGE_MAIL)
    mail_id = make_mail(attempts=10, given_up=True).id

    page = browse("operations.list_mail")
    assert page.rows()[0][3] == "Given up The server refused the recipient (550)"
    page = browse("operations.send_mail_again", mail_id=mail_id, post={})

    assert "will be sent again" in page.notice
    assert page.rows()[0][3] == "Waiting The server refused the recipient (550)"
    assert db.session.get(OutboxMessage, mail_id).state is State.WAITING
    assert "MailSentAgain" in db.session.scalars(select(TrailEntry.event)).all()


def test_asking_again_for_a_mail_that_waits_changes_nothing(browse, sign_in, now):
    sign_in(access.MANAGE_MAIL)
    mail_id = make_mail(attempts=2).id

    browse("operations.send_mail_again", mail_id=mail_id, post={})

    assert db.session.get(OutboxMessage, mail_id).attempts == 2
    assert "MailSentAgain" not in db.session.scalars(select(TrailEntry.event)).all()


def test_mails_are_found_by_their_state_and_sent_ones_are_gone(browse, sign_in, now):
    who = sign_in(access.MANAGE_MAIL)
    name = who.name
    make_mail(who)
    make_mail(attempts=2)

    assert len(browse("operations.list_mail").rows()) == 2
    assert browse("operations.list_mail", state="late").rows()[0][1] == "gone@council.example"
    assert browse("operations.list_mail", state="waiting").rows()[0][1] == name
    assert browse("operations.list_mail", state="given up").heading == "Emails that have not been sent"
