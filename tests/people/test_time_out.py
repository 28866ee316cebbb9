"""Before a time-out there is a warning, and after it what was typed is put back: in a real browser."""

import pytest

from dcpp.people import access
from tests.gallery.test_gallery import HOST, show
from tests.makers.people import make_service

pytestmark = pytest.mark.browser
NAME = "#name"


@pytest.fixture
def form(app, browse, now, sign_in, page):
    """A page with a form, open in the browser of somebody who is signed in, on a clock that the test moves."""
    person = sign_in(access.MANAGE_PEOPLE)
    make_service("Early help")
    page.clock.install()
    show(app, browse.client, page, "/teams/services/new")
    page.person = person
    return page


def sign_out_behind_their_back(browse):
    with browse.client.session_transaction() as cookie:
        kept = dict(cookie)
        cookie.clear()
    return kept


def sign_in_again(browse, kept):
    with browse.client.session_transaction() as cookie:
        cookie.update(kept)


def test_a_warning_comes_two_minutes_before_and_can_be_answered(form, browse):
    assert not form.locator("#session-warning").is_visible()

    form.clock.run_for(28 * 60 * 1000 + 2000)
    assert form.get_by_role("dialog").is_visible()
    assert "2 minutes" in form.get_by_role("dialog").inner_text()
    form.get_by_role("button", name="Stay signed in").click()

    form.clock.run_for(60 * 1000)
    assert not form.locator("#session-warning").is_visible()
    assert form.url == HOST + "/teams/services/new"


def test_what_was_typed_is_put_back_after_a_time_out(form, browse):
    form.fill(NAME, "Family help")
    kept = sign_out_behind_their_back(browse)
    form.clock.run_for(30 * 60 * 1000 + 2000)
    form.wait_for_url("**/sign-in**")
    assert "next=" in form.url

    sign_in_again(browse, kept)
    form.goto(HOST + "/teams/services/new")

    assert form.input_value(NAME) == "Family help"
    assert "has been put back" in form.locator(".govuk-inset-text").inner_text()


def test_a_form_that_was_sent_too_late_is_not_lost_either(form, browse):
    form.fill(NAME, "Family help")
    kept = sign_out_behind_their_back(browse)
    form.get_by_role("button", name="Add this service").click()
    form.wait_for_selector("text=Sign in")

    sign_in_again(browse, kept)
    form.goto(HOST + "/teams/services/new")

    assert form.input_value(NAME) == "Family help"


def test_somebody_else_in_the_same_tab_does_not_get_it(form, browse, sign_in):
    form.fill(NAME, "Family help")
    sign_out_behind_their_back(browse)
    form.goto(HOST + "/sign-in")

    sign_in(access.MANAGE_PEOPLE, person=None)
    form.goto(HOST + "/teams/services/new")

    assert form.input_value(NAME) == ""
    assert form.evaluate("Object.keys(sessionStorage).length") == 0


def test_going_elsewhere_or_signing_out_forgets_what_was_typed(form):
    form.fill(NAME, "Family help")
    form.goto(HOST + "/account")
    form.goto(HOST + "/teams/services/new")
    assert form.input_value(NAME) == ""

    form.fill(NAME, "Family help")
    form.get_by_role("button", name="Sign out").click()
    form.wait_for_selector("text=You have signed out")

    assert form.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('dcpp-typed')).length") == 0


def test_passwords_are_never_kept(app, browse, now, sign_in, page):
    sign_in()
    show(app, browse.client, page, "/account/password")
    page.fill("#new_password", "tractor violin marmalade")

    assert "tractor" not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
