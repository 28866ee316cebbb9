"""Authenticator apps and recovery codes: asked for where set up, forced where the role needs it."""

import re
import time
from datetime import timedelta

import pyotp
import pytest
from flask_security.utils import hash_password

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.people.models import Person
from dcpp.people.queries import accounts
from dcpp.people.rules import Role
from dcpp.people.services import roles
from tests.makers.people import make_person

PASSWORD = "tractor violin marmalade"


def make_account(*held, **details):
    person = make_person("Ada Byron", *held, email="ada@council.example", **details)
    with transaction():
        accounts.get_account_of(person.id).password = hash_password(PASSWORD)
    return person


def enter_password(browse, **more):
    post = {"email": "ada@council.example", "password": PASSWORD, "next": "/account"}
    return browse("security.login", post=post, **more)


def key_on(page):
    return re.sub(r"[\s-]", "", page.soup.select_one(".dcpp-key").get_text())


def set_up_app(browse):
    """From the page that asks for an app, through to the code; gives the app."""
    page = browse("security.two_factor_setup", post={"setup": "authenticator"})
    app = pyotp.TOTP(key_on(page))
    form = page.soup.select_one("form.dcpp-form")
    done = browse.open(form["action"], post={"code": app.now(), "next": "/account/recovery-codes"})
    return app, done


def later(app, steps):
    """The code that the app will show some half minutes from now."""
    return app.at(int(time.time()) + 30 * steps)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PARTNER])
def test_the_role_forces_an_app_before_anything_else(browse, now, role):
    make_account(role)

    page = enter_password(browse)

    assert page.heading == "Set up an authenticator app"
    assert browse("account.view_account").heading == "Sign in"
    _, done = set_up_app(browse)
    assert done.heading == "Recovery codes"
    assert "takes away those that you have" not in done.text


def test_other_roles_may_sign_in_without(browse, now):
    make_account(Role.PRACTITIONER)

    assert enter_password(browse).heading == "Your account"


def test_once_set_up_the_code_is_asked_for_each_time(browse, now):
    make_account(Role.ADMINISTRATOR)
    enter_password(browse)
    app, _ = set_up_app(browse)
    browse("security.logout", post={})

    assert enter_password(browse).heading == "Enter a code from your app"
    wrong = browse("security.two_factor_token_validation", post={"code": "000000", "next": "/account"})
    assert "That code is not right" in wrong.errors[0]
    page = browse("security.two_factor_token_validation", post={"code": later(app, 1), "next": "/account"})
    assert page.heading == "Your account"


def test_a_code_works_once(browse, now):
    make_account(Role.ADMINISTRATOR)
    enter_password(browse)
    app, _ = set_up_app(browse)
    once = {"code": later(app, 1), "next": "/account"}  # held on to: half a minute may end between two lines

    pages = []
    for _ in range(2):
        browse("security.logout", post={})
        enter_password(browse)
        pages.append(browse("security.two_factor_token_validation", post=once))

    assert pages[0].heading == "Your account"
    assert pages[1].errors


def test_codes_are_throttled_and_the_password_does_not_begin_the_count_anew(browse, now):
    make_account(Role.ADMINISTRATOR)
    enter_password(browse)
    app, _ = set_up_app(browse)
    browse("security.logout", post={})
    for _ in range(2):
        enter_password(browse)
        for _ in range(5):
            browse("security.two_factor_token_validation", post={"code": "000000"})

    answer = browse("security.two_factor_token_validation", post={"code": later(app, 1)})

    assert "too many wrong tries" in answer.errors[0]
    assert "too many wrong tries" in enter_password(browse).errors[0]


def test_the_page_for_codes_is_closed_to_those_who_gave_no_password(browse, now):
    for endpoint in ("security.two_factor_token_validation", "security.mf_recovery", "security.two_factor_setup"):
        assert browse(endpoint).heading == "Sign in"


def test_the_next_page_after_a_code_is_one_of_ours(browse, now):
    make_account(Role.ADMINISTRATOR)
    enter_password(browse)
    app, _ = set_up_app(browse)
    browse("security.logout", post={})
    enter_password(browse)

    post = {"code": later(app, 1), "next": "https://evil.example/"}
    answer = browse("security.two_factor_token_validation", post=post, follow=False)

    assert answer.response.location == "/"


def test_recovery_codes_are_shown_once_and_each_works_once(browse, now):
    make_account(Role.ADMINISTRATOR)
    enter_password(browse)
    set_up_app(browse)
    page = browse("security.mf_recovery_codes", post={"generate_new_codes": "1"})
    codes = [tag.get_text() for tag in page.soup.select("code")]
    assert len(codes) == 10
    assert browse("security.mf_recovery_codes", query={"show_codes": "1"}).soup.select("code") == []
    assert browse("account.view_account").summary("Recovery codes") == "10 left"
    browse("security.logout", post={})

    enter_password(browse)
    typed = codes[3].upper().replace("-", " ")
    assert browse("security.mf_recovery", post={"code": typed, "next": "/account"}).heading == "Your account"

    browse("security.logout", post={})
    enter_password(browse)
    assert browse("security.mf_recovery", post={"code": codes[3]}).errors


def test_codes_and_keys_are_not_readable_in_the_database(browse, now):
    person = make_account(Role.ADMINISTRATOR)
    enter_password(browse)
    page = browse("security.two_factor_setup", post={"setup": "authenticator"})
    key = key_on(page)
    browse.open("/sign-in/code", post={"code": pyotp.TOTP(key).now(), "next": "/account"})
    codes = [c.get_text() for c in browse("security.mf_recovery_codes", post={"x": "1"}).soup.select("code")]

    account = accounts.get_account_of(person.id)
    assert key not in (account.tf_totp_secret or key)
    assert not set(codes) & set(account.mf_recovery_codes)
    assert PASSWORD not in (account.password or PASSWORD)


def test_a_role_that_needs_an_app_ends_a_sign_in_without_one(browse, now):
    person = make_account(Role.PRACTITIONER)
    enter_password(browse)
    with transaction():
        roles.give_role(db.session.get_one(Person, person.id), Role.ADMINISTRATOR)

    assert browse("account.view_account").heading == "Sign in"
    assert enter_password(browse).heading == "Set up an authenticator app"


def test_setting_up_by_choice_and_turning_off_again(browse, now):
    make_account(Role.PRACTITIONER)
    enter_password(browse)
    _, done = set_up_app(browse)
    assert done.heading == "Your account"
    assert done.summary("Authenticator app").startswith("Set up")

    page = browse("security.two_factor_setup", post={"setup": "disable"})

    assert page.heading == "Your account"
    assert page.summary("Authenticator app").startswith("Not set up")


def test_an_administrator_cannot_turn_the_app_off(browse, now):
    make_account(Role.ADMINISTRATOR)
    enter_password(browse)
    set_up_app(browse)

    page = browse("security.two_factor_setup", post={"setup": "disable"})

    assert "cannot be turned off" in page.text


def test_changing_how_one_signs_in_asks_for_the_password_again(browse, now):
    make_account(Role.PRACTITIONER)
    enter_password(browse)
    with browse.client.session_transaction() as cookie:
        cookie["fs_paa"] -= timedelta(minutes=20).total_seconds()

    asked = browse("security.two_factor_setup")
    assert asked.heading == "Enter your password again"
    next_page = asked.soup.select_one("input[name=next]")["value"]
    assert browse("security.verify", post={"password": "wrong one, surely", "next": next_page}).errors
    page = browse("security.verify", post={"password": PASSWORD, "next": next_page})
    assert page.heading == "Set up an authenticator app"
    assert clock.now()


def test_a_wrong_code_while_setting_up_leads_back_to_the_picture(browse, now):
    make_account(Role.ADMINISTRATOR)
    enter_password(browse)
    page = browse("security.two_factor_setup", post={"setup": "authenticator"})
    wrong = browse.open(page.soup.select_one("form.dcpp-form")["action"], post={"code": "000000"})

    assert "I cannot get a code" not in wrong.links
    again = browse.open(wrong.links["Show the picture and key again"])

    assert again.heading == "Set up an authenticator app"
    _, done = set_up_app(browse)
    assert done.heading == "Recovery codes"
    browse("security.logout", post={})
    assert "Show the picture and key again" not in enter_password(browse).links
