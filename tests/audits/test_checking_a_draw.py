"""The page that does a draw again: what it keeps, who did it and when, and when that no longer counts."""

from datetime import UTC, datetime

import pytest

from audits import access
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from tests.audits.answers import LEAD
from tests.makers.audits import make_list, make_sample
from tests.makers.people import make_person
from tests.statements import statements

FIRST = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def first_working_day(app):
    with clock.pretend(FIRST):
        yield


@pytest.fixture
def lead(sign_in):
    return sign_in(*LEAD, person=make_person("Lena Lead"))


@pytest.fixture
def drawn(app):
    make_list()
    return make_sample(make_person("Anne Auditor"), make_person("Ben Builder"))


def test_a_sample_that_was_tampered_with_is_found_out_on_the_page(browse, sign_in, drawn):
    case = drawn.cases[0]
    tamper = db.text("UPDATE audit_sample_cases SET case_id = 'C-9999' WHERE id = :id")
    with transaction():
        db.session.execute(tamper, {"id": case.id.hex})
    sign_in(access.VIEW_SAMPLES)

    page = browse("audits.verify_sample", draw_id=drawn.id, post={})

    assert page.heading == "The sample differs"
    assert "C-9999" in page.text
    assert browse("audits.verify_sample", draw_id=drawn.id).heading == "The sample differs"


def test_a_check_of_a_draw_is_kept_and_says_who_did_it_and_when(browse, sign_in, drawn):
    sign_in(access.VIEW_SAMPLES, person=make_person("Vera Verifier"))
    browse("audits.verify_sample", draw_id=drawn.id, post={})

    with clock.pretend(datetime(2026, 12, 3, 10, 0, tzinfo=UTC)):
        page = browse("audits.verify_sample", draw_id=drawn.id)

    assert page.heading == "The sample is the same"
    assert "last done again on 1 December 2026 at" in page.text and "by Vera Verifier" in page.text
    assert "compared just now, on 3 December 2026 at" in page.text
    assert page.summary("Cases in the sample") == "8"
    assert "Did the draw again to check it" in browse("audits.view_draw", draw_id=drawn.id).text


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE audit_sample_cases SET case_id = case_id || '9'",
        "UPDATE audit_draws SET seed = 'another'",
        "UPDATE audit_draws SET size = size - 1",
        "UPDATE audit_draws SET packed_frame = NULL",
        "UPDATE audit_commitments SET value = 'another'",
    ],
)
def test_a_check_no_longer_counts_once_what_it_read_has_changed(browse, sign_in, drawn, tamper):
    sign_in(access.VIEW_SAMPLES)
    browse("audits.verify_sample", draw_id=drawn.id, post={})
    with transaction():
        db.session.execute(db.text(tamper))

    page = browse("audits.verify_sample", draw_id=drawn.id)

    assert page.heading == "Check the draw again"
    assert "that result no longer counts" in page.text
    assert "The same" not in page.text


def test_a_replaced_case_asks_for_the_draw_to_be_checked_again(browse, lead, drawn):
    where = {"draw_id": drawn.id}
    browse("audits.verify_sample", **where, post={})
    browse("audits.replace_case", sample_case_id=drawn.cases[0].id, post={"reason": "Moved away"})

    assert browse("audits.verify_sample", **where).heading == "Check the draw again"
    assert browse("audits.verify_sample", **where, post={}).heading == "The sample is the same"


def test_looking_at_a_check_draws_nothing_again(browse, sign_in, drawn):
    sign_in(access.VIEW_SAMPLES)
    browse("audits.verify_sample", draw_id=drawn.id, post={})

    with statements() as sent:
        browse("audits.verify_sample", draw_id=drawn.id)

    assert not [one for one in sent if "caseload_cases" in one]
