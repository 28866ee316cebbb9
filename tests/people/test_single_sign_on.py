"""Signing in with the council's account, against a real provider that runs beside the test on 127.0.0.1."""

import json
import socket
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from dcpp.app import create_app
from dcpp.cli.opening import close
from dcpp.config import BadSetting, from_environment
from dcpp.kernel import clock
from dcpp.people.rules import Role
from tests.makers.people import make_person
from tests.pages import Browse, FreshClient

PEOPLE = [
    *(
        {"sub": address, "email": address, "email_verified": True}
        for address in ("ada@council.example", "ADA@council.example", "stranger@council.example")
    ),
    {"sub": "with-mfa", "email": "mfa@council.example", "email_verified": True, "amr": ["pwd", "mfa"]},
    {"sub": "entra", "email": "ada@council.example", "oid": "ada-oid"},
    {"sub": "ada-anew", "email": "ada@council.example", "email_verified": True},
    {"sub": "unchecked", "email": "ada@council.example", "email_verified": False},
    {"sub": "no-address", "name": "Nobody"},
]


@pytest.fixture(scope="module")
def provider():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    known = [part for person in PEOPLE for part in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *known]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture
def council(app, settings, provider, now):
    """A browser of a council that has single sign-on, on the test's own database."""
    theirs = replace(settings, oidc_issuer=provider, oidc_client_id="dcpp", oidc_client_secret="s", public_url="")
    other = create_app(theirs)
    other.test_client_class = FreshClient
    other.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    yield Browse(other)
    with other.app_context():
        close()


def go_to_provider(council, go_on_to="/account"):
    leave = council.open(f"/sign-in/council?next={go_on_to}", follow=False)
    return leave.response.location


def come_back(at_provider, sub):
    """The address that the provider sends somebody back to."""
    answer = requests.post(at_provider, data={"sub": sub}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in(council, sub, **more):
    page = council.open(come_back(go_to_provider(council, **more), sub), status=None)
    assert page.heading == "Signing you in"
    return page


def arrive(council, **more):
    return council.open("/sign-in/council/arrive", post={}, **more)


def test_somebody_we_keep_is_let_in_and_led_to_what_they_asked_for(council):
    make_person("Ada", email="ada@council.example")
    assert "Sign in with your council account" in council.open("/sign-in").text

    sign_in(council, "ADA@council.example")
    page = arrive(council)

    assert page.heading == "Your account"
    assert page.summary("Name") == "Ada"


def test_the_request_carries_state_nonce_and_challenge(council):
    asked = parse_qs(urlsplit(go_to_provider(council)).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["state"] and asked["nonce"] and asked["code_challenge"]
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/sign-in/council/answer"]


def test_somebody_unknown_is_told_so_and_not_added(council):
    sign_in(council, "stranger@council.example")

    page = arrive(council, status=403)

    assert page.heading == "You are not signed in"
    assert "stranger@council.example" in page.text


def test_a_leaver_is_not_let_in(council):
    make_person("Ada", email="ada@council.example", leaves_on=date(2026, 11, 20))
    sign_in(council, "ada@council.example")

    arrive(council, status=403)

    assert council.open("/account").heading == "Sign in"


@pytest.mark.parametrize("sub", ["unchecked", "no-address", "entra"])
def test_an_address_that_nobody_checked_is_not_enough(council, sub):
    make_person("Ada", email="ada@council.example")

    page = council.open(come_back(go_to_provider(council), sub), status=403)

    assert "gives no e-mail address that has been checked" in page.text


def test_an_administrator_still_needs_an_app_unless_the_issuer_vouches_for_one(council):
    make_person("Ada", Role.ADMINISTRATOR, email="ada@council.example")
    make_person("Mia", Role.ADMINISTRATOR, email="mfa@council.example")

    sign_in(council, "ada@council.example")
    assert arrive(council).heading == "Set up an authenticator app"
    sign_in(council, "with-mfa")
    assert arrive(council).heading == "Your account"


def test_an_answer_to_somebody_elses_question_is_refused(council):
    make_person("Ada", email="ada@council.example")
    theirs = come_back(go_to_provider(council), "ada@council.example")
    with council.client.session_transaction() as cookie:
        cookie.clear()

    assert council.open(theirs, status=403).heading == "You are not signed in"
    assert arrive(council, status=403)


def test_a_wrong_nonce_is_refused(council):
    make_person("Ada", email="ada@council.example")
    back = come_back(go_to_provider(council), "ada@council.example")
    with council.client.session_transaction() as cookie:
        for key in [key for key in cookie if key.startswith("_state_council_")]:
            kept = cookie[key]
            kept["data"]["nonce"] = "another"
            cookie[key] = kept

    assert "could not be checked" in council.open(back, status=403).text


def test_an_answer_works_once(council):
    make_person("Ada", email="ada@council.example")
    back = come_back(go_to_provider(council), "ada@council.example")
    council.open(back)

    council.open(back, status=403)


def test_an_answer_left_lying_is_too_late(council):
    make_person("Ada", email="ada@council.example")
    sign_in(council, "ada@council.example")

    with clock.pretend(clock.now() + timedelta(minutes=3)):
        assert "took too long" in arrive(council, status=403).text


def test_a_refusal_at_the_provider_is_told_in_words(council):
    leave = go_to_provider(council)
    answer = requests.post(leave, data={"action": "deny"}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])

    assert "could not be checked" in council.open(f"{back.path}?{back.query}", status=403).text


def test_nobody_is_led_to_another_site_afterwards(council):
    make_person("Ada", email="ada@council.example")
    sign_in(council, "ada@council.example", go_on_to="//evil.example")

    assert arrive(council, follow=False).response.location == "/"


def test_one_can_sign_out_of_the_councils_account_too(council, provider):
    away = council.open("/sign-in/council/sign-out", follow=False).response.location

    assert away.startswith(f"{provider}/oauth2/end_session?")


def test_a_provider_that_is_away_is_told_in_words(app, settings, now):
    theirs = replace(settings, oidc_issuer="http://127.0.0.1:9", oidc_client_id="dcpp", oidc_client_secret="s")
    other = create_app(theirs)
    other.config.update(PROPAGATE_EXCEPTIONS=False)

    page = Browse(other).open("/sign-in/council", status=403)
    with other.app_context():
        close()

    assert page.heading == "You are not signed in"


def test_without_the_settings_the_pages_do_not_exist(browse):
    browse.open("/sign-in/council", status=404)
    assert "council account" not in browse.open("/sign-in").text


def test_half_of_the_settings_is_refused_at_the_start(tmp_path):
    with pytest.raises(BadSetting, match="OIDC_CLIENT_SECRET must be set as well"):
        from_environment({"DCPP_DATA": str(tmp_path), "OIDC_ISSUER": "https://x.example", "OIDC_CLIENT_ID": "x"})
