"""Who looked at which confidential record is in the trail: once for a while, and before the page leaves."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import abort, redirect
from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import aside, db, transaction
from dcpp.kernel.trail import TrailEntry
from dcpp.kernel.viewing import shows, shows_no_record

RECORD, ANOTHER = uuid4(), uuid4()
PLAIN = {"Content-Type": "text/plain"}
A_CASE = shows("case")


def entries():
    db.session.rollback()
    return [(entry.event, entry.record_kind, entry.record_id) for entry in db.session.scalars(select(TrailEntry))]


@pytest.fixture
def cases(house):
    """cases(): a view of a case that does as told; then open "/cases/<id>"."""

    def add(answer=lambda: "the case", declare=A_CASE, methods=("GET",)):
        def view_case(case_id):
            return answer(), PLAIN

        house.add(declare(view_case), "/cases/<uuid:case_id>", methods)
        return house

    return add


def look(house, record=RECORD, **more):
    return house.browse.open(f"/cases/{record}", **more)


def test_a_look_at_a_confidential_record_is_in_the_trail(cases):
    look(cases())

    assert entries() == [("Viewed", "case", RECORD)]


def test_a_view_that_shows_no_record_leaves_no_row(cases):
    look(cases(declare=shows_no_record("Everybody knows it")))

    assert entries() == []


@pytest.mark.parametrize("answer", [lambda: abort(404), lambda: abort(403)])
def test_a_refusal_shows_nothing(cases, answer):
    cases(answer).app.test_client().get(f"/cases/{RECORD}")

    assert entries() == []


def test_a_redirect_shows_nothing(house):
    house.add(A_CASE(lambda **_: redirect("/")), "/cases/<uuid:case_id>")

    house.app.test_client().get(f"/cases/{RECORD}")

    assert entries() == []


def test_a_page_opened_again_is_one_look_until_ten_minutes_are_over(cases, now):
    house = cases()
    for minutes in (0, 5, 9):
        with clock.pretend(now + timedelta(minutes=minutes)):
            look(house)
    assert len(entries()) == 1

    with clock.pretend(now + timedelta(minutes=11)):
        look(house)
    assert len(entries()) == 2


def test_other_records_and_other_addresses_are_other_looks(cases, now):
    house = cases()
    look(house)
    look(house, ANOTHER)
    house.app.test_client().get(f"/cases/{RECORD}", environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert [record for _, _, record in entries()] == [RECORD, ANOTHER, RECORD]


def test_the_answer_to_a_post_that_shows_the_record_is_a_look(cases):
    def save():
        with transaction():
            db.session.execute(select(TrailEntry)).all()
        db.session.execute(select(TrailEntry)).all()  # on SQLite this holds the lock for writing
        return "the case, and what is wrong with your answer"

    house = cases(save, methods=("POST",))

    assert house.app.test_client().post(f"/cases/{RECORD}").status_code == 200
    assert entries() == [("Viewed", "case", RECORD)]


def test_what_cannot_be_kept_in_the_trail_is_not_shown(cases):
    house = cases(lambda: "what nobody may see unseen")
    with aside() as connection:
        connection.exec_driver_sql("ALTER TABLE trail_entries RENAME TO trail_elsewhere")

    page = look(house, status=500)

    assert "unseen" not in page.text
