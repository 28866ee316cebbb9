"""The first years of a social worker: begun, reviewed, extended, ended."""

import pytest
from sqlalchemy import select

from dcpp.kernel.db import db
from dcpp.people.rules import Role
from tests.makers.people import make_person, make_team
from training.models import EarlyCareer


@pytest.fixture
def manager(app, now):
    return make_person("Mae Manager")


@pytest.fixture
def newcomer(app, now, manager):
    return make_person("Nia Newcomer", Role.PRACTITIONER, team=make_team("North"), line_manager=manager)


def on(day, month, year, name):
    return {f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": str(year)}


def begin(browse, **more):
    sent = {"person": "Nia Newcomer", "programme": "asye", "supporter": "", **on(1, 7, 2026, "starts_on")} | more
    return browse("training.begin_early_career", post=sent)


def the_career():
    db.session.rollback()
    return db.session.scalars(select(EarlyCareer)).one()


def test_beginning_sets_the_days_of_the_reviews(browse, sign_in_as, manager, newcomer):
    sign_in_as(manager)

    page = begin(browse)

    assert page.heading == "Nia Newcomer"
    assert [row[:3] for row in page.rows()] == [
        ["3", "1 October 2026", "Not yet"],
        ["6", "1 January 2027", "Not yet"],
        ["12", "1 July 2027", "Not yet"],
    ]
    assert "53 days overdue" in page.text
    assert browse("training.list_early_careers", state="late").rows()[0][0] == "Nia Newcomer"


def test_somebody_outside_ones_line_cannot_be_put_on_a_programme(browse, sign_in_as, manager, newcomer):
    make_person("Oli Other")
    sign_in_as(manager)

    page = begin(browse, person="Oli Other")

    assert page.errors == ["Oli Other is not in your line. Ask their manager"]
    assert db.session.scalar(select(EarlyCareer)) is None


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"person": "Nobody Known"}, "Nobody here has this name"),
        ({"supporter": "Nia Newcomer"}, "Choose somebody other than the person"),
        (on(1, 9, 2027, "starts_on"), "Nobody begins this programme on 1 September 2027"),
        ({"person": ""}, "Enter who begins"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(browse, sign_in_as, manager, newcomer, more, sentence):
    sign_in_as(manager)

    page = begin(browse, **more)

    assert any(sentence in error for error in page.errors)
    assert page.form["programme"] == "asye"


def test_nobody_is_put_on_it_twice(browse, sign_in_as, manager, newcomer):
    sign_in_as(manager)
    begin(browse)

    assert "is or was on it already" in begin(browse).errors[0]


def test_reviews_are_recorded_in_their_order_and_passing_needs_all(browse, sign_in_as, manager, newcomer):
    sign_in_as(manager)
    begin(browse)
    career = the_career()

    ended = {"end": "passed", **on(23, 11, 2026, "ended_on")}
    page = browse("training.end_early_career", early_career_id=career.id, post=ended)
    assert "Record the review of month 3 first" in page.errors[0]

    review = {"is_on_track": "True", "words": "Two direct observations are held.", **on(2, 10, 2026, "done_on")}
    page = browse("training.review_early_career", early_career_id=career.id, post=review)
    assert page.notice == "Review recorded"
    assert page.rows()[0] == ["3", "1 October 2026", "2 October 2026", "Yes", "Two direct observations are held."]

    page = browse("training.review_early_career", early_career_id=career.id, post=review | on(24, 11, 2026, "done_on"))
    assert "today or earlier" in page.errors[0]


def test_it_is_extended_with_a_reason_and_ended(browse, sign_in_as, manager, newcomer):
    sign_in_as(manager)
    begin(browse)
    career = the_career()

    page = browse(
        "training.extend_early_career",
        early_career_id=career.id,
        post={"reason": "Long sick leave", **on(1, 10, 2027, "ends_on")},
    )
    assert page.summary("Extended because") == "Long sick leave"
    page = browse(
        "training.end_early_career",
        early_career_id=career.id,
        post={"end": "left", **on(20, 11, 2026, "ended_on")},
    )
    assert "Left the council or the programme" in page.text
    page = browse(
        "training.end_early_career",
        early_career_id=career.id,
        post={"end": "left", **on(20, 11, 2026, "ended_on")},
    )
    assert page.errors == ["It has ended already"]


def test_the_newcomer_reads_their_own_and_nobody_elses(browse, sign_in_as, manager, newcomer):
    sign_in_as(manager)
    begin(browse)
    career = the_career()

    sign_in_as(newcomer)
    assert browse("training.view_early_career", early_career_id=career.id).status == 200
    browse("training.review_early_career", early_career_id=career.id, status=403)
    sign_in_as(make_person("Pia Practitioner", Role.PRACTITIONER))
    browse("training.view_early_career", early_career_id=career.id, status=404)
