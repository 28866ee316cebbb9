"""Questions save themselves in a real browser; what cannot be sent waits there, and leaves with its writer."""

import re

import pytest
from playwright.sync_api import expect

from audits import queries
from dcpp.kernel.db import db
from dcpp.people.models import Person
from tests.live import served, signed_in
from tests.makers.audits_done import add_finding, make_audit, make_auditor, submit, write_all

pytestmark = pytest.mark.browser

SEEN = re.compile("Has the child been seen")
OWN_WORDS = re.compile("What did the child say or show")
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('dcpp-draft')).length"


@pytest.fixture
def audit(app):
    found = make_audit(make_auditor())
    db.session.expunge_all()
    return found


@pytest.fixture
def address(app, browse, sign_in_as, audit, context):
    """The address of the platform; the browser is signed in as the audit's auditor."""
    sign_in_as(db.session.get(Person, audit.auditor_id))
    with served(app) as address:
        signed_in(context, browse, address)
        yield address
        context.close()


@pytest.fixture
def place(address, audit):
    return f"{address}/audits/{audit.id}/sections/voice"


def stored(audit):
    db.session.rollback()
    with db.session.no_autoflush:
        answer = queries.find_answer(audit.id, "voice")
        found = dict(answer.questions) if answer else {}
    db.session.rollback()
    return found


def saved(page):
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile(r"^Saved \d"), timeout=20_000)


def answer(page, question, option):
    page.get_by_role("group", name=question).get_by_label(option, exact=True).check()


def state_of(page, question):
    return page.locator(".govuk-form-group", has=page.get_by_role("group", name=question)).last


def test_each_question_saves_itself_and_says_so(page, place, audit):
    page.goto(place)
    answer(page, SEEN, "Yes")
    page.get_by_label(OWN_WORDS).fill("“I like it here.”")
    saved(page)

    assert stored(audit) == {"seen": "yes", "own_words": "“I like it here.”"}
    assert page.locator("[data-draft='saved']").count() == 2
    page.reload()
    expect(page.get_by_role("group", name=SEEN).get_by_label("Yes", exact=True)).to_be_checked()


def test_two_windows_on_one_question_meet_and_on_two_do_not(page, context, place, audit):
    second = context.new_page()
    for window in (page, second):
        window.goto(place)
    answer(page, SEEN, "Yes")
    saved(page)

    second.get_by_label(OWN_WORDS).fill("Other question")
    answer(second, SEEN, "No")
    expect(second.get_by_role("alert")).to_contain_text(re.compile("It now says:.*Yes"))
    assert stored(audit) == {"seen": "yes", "own_words": "Other question"}

    second.get_by_role("button", name="Keep mine").click()
    saved(second)
    assert stored(audit)["seen"] == "no"


def test_words_of_a_tunnel_are_sent_from_whatever_page_is_opened_next(page, context, address, place, audit):
    page.goto(place)
    context.set_offline(True)
    page.get_by_label(OWN_WORDS).fill("Written in a tunnel")
    expect(page.locator("[data-draft='kept']")).to_have_count(1, timeout=20_000)
    page.goto("about:blank")

    context.set_offline(False)
    page.goto(f"{address}/audits/mine")
    expect(page.get_by_text("has been saved now")).to_be_visible(timeout=20_000)
    assert stored(audit) == {"own_words": "Written in a tunnel"}
    assert page.evaluate(KEPT) == 0


def test_words_for_an_audit_that_was_submitted_since_are_shown_and_may_go(page, context, address, place, audit):
    page.goto(place)
    context.set_offline(True)
    page.get_by_label(OWN_WORDS).fill("Too late")
    expect(page.locator("[data-draft='kept']")).to_have_count(1, timeout=20_000)
    page.goto("about:blank")
    write_all(audit)
    add_finding(audit)
    submit(audit)
    db.session.rollback()
    context.set_offline(False)
    page.goto(f"{address}/audits/mine")

    expect(page.get_by_text("is submitted, so it cannot be changed. You had written:")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Too late")).to_be_visible()
    page.get_by_role("button", name="Remove it from this browser").click()
    assert page.evaluate(KEPT) == 0


def test_after_a_sign_in_in_another_tab_the_words_are_saved(page, context, browse, address, place, audit):
    page.goto(place)
    context.clear_cookies()
    page.get_by_label(OWN_WORDS).fill("Written after lunch")
    status = page.locator("[data-autosave-status]")
    expect(status).to_contain_text("you have been signed out", timeout=20_000)
    assert stored(audit) == {}

    signed_in(context, browse, address)
    context.new_page().goto(f"{address}/audits/mine")
    page.bring_to_front()
    expect(status).to_have_text(re.compile(r"^Saved"), timeout=40_000)
    assert stored(audit) == {"own_words": "Written after lunch"}


def test_signing_out_sends_what_waits_and_leaves_nothing_behind(page, place, audit):
    page.goto(place)
    page.get_by_label(OWN_WORDS).fill("Typed and signed out in one breath")
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in", timeout=20_000)
    assert stored(audit) == {"own_words": "Typed and signed out in one breath"}
    assert page.evaluate(KEPT) == 0


def test_what_cannot_be_sent_is_thrown_away_at_sign_out_only_when_its_writer_agrees(page, place, audit):
    page.route("**/draft", lambda route: route.abort())
    page.goto(place)
    page.get_by_label(OWN_WORDS).fill("Confidential")
    expect(page.locator("[data-draft='kept']")).to_have_count(1, timeout=20_000)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Stay signed in").last.click()
    expect(page.get_by_label(OWN_WORDS)).to_have_value("Confidential")
    assert page.evaluate(KEPT) == 1

    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign out and remove it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in", timeout=20_000)
    assert page.evaluate(KEPT) == 0
    assert stored(audit) == {}
