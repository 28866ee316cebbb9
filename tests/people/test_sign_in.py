"""Signing in with a password, and everything that tries to get round it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask_security.utils import hash_password
from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import TrailEntry
from dcpp.people import access
from dcpp.people.models import Account, Person, SignIn, WrongGuess
from dcpp.people.queries import accounts
from tests.makers.people import make_person

PASSWORD = "tractor violin marmalade"


@pytest.fixture
def ada(app, now):
    person = make_person("Ada Byron", email="ada@council.example")
    with transaction():
        accounts.get_account_of(person.id).password = hash_password(PASSWORD)
    return person


def sign_in_page(browse, email="ada@council.example", password=PASSWORD, go_on_to="/account", **more):
    return browse("security.login", post={"email": email, "password": password, "next": go_on_to}, **more)


def test_the_right_password_opens_the_page_that_was_asked_for(browse, ada):
    asked = browse("account.view_account")
    assert asked.heading == "Sign in"

    page = sign_in_page(browse)

    assert page.heading == "Your account"
    assert page.summary("Name") == "Ada Byron"


def test_the_address_may_be_written_in_capitals(browse, ada):
    assert sign_in_page(browse, email=" ADA@Council.example ").heading == "Your account"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@council.example", "not the password"),
        ("nobody@council.example", PASSWORD),
        ("ada@council.example", "é" * 900),
    ],
)
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(browse, ada, email, password):
    page = sign_in_page(browse, email=email, password=password)

    assert page.heading == "Sign in"
    assert page.errors == ["Enter the e-mail address and password that you use here. One of the two is not right"]


def test_somebody_without_a_password_cannot_sign_in_with_one(browse, now):
    make_person(email="new@council.example")

    assert sign_in_page(browse, email="new@council.example", password="anything at all").errors


def test_ten_wrong_guesses_close_the_account_for_a_while(browse, ada):
    for _ in range(10):
        sign_in_page(browse, password="wrong password here")

    assert "too many wrong tries" in sign_in_page(browse).errors[0]
    with clock.pretend(clock.now() + timedelta(minutes=16)):
        assert sign_in_page(browse).heading == "Your account"


def test_ten_wrong_guesses_close_an_unknown_account_just_so(browse, now):
    for _ in range(10):
        sign_in_page(browse, email="nobody@council.example")

    assert "too many wrong tries" in sign_in_page(browse, email="nobody@council.example").errors[0]


def test_one_persons_wrong_guesses_do_not_shut_out_a_newcomer_of_the_same_office(browse, ada):
    for _ in range(12):
        sign_in_page(browse, email="bob@council.example")

    assert sign_in_page(browse).heading == "Your account"


def test_guesses_at_many_accounts_from_one_address_are_stopped(browse, ada):
    for number in range(50):
        sign_in_page(browse, email=f"guess{number}@council.example")

    assert "too many wrong tries" in sign_in_page(browse).errors[0]


def test_colleagues_known_at_an_address_are_not_kept_out_by_others(app, browse, ada):
    sign_in_page(browse)
    browse("security.logout", post={})
    for number in range(50):
        sign_in_page(browse, email=f"guess{number}@council.example")

    assert sign_in_page(browse).heading == "Your account"


def test_a_right_password_begins_the_count_anew(browse, ada):
    for _ in range(9):
        sign_in_page(browse, password="wrong password here")
    sign_in_page(browse)

    assert db.session.scalars(select(WrongGuess)).all() == []


def test_the_guess_that_closes_an_account_is_in_the_trail(browse, ada):
    for _ in range(12):
        sign_in_page(browse, password="wrong password here")

    said = db.session.scalars(select(TrailEntry).where(TrailEntry.event == "SignInThrottled")).all()
    assert [entry.record_id for entry in said] == [ada.id]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
    ],
)
def test_nobody_is_led_to_another_site_after_signing_in(browse, ada, elsewhere):
    page = sign_in_page(browse, go_on_to=elsewhere, follow=False)

    assert page.response.location == "/"


def test_a_cookie_from_before_signing_in_is_worth_nothing_after_it(app, browse, ada):
    with browse.client.session_transaction() as cookie:
        cookie.update({"planted": "by somebody", "sign_in": "11111111-1111-1111-1111-111111111111"})
    sign_in_page(browse)

    with browse.client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["sign_in"] != "11111111-1111-1111-1111-111111111111"


def test_signing_out_ends_the_sign_in_for_copies_of_the_cookie_too(app, browse, ada):
    sign_in_page(browse)
    with browse.client.session_transaction() as cookie:
        copied = dict(cookie)
    assert browse("security.logout", post={}).notice == "You have signed out"
    with browse.client.session_transaction() as cookie:
        cookie.update(copied)

    assert browse("account.view_account").heading == "Sign in"


def test_a_leaver_is_out_at_once_and_cannot_come_back(browse, ada):
    sign_in_page(browse)
    with transaction():
        db.session.get_one(Person, ada.id).leaves_on = clock.today() - timedelta(days=1)

    assert browse("account.view_account").heading == "Sign in"
    assert sign_in_page(browse).errors
    assert db.session.scalar(select(Account).where(Account.person_id == ada.id))


def test_a_leaver_is_not_said_to_be_signed_in(browse, ada, sign_in):
    sign_in_page(browse)
    with transaction():
        db.session.get_one(Person, ada.id).leaves_on = clock.today() - timedelta(days=1)
    sign_in(access.VIEW_PEOPLE, access.HELP_WITH_SIGN_IN)

    page = browse("people.view_person", person_id=ada.id)

    assert "Nowhere" in page.text and "Sign out everywhere" not in page.text


def test_a_form_sent_too_late_leads_back_to_its_page(browse, now):
    answer = browse.client.post("/account/sign-ins/end-others", headers={"Referer": "http://localhost/account?x=1"})

    assert answer.location == "/sign-in?next=/account"


def test_a_referrer_from_elsewhere_leads_nowhere(browse, now):
    answer = browse.client.post("/account/sign-ins/end-others", headers={"Referer": "http://evil.example/account"})

    assert answer.location == "/sign-in"


def test_json_is_not_read_by_the_pages_for_signing_in(browse, now):
    for address in ("/second-factor", "/sign-in/code", "/sign-in/recovery-code", "/new-password/x"):
        assert browse.client.post(address, json=["x"]).status_code == 415


def test_signing_in_is_kept_with_device_and_address(browse, ada):
    sign_in_page(browse)

    kept = db.session.scalars(select(SignIn)).one()
    assert kept.ends_at == clock.now() + timedelta(hours=12)
    assert kept.address == "127.0.0.1"
    assert kept.ended_at is None


def test_many_guesses_at_once_are_no_way_round_the_count(app, browse, ada):
    db.session.rollback()
    post = {"email": "ada@council.example", "password": "wrong password here"}

    def guess(_number):
        answer = app.test_client().post("/sign-in", data=post).get_data(as_text=True)
        return "One of the two is not right" in answer

    with ThreadPoolExecutor(8) as pool:
        looked_at = sum(pool.map(guess, range(24)))

    assert looked_at == 10
