"""Drafts save themselves in a real browser, and nothing that was typed is lost or written over."""

import re

import pytest
from playwright.sync_api import expect

from audits import queries
from dcpp.kernel.db import db
from dcpp.people.models import Person
from tests.live import served, signed_in
from tests.makers.audits_done import make_audit, make_auditor, write

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Saved \d")


@pytest.fixture
def audit(app):
    found = make_audit(make_auditor())
    db.session.expunge_all()
    return found


@pytest.fixture
def place(app, browse, sign_in_as, audit, context):
    """The address of a section; the browser is signed in as its auditor."""
    sign_in_as(db.session.get(Person, audit.auditor_id))
    with served(app) as address:
        signed_in(context, browse, address)
        yield f"{address}/audits/{audit.id}/sections/plan"
        context.close()


def status(page):
    return page.locator("[data-autosave-status]")


def evidence(page):
    return page.get_by_label("What is your evidence?")


def stored(audit, name="evidence"):
    db.session.rollback()
    with db.session.no_autoflush:
        answer = queries.find_answer(audit.id, "plan")
        found = getattr(answer, name) if answer else None
    db.session.rollback()
    return found


def saved(page):
    expect(status(page)).to_have_text(SAVED, timeout=15_000)


def test_words_and_grades_save_themselves_within_seconds(page, place, audit):
    page.goto(place)
    evidence(page).fill("Outcomes are named.\nThe family wrote two of them.")
    page.get_by_label("Good", exact=True).check()
    saved(page)

    assert stored(audit) == "Outcomes are named.\nThe family wrote two of them."
    assert stored(audit, "answer") == "good"
    page.reload()
    expect(page.get_by_label("Good", exact=True)).to_be_checked()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('dcpp-draft')).length") == 0


def test_a_second_window_meets_both_texts_and_may_keep_its_own(page, context, place, audit):
    second = context.new_page()
    for window in (page, second):
        window.goto(place)
    evidence(page).fill("First window")
    saved(page)

    evidence(second).fill("Second window")
    second.get_by_label("Where in the record is it?").fill("Plan of May")
    expect(second.get_by_role("alert")).to_contain_text("You changed this in another window")
    expect(second.get_by_role("alert")).to_contain_text("First window")
    assert stored(audit) == "First window"
    assert stored(audit, "place") == "Plan of May", "only the words in conflict wait"

    second.get_by_role("button", name="Keep mine").click()
    saved(second)
    assert stored(audit) == "Second window"


def test_a_second_window_may_take_the_other_text(page, place, audit):
    page.goto(place)
    write(audit, "plan", evidence="Theirs", answer="good")
    db.session.rollback()

    evidence(page).fill("Mine")
    page.get_by_role("button", name="Use theirs").click()

    expect(evidence(page)).to_have_value("Theirs")
    assert stored(audit) == "Theirs"


def test_without_a_connection_it_is_kept_and_sent_when_it_is_back(page, context, place, audit):
    page.goto(place)
    context.set_offline(True)
    evidence(page).fill("Written in a tunnel")
    expect(status(page)).to_contain_text("Not saved: no connection", timeout=15_000)
    assert stored(audit) is None

    context.set_offline(False)
    saved(page)
    assert stored(audit) == "Written in a tunnel"


def test_after_a_lost_sign_in_it_is_kept_and_sent_when_its_owner_is_back(page, context, browse, place, audit):
    page.goto(place)
    context.clear_cookies()
    evidence(page).fill("Written after lunch")
    expect(status(page)).to_contain_text("Not saved: you have been signed out", timeout=15_000)
    page.get_by_role("button", name="Save and continue").click()
    expect(evidence(page)).to_have_value("Written after lunch")

    signed_in(context, browse, place.split("/audits")[0])
    page.goto(place)
    expect(evidence(page)).to_have_value("Written after lunch")
    saved(page)
    assert stored(audit) == "Written after lunch"


def test_what_was_kept_and_what_somebody_saved_since_are_both_shown(page, context, browse, place, audit):
    page.goto(place)
    context.clear_cookies()
    evidence(page).fill("Mine, not sent")
    expect(status(page)).to_contain_text("signed out", timeout=15_000)
    write(audit, "plan", evidence="Theirs, meanwhile")
    db.session.rollback()

    signed_in(context, browse, place.split("/audits")[0])
    page.goto(place)

    expect(page.get_by_role("alert")).to_contain_text("Theirs, meanwhile")
    expect(evidence(page)).to_have_value("Mine, not sent")
    assert stored(audit) == "Theirs, meanwhile"


def test_the_button_saves_at_once_and_goes_on(page, place, audit):
    page.goto(place)
    evidence(page).fill("Typed and sent in one breath")
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Visits and direct work")
    assert stored(audit) == "Typed and sent in one breath"


def test_once_all_is_saved_the_button_goes_on_when_pressed_once(page, place, audit):
    page.goto(place)
    evidence(page).fill("Saved before the button")
    saved(page)
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Visits and direct work")
    assert stored(audit) == "Saved before the button"


def test_leaving_the_page_sends_what_was_just_typed(page, place, audit):
    page.goto(place)
    evidence(page).fill("The telephone rang")
    page.get_by_role("link", name="Back to the audit").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Child protection plan")

    page.goto(place)
    expect(evidence(page)).to_have_value("The telephone rang")
    assert stored(audit) == "The telephone rang"


def test_without_script_the_button_saves(browser, browse, place, audit):
    context = browser.new_context(java_script_enabled=False)
    signed_in(context, browse, place.split("/audits")[0])
    page = context.new_page()
    page.goto(place)
    evidence(page).fill("No script here")
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Visits and direct work")
    assert stored(audit) == "No script here"
    context.close()
