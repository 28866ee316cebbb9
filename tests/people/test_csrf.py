"""The pages of signing in, with the guard against forged forms on, as in service."""

import pyotp
import pytest
from flask_security.utils import hash_password

from dcpp.app import create_app
from dcpp.cli.opening import close
from dcpp.kernel.db import db, transaction
from dcpp.people.queries import accounts
from dcpp.people.rules import Role
from tests.makers.people import make_person
from tests.pages import Browse, FreshClient

PASSWORD = "tractor violin marmalade"


@pytest.fixture
def guarded(app, settings, now):
    """A browser of an application as it is in service, and somebody who needs a second factor."""
    person = make_person("Ada", Role.ADMINISTRATOR, email="ada@council.example")
    with transaction():
        accounts.get_account_of(person.id).password = hash_password(PASSWORD)
    db.session.rollback()
    other = create_app(settings)
    other.test_client_class = FreshClient
    other.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    yield Browse(other)
    with other.app_context():
        close()


def send(browse, page, post, form=None):
    """Fill in the page's form as a browser would, hidden fields and all."""
    form = form or page.soup.select_one("main form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return browse.open(form["action"], post=hidden | post)


def test_the_whole_way_in_and_out_again_works_with_the_guard_on(guarded):
    page = guarded.open("/account")
    page = send(guarded, page, {"email": "ada@council.example", "password": PASSWORD})
    assert page.heading == "Set up an authenticator app"
    page = send(guarded, page, {})
    key = page.soup.select_one(".dcpp-key").get_text().replace("-", "")
    page = send(guarded, page, {"code": pyotp.TOTP(key).now()})
    assert page.heading == "Recovery codes"
    page = send(guarded, page, {})
    assert len(page.soup.select("code")) == 10

    page = send(guarded, page, {}, page.soup.select_one("form[action='/sign-out']"))
    assert page.heading == "Sign in"


def test_forged_forms_are_refused(guarded):
    post = {"email": "ada@council.example", "password": PASSWORD}

    for address in ("/sign-in", "/sign-out", "/forgotten-password", "/second-factor", "/account/password"):
        assert guarded.client.post(address, data=post).status_code in {400, 302}
    assert guarded.open("/account").heading == "Sign in"


def test_a_token_from_before_signing_in_is_worth_nothing_after_it(guarded):
    page = guarded.open("/sign-in")
    before = page.soup.select_one("input[name=csrf_token]")["value"]
    page = send(guarded, page, {"email": "ada@council.example", "password": PASSWORD, "next": "/account"})
    page = send(guarded, page, {})
    key = page.soup.select_one(".dcpp-key").get_text().replace("-", "")
    send(guarded, page, {"code": pyotp.TOTP(key).now()})

    assert guarded.client.post("/account/sign-ins/end-others", data={"csrf_token": before}).status_code == 400
