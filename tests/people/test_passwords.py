"""Choosing passwords: by mail, or in one's account."""

import re

import pytest
from sqlalchemy import select

from dcpp.kernel.db import db
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.models import SignIn
from dcpp.people.rules import passwords
from tests.makers.people import make_person
from tests.people.test_sign_in import PASSWORD, ada, sign_in_page

NEW = "drizzle kettle hush lantern"
assert ada


def ask(browse, email="ada@council.example"):
    return browse("security.forgot_password", post={"email": email})


def link_in_outbox():
    body = db.session.scalars(
        select(OutboxMessage.body).where(OutboxMessage.template == "people/choose_password")
    ).all()
    return [re.search(r"https?://[^/\s]+(/new-password/\S+)", text)[1] for text in body]


def test_a_first_password_is_chosen_by_mail(browse, now):
    person = make_person(email="new@council.example")
    assert ask(browse, "new@council.example").heading == "Look in your e-mail"

    [link] = link_in_outbox()
    page = browse.open(link)
    assert page.heading == "Choose a new password"
    done = browse.open(link, post={"password": NEW, "password_confirm": NEW})
    assert done.heading == "Sign in"

    assert sign_in_page(browse, email=person.email, password=NEW).heading == "Your account"


def test_asking_for_an_unknown_address_looks_the_same_and_sends_nothing(browse, ada):
    known, unknown = ask(browse), ask(browse, "nobody@council.example")

    assert known.text.replace("ada@", "X") == unknown.text.replace("nobody@", "X")
    assert len(link_in_outbox()) == 1


def test_the_address_in_the_mail_works_once(browse, ada):
    ask(browse)
    [link] = link_in_outbox()
    browse.open(link, post={"password": NEW, "password_confirm": NEW})

    again = browse.open(link, post={"password": NEW + "x", "password_confirm": NEW + "x"})

    assert "has been used already" in again.notice
    assert sign_in_page(browse, password=NEW).heading == "Your account"


def test_the_address_in_the_mail_is_ours_whatever_host_was_asked(browse, ada):
    post = {"email": "ada@council.example"}
    browse.client.post("/forgotten-password", data=post, headers={"Host": "evil.example"})

    assert "evil.example" not in db.session.scalars(select(OutboxMessage.body)).one()


def test_a_meddled_address_is_refused_in_words(browse, ada):
    assert "is not complete" in browse.open("/new-password/" + "x" * 50).notice


def test_a_new_password_by_mail_ends_every_sign_in(browse, ada):
    sign_in_page(browse)
    ask(browse)
    [link] = link_in_outbox()
    browse.open(link, post={"password": NEW, "password_confirm": NEW})

    assert browse("account.view_account").heading == "Sign in"
    assert all(one.ended_at for one in db.session.scalars(select(SignIn)))


def test_a_password_is_changed_in_the_account_and_other_devices_are_signed_out(app, browse, ada):
    sign_in_page(browse)
    with browse.client.session_transaction() as cookie:
        before = dict(cookie)
    post = {"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW}

    page = browse("security.change_password", post=post)

    assert page.heading == "Your account"
    assert "signed out everywhere else" in page.notice
    with browse.client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(before)
    assert browse("account.view_account").heading == "Sign in"


@pytest.mark.parametrize(
    ("post", "error"),
    [
        ({"password": "wrong", "new_password": NEW, "new_password_confirm": NEW}, "this one is not right"),
        ({"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW + "x"}, "same password in both"),
        ({"password": PASSWORD, "new_password": "short", "new_password_confirm": "short"}, "at least 12 characters"),
        ({"password": PASSWORD, "new_password": PASSWORD, "new_password_confirm": PASSWORD}, "not the one you use now"),
        ({"password": "", "new_password": NEW, "new_password_confirm": NEW}, "the password you use now"),
        ({"password": PASSWORD, "new_password": "", "new_password_confirm": ""}, "Enter a new password"),
        (
            {"password": PASSWORD, "new_password": "ada.byron.2026", "new_password_confirm": "ada.byron.2026"},
            "your name",
        ),
    ],
)
def test_a_password_that_will_not_do_is_sent_back(browse, ada, post, error):
    sign_in_page(browse)

    assert error in browse("security.change_password", post=post).errors[0]


def test_asking_again_and_again_is_stopped(browse, ada):
    for _ in range(10):
        ask(browse)

    assert "too many requests" in ask(browse).errors[0]
    assert len(link_in_outbox()) == 10


COMMON = """password1234 Password123! P@ssw0rd2026 Welcome2026!! Winter2026Winter qwertyuiop123 123456789012
    112233445566 iloveyou1234 1q2w3e4r5t6y aaaaaaaaaaaa
    abcabcabcabc administrator liverpoolfc1 manchesterunited letmeinplease
    correcthorsebatterystaple Ofsted2026Ofsted SocialWorker1 abcdefghijkl 098765432109"""


@pytest.mark.parametrize("password", COMMON.split())
def test_passwords_that_everybody_tries_are_refused(password):
    assert passwords.weakness(password) == passwords.COMMON


@pytest.mark.parametrize(
    "password", ["tractor violin marmalade", "gj48fk29dkw0", "8#4%9&2@7!5^", "пароль надёжный", "x" * 5 + "yabcd" * 60]
)
def test_passwords_that_are_hard_to_guess_are_taken(password):
    assert passwords.weakness(password) is None
