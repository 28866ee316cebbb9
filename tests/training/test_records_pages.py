"""Somebody reads their own record and adds to it; their manager reads it; a co-ordinator confirms and withdraws."""

import io

import pytest

from dcpp.kernel.access import Scope
from tests.makers.people import make_person
from tests.makers.training import make_course
from tests.makers.training_records import (
    A_CERTIFICATE,
    add_record_evidence,
    make_own_entry,
    make_record,
    make_requirement,
)
from training import access

SAID = {
    "title": "Motivational interviewing",
    "provider": "A college",
    "hours": "3",
    "completed_on-day": "20",
    "completed_on-month": "11",
    "completed_on-year": "2026",
}


@pytest.fixture
def me(app, now, sign_in):
    return sign_in(access.KEEP_RECORDS, access.VIEW_RECORDS, scope=Scope.OWN, but={access.KEEP_RECORDS: Scope.OWN})


def test_an_own_entry_waits_to_be_confirmed(browse, me):
    page = browse("training.add_own_record", post=SAID)

    assert page.notice.startswith("Added to your record")
    assert "Not confirmed yet" in page.text


def test_a_certificate_comes_with_it_and_keeps_its_fingerprint(browse, me):
    page = browse("training.add_own_record", post=SAID | {"file": (io.BytesIO(A_CERTIFICATE), "mi.pdf")})

    assert "Fingerprint (SHA-256)" in page.text


def test_a_file_that_is_something_else_is_refused_and_nothing_is_kept(browse, me):
    page = browse("training.add_own_record", post=SAID | {"file": (io.BytesIO(b"MZ\x00 not a pdf"), "mi.pdf")})

    assert "is something else" in page.text
    assert "Nothing here yet" in browse("training.view_my_record").text


def test_an_entry_without_a_course_or_title_says_what_to_do_and_keeps_what_was_typed(browse, me):
    page = browse("training.add_own_record", post=SAID | {"title": ""})

    assert "Choose a course, or enter the title of what it was" in page.text
    assert "A college" in str(page.soup)


def test_the_page_says_what_is_asked_and_by_when(browse, me):
    course = make_course("Safeguarding children")
    make_requirement(course, roles=(), months=12)
    make_record(me, course, days_ago=10)

    page = browse("training.view_my_record")

    assert "In date" in page.text
    assert "13 November 2027" in page.text


def test_nobody_reads_what_is_beyond_their_reach(browse, me):
    other = make_own_entry(make_person("Una Unknown"))

    browse("training.view_record", record_id=other.id, status=404)
    browse("training.view_person_record", person_id=other.person_id, status=404)


def test_a_co_ordinator_confirms_and_withdraws(browse, sign_in, app, now):
    sign_in(access.VIEW_RECORDS, access.CONFIRM_RECORDS, access.KEEP_RECORDS)
    record = make_own_entry(make_person("Olu Owner"))
    add_record_evidence(record)
    assert "Olu Owner" in browse("training.list_records_to_confirm").text

    page = browse("training.confirm_record", record_id=record.id, post={})
    assert "It counts for what is asked from now on" in page.notice
    page = browse("training.withdraw_record", record_id=record.id, post={"reason": "It was another person’s"})

    assert "It was another person’s" in page.text


def test_a_stranger_does_not_withdraw_what_counts(browse, me):
    record = make_record(me)

    browse("training.withdraw_record", record_id=record.id, post={"reason": "I want to"}, status=409)


def test_the_evidence_is_taken_as_an_attachment(browse, me):
    record = make_own_entry(me)
    piece = add_record_evidence(record)

    page = browse("training.download_record_evidence", record_id=record.id, evidence_id=piece.id)

    assert page.response.data == A_CERTIFICATE


def test_a_record_is_taken_away_as_a_sheet(browse, me):
    make_own_entry(me, title="=1+1")

    page = browse("training.export_person_record", person_id=me.id, query={"as": "csv"})

    assert "'=1+1" in page.response.data.decode("utf-8-sig")


def test_what_is_due_soon_stands_in_my_work(browse, me):
    course = make_course("Safeguarding children", months_valid=None)
    make_requirement(course, roles=(), months=12)
    make_record(me, course, days_ago=350)

    assert "Safeguarding children runs out" in browse("home.view_my_work").text
