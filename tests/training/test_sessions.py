"""The co-ordinator plans sessions, opens, changes, copies and cancels them; everybody whom they are for sees them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people.rules import Role
from tests.makers.bookings import again, book
from tests.makers.people import make_person
from tests.makers.training import make_course, make_session
from training.models import TrainingSession
from training.rules.bookings import BookingState
from training.rules.sessions import SessionState


@pytest.fixture
def coordinator(app, now, sign_in_as):
    return sign_in_as(make_person("Cora Co-ordinator", Role.TRAINING_COORDINATOR))


def the_session():
    db.session.rollback()
    return db.session.scalars(select(TrainingSession)).one()


def plan(browse, course, **more):
    page = browse("training.add_session", course_id=course.id)
    sent = page.form | {
        "dates_written": "14 December 2026 9:30am to 4pm\n15 December 2026 1pm to 4pm, at Priory Hall",
        "place": "Room 4",
        "maximum": "12",
    }
    return browse("training.add_session", course_id=course.id, post=sent | more)


def test_a_session_is_planned_opened_and_then_seen(browse, coordinator, sign_in_as):
    course = make_course("Neglect")

    page = plan(browse, course)

    assert page.notice.startswith("Session planned")
    session = the_session()
    assert [one.held_in for one in session.dates] == ["Room 4", "Priory Hall"]
    assert session.state is SessionState.PLANNED
    worker = sign_in_as(make_person("Sol Worker", Role.PRACTITIONER))
    browse("training.view_session", session_id=session.id, status=404)

    sign_in_as(coordinator)
    assert browse("training.open_session", session_id=session.id, post={}).notice.startswith("The session is open")
    sign_in_as(worker)
    assert "Neglect" in browse("training.view_session", session_id=session.id).text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"dates_written": ""}, "Enter at least one date"),
        ({"dates_written": "sometime in spring"}, "sometime in spring"),
        ({"dates_written": "x" * 5000}, ""),
        ({"place": "", "video_link": ""}, "where it is held"),
        ({"maximum": "0"}, ""),
        ({"maximum": "2", "minimum": "3"}, "smallest"),
        ({"video_link": "javascript:alert(1)"}, "Enter the whole link"),
    ],
)
def test_what_cannot_be_is_said_beside_its_question_and_nothing_typed_is_lost(browse, coordinator, more, words):
    page = plan(browse, make_course(), joining_instructions="Come by the back door.", **more)

    assert any(words in error for error in page.errors)
    assert page.form["joining_instructions"] == "Come by the back door."
    assert db.session.scalar(select(TrainingSession)) is None


def test_a_change_that_somebody_overtook_is_refused_with_both_texts(browse, coordinator):
    session = make_session()
    opened = browse("training.change_session", session_id=session.id).form
    browse("training.change_session", session_id=session.id, post=opened | {"place": "Room 7"})

    page = browse("training.change_session", session_id=session.id, post=opened | {"place": "Room 9"}, status=409)

    assert "Room 7" in page.text
    assert "Room 9" in page.html
    assert the_session().place == "Room 7"


def test_a_series_is_looked_at_before_it_is_planned(browse, coordinator):
    session = make_session(make_course("Neglect"))
    sent = browse("training.copy_session", session_id=session.id).form | {"rhythm": "weekly", "copies": "3"}

    page = browse("training.copy_session", session_id=session.id, post=sent)
    assert db.session.scalars(select(TrainingSession)).all() == [the_session()]
    assert "bank holiday" in page.text.lower(), "two weeks on is 21 December, three is 28 December 2026"
    browse("training.copy_session", session_id=session.id, post=sent | {"confirmed": "yes"})

    found = db.session.scalars(select(TrainingSession)).all()
    assert len(found) == 4
    assert len({one.series_id for one in found}) == 1


def test_a_cancelled_session_says_why_and_ends_its_bookings(browse, coordinator):
    session = make_session(make_course(needs_approval=False))
    booking = book(session)
    assert browse("training.cancel_session", session_id=session.id, post={"reason": ""}).errors

    page = browse("training.cancel_session", session_id=session.id, post={"reason": "The trainer is ill"})

    assert page.notice.startswith("The session is cancelled")
    assert again(booking).state is BookingState.SESSION_CANCELLED


def test_only_who_plans_may_plan(browse, app, now, sign_in_as):
    session = make_session()
    sign_in_as(make_person("Sol Worker", Role.PRACTITIONER))

    for name in ("change_session", "cancel_session", "copy_session"):
        browse(f"training.{name}", session_id=session.id, status=403)


def test_there_are_never_fewer_places_than_people_hold(browse, coordinator):
    session = make_session(make_course(needs_approval=False))
    for _ in range(3):
        book(session)
    opened = browse("training.change_session", session_id=session.id).form

    page = browse("training.change_session", session_id=session.id, post=opened | {"maximum": "2"})

    assert page.errors == ["3 people hold a place. Enter 3 or more, or cancel bookings first"]
    assert the_session().maximum == 20


def test_what_is_over_is_closed_and_neither_changed_nor_cancelled(browse, coordinator):
    with clock.pretend(clock.now() - timedelta(days=30)):
        session = make_session(days=(14,))
    opened = browse("training.change_session", session_id=session.id).form

    page = browse("training.change_session", session_id=session.id, post=opened | {"place": "Room 9"})
    assert f"{session.reference} is over" in page.errors[0]
    page = browse("training.cancel_session", session_id=session.id, post={"reason": "Too late"}, status=409)
    assert "is over" in page.text


def test_only_who_may_ask_for_a_place_is_offered_one(browse, app, now, sign_in_as):
    course = make_course(audience=["Family support worker"], needs_approval=False)
    session = make_session(course)
    closed = make_session(make_course(booking_closes_days=10), days=(3,))
    sign_in_as(make_person("Sol Worker", Role.PRACTITIONER))
    assert "Book" not in browse("training.view_session", session_id=session.id).links
    assert "Book" not in browse("training.view_session", session_id=closed.id).links

    sign_in_as(make_person("Fay Support", Role.PRACTITIONER, job_role="Family support worker"))
    assert "Book" in browse("training.view_session", session_id=session.id).links


def test_my_work_names_a_session_with_too_few_people(browse, coordinator):
    few = make_session(make_course("Neglect", needs_approval=False), days=(7,), minimum=3)
    make_session(days=(40,), minimum=3)
    enough = make_session(make_course(needs_approval=False), days=(7,), minimum=1)
    book(few)
    book(enough)

    page = browse("home.view_my_work")

    assert "“Neglect” has 1 of at least 3 people: hold it or cancel it" in page.text
    assert "of at least" not in page.text.replace("has 1 of at least 3", "")


def test_the_list_says_how_many_places_are_free(browse, coordinator):
    book(make_session(make_course(needs_approval=False), maximum=2))
    book(make_session(make_course(needs_approval=False), maximum=1))

    assert {row[-1] for row in browse("training.list_sessions").rows()} == {"1 place free", "Full"}
