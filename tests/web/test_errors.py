"""An error is a plain page with a reference that is also in the log; nothing that somebody wrote is lost."""

import pytest
from flask import abort, request
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import text
from sqlalchemy.orm.exc import StaleDataError

from dcpp.kernel import access
from dcpp.kernel.db import db
from dcpp.kernel.refusal import Refusal
from dcpp.web import stale
from tests.pages import Page

NOTE = "The plan names no dates; agreed with the worker to add them."
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


class CannotDoThat(Refusal):
    pass


def raising(error):
    def fall_over():
        raise error

    return fall_over


def reference_on(page):
    return page.text.rpartition("Reference: ")[2][:8]


def errors_in(lines):
    return [line for line in lines if line["level"] == "error"]


def test_an_unexpected_error_shows_the_reference_of_the_log_and_no_more(house, logged):
    house.add(raising(ValueError("invalid literal: 'Ann Other'")))

    page = house.browse.open("/door", status=500)

    assert page.heading == "Sorry, something went wrong"
    assert "Traceback" not in page.html
    assert "Ann Other" not in page.html
    (line,) = errors_in(logged())
    assert line["reference"] == reference_on(page)
    assert line["error"][0]["kind"] == "ValueError"
    assert line["error"][0]["at"][-1].startswith("tests/web/test_errors.py:")
    assert "Ann Other" not in str(line)


def test_an_error_of_the_database_is_logged_without_its_values(house, logged):
    def save():
        values = {"series": "ann@council.example"}
        db.session.execute(text("INSERT INTO reference_counters (series, last) VALUES (:series, NULL)"), values)

    house.add(save, methods=["POST"])

    house.browse.open("/door", post={}, status=500)

    (line,) = errors_in(logged())
    assert line["error"][0]["kind"] == "IntegrityError"
    assert line["error"][0]["code"] in {"SQLITE_CONSTRAINT_NOTNULL", "23502"}
    assert "ann@council" not in str(line)


def test_with_the_database_gone_there_is_still_a_page_with_a_reference(build, logged, tmp_path):
    house = build(database_url=f"sqlite:///{tmp_path}/no/such/folder/dcpp.sqlite3")

    @house.app.context_processor
    def navigation():
        return {"navigation": db.session.scalars(text("SELECT 1")).all()}

    house.add(ask_database)

    page = Page(house.client().get("/door"))

    assert (page.status, page.heading) == (500, "Sorry, something went wrong")
    first, second = errors_in(logged())
    assert first["reference"] == second["reference"] == reference_on(page)
    assert page.response.headers["X-Content-Type-Options"] == "nosniff"


def ask_database():
    return str(db.session.scalar(text("SELECT 1")))


def test_a_broken_error_page_falls_back_on_the_plainest_one(house, logged):
    broken = DictLoader({"errors/error.html": "{{ 1 / 0 }}"})
    house.app.jinja_loader = ChoiceLoader([broken, house.app.jinja_loader])
    house.add(raising(ValueError()))

    page = house.browse.open("/door", status=500)

    assert page.heading == "Sorry, something went wrong"
    assert errors_in(logged())[-1]["reference"] == reference_on(page)


def test_what_fails_after_the_answer_was_made_is_also_a_plain_page(house):
    @house.app.after_request
    def fall_over(response):
        if response.status_code == 200:
            raise ValueError("after all")
        return response

    house.add(ask_database)

    page = house.browse.open("/door", status=500)

    assert page.heading == "Sorry, something went wrong"


def test_a_refusal_is_shown_in_its_own_words(house):
    house.add(raising(CannotDoThat("Audit AUD-2026-0012 is closed")))

    page = house.browse.open("/door", status=409)

    assert page.heading == "This cannot be done now"
    assert page.text.startswith("This cannot be done now Audit AUD-2026-0012 is closed")


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 410, 413, 415, 418, 429, 500, 503])
def test_every_error_is_a_page_in_words(house, code):
    house.add(aborting(code))

    page = house.browse.open("/door", status=code)

    assert page.heading
    assert len(reference_on(page)) == 8
    assert "{" not in page.text


def aborting(code):
    def stop():
        abort(code)

    return stop


def test_a_script_gets_the_sentence_and_reference_as_json(house):
    house.add(raising(CannotDoThat("Audit AUD-2026-0012 is closed")))

    answer = house.client().get("/door", headers={"Accept": "application/json"})

    assert answer.status_code == 409
    assert answer.json["error"] == "Audit AUD-2026-0012 is closed"
    assert len(answer.json["reference"]) == 8


def test_a_file_over_the_limit_is_told_the_limit(build):
    house = build(upload_limit_mb=1)
    house.app.config["MAX_CONTENT_LENGTH"] = 1000

    def take_file():
        return str(len(request.files))

    house.add(take_file, methods=["POST"])

    page = house.browse.open("/door", post={"note": "x" * 2000}, status=413)

    assert "Choose a file of at most 1 MB" in page.text


@pytest.fixture
def guarded(house):
    """A form behind the guard against forged requests."""
    house.app.config["WTF_CSRF_ENABLED"] = True

    def save_note():
        return "saved"

    house.add(save_note, methods=["POST"], declare=access.anyone)
    return house


def test_a_form_that_was_open_too_long_says_what_to_do_and_loses_nothing(guarded):
    posted = {"note": NOTE, "password": "correct horse battery staple", "grade": "good"}

    page = Page(guarded.client().post("/door", data=posted, headers=SAME_ORIGIN))

    assert (page.status, page.heading) == (400, "Your form was not accepted")
    assert NOTE in page.text
    assert "correct horse" not in page.html
    assert "reload the page and send it again" in page.text


def test_another_site_cannot_put_its_words_on_our_page(guarded):
    page = Page(guarded.client().post("/door", data={"note": NOTE}, headers={"Sec-Fetch-Site": "cross-site"}))

    assert page.status == 400
    assert NOTE not in page.html


def test_a_stale_save_shows_what_was_written(house):
    house.add(raising(StaleDataError()), methods=["POST"])

    page = Page(house.client().post("/door", data={"summary_note": NOTE}, headers=SAME_ORIGIN))

    assert (page.status, page.heading) == (409, "Somebody else has changed this")
    assert "Summary note: what you wrote" in page.text
    assert NOTE in page.text


class Audit:
    version = 3
    summary = "What a colleague wrote meanwhile."
    reference = "AUD-2026-0012"


def test_a_stale_save_shows_both_texts_and_the_way_back(house):
    def save():
        yours = {"Summary": (NOTE, "summary"), "Reference": ("AUD-2026-0012", "reference")}
        with stale.both_shown(Audit, opened=2, yours=yours, again="/door"):
            raise AssertionError("a stale save must not begin")

    house.add(save)

    page = house.browse.open("/door", status=409)

    assert "Summary: what you wrote " + NOTE in page.text
    assert "Summary: what is kept now What a colleague wrote meanwhile." in page.text
    assert "Reference: what" not in page.text
    assert page.links["Open it again"] == "/door"


def test_a_save_of_the_version_that_was_opened_goes_through(app):
    with stale.both_shown(Audit, opened=3, yours={}, again="/door"):
        saved = True

    assert saved
