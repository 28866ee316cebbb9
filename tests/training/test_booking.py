"""Booking through the door: a place at once, the queue, and what people are told of their place in it."""

from dataclasses import fields
from datetime import timedelta

import pytest

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.models import Person
from dcpp.people.rules import Role
from dcpp.people.services import people
from tests.makers.bookings import again, book, do, make_open_session
from tests.makers.people import make_person
from tests.makers.training import make_course
from training import queries, services
from training.models import Booking, TrainingSession
from training.rules.bookings import BookingState, CannotBook, replay
from training.rules.sessions import DatePart


@pytest.fixture
def social_worker(app, now):
    return make_person("Sam Social", Role.PRACTITIONER)


def bookings():
    return db.session.query(Booking).order_by(Booking.arrived).all()


def mails(person):
    return [
        one.subject for one in db.session.query(OutboxMessage).filter_by(person_id=person.id).order_by("created_at")
    ]


def test_a_free_place_is_booked_at_once(browse, sign_in_as, social_worker):
    session = make_open_session()
    sign_in_as(social_worker)

    page = browse("training.book_session", session_id=session.id)
    assert page.summary("Places") == "2 of 2 places are free"
    assert "Free until" in page.summary("Cancelling")
    page = browse("training.book_session", session_id=session.id, post={"access": "A hearing loop"})

    assert page.notice == "Booked. You have a place"
    assert page.summary("Access") == "A hearing loop"
    [booking] = bookings()
    assert booking.state is BookingState.BOOKED
    assert booking.rule == booking.session.rule, "the rule as it stood is kept"
    assert browse("training.list_my_bookings").rows()[0][3] == "Booked"


def test_my_bookings_leads_to_what_can_be_booked(browse, sign_in_as, social_worker):
    session_id = make_open_session(course=make_course("Play", needs_approval=False)).id
    make_open_session(course=make_course("For managers", audience=["Team manager"]))
    sign_in_as(social_worker)

    page = browse("training.list_my_bookings")

    assert page.links["Play"] == f"/training/sessions/{session_id}/book"
    assert "For managers" not in page.text


def test_with_every_place_taken_one_joins_the_queue_in_order(browse, sign_in_as, social_worker):
    session = make_open_session()
    for _ in range(3):
        book(session)
    sign_in_as(social_worker)

    page = browse("training.book_session", session_id=session.id)
    assert page.heading.startswith("Join the queue for")
    assert "You would be number 2 in the queue" in page.text
    page = browse("training.book_session", session_id=session.id, post={})

    assert "Waiting for a place" in page.text
    assert "You are number 2 of 2 in the queue" in page.text
    assert "All 2 places are taken" in page.text
    assert "No place has come free yet" in page.text
    assert "You joined the queue in place 2 on 23 November" in page.text


def test_a_place_that_comes_free_goes_to_the_first_who_is_told(browse, sign_in_as, social_worker):
    session = make_open_session(maximum=1, course=make_course("Direct work", needs_approval=False))
    holder, next_one = book(session), make_person("Nell Next", Role.PRACTITIONER)
    first, second = book(session, next_one), book(session, social_worker)

    do(services.cancel_booking, holder, by=holder.person_id)

    assert [again(one).state for one in (first, second)] == [BookingState.BOOKED, BookingState.WAITING]
    assert mails(next_one)[0].startswith("You have a place: ")
    assert mails(social_worker) == ["You are first in the queue: Direct work, 23 December 2026"]
    sign_in_as(social_worker)
    page = browse("training.view_booking", booking_id=second.id)
    assert "You moved from 2 to 1 because somebody cancelled on 23 November" in page.text
    assert "Nell" not in page.text
    assert "The queue was last looked at on 23 November 2026 at 9:30am, because somebody cancelled" in page.text


def test_nobody_books_twice_and_nothing_typed_is_lost(browse, sign_in_as, social_worker):
    session = make_open_session()
    sign_in_as(social_worker)
    browse("training.book_session", session_id=session.id, post={})

    page = browse("training.book_session", session_id=session.id, post={"access": "Large print"})

    assert page.errors == ["You have a booking for this session already. It is under My bookings"]
    assert "You have a booking for this session already: booked" in page.text
    assert len(bookings()) == 1


def test_a_queue_has_a_size_and_then_the_page_says_so(browse, sign_in_as, social_worker):
    session = make_open_session(maximum=1, queue=1)
    book(session)
    book(session)
    sign_in_as(social_worker)

    page = browse("training.book_session", session_id=session.id)

    assert "Every place and every place in the queue is taken" in page.text
    with pytest.raises(CannotBook, match="every place in the queue is taken"):
        book(session, social_worker)


def test_booking_has_a_window(social_worker):
    not_yet = make_open_session(opens_at=clock.now() + timedelta(days=1))
    with pytest.raises(CannotBook, match="Booking opens on 24 November 2026 at 09:30"):
        book(not_yet, social_worker)
    soon = make_open_session(days=(2,), course=make_course(needs_approval=False, booking_closes_days=3))
    with pytest.raises(CannotBook, match="Booking closed after 20 November 2026"):
        book(soon, social_worker)
    planned = make_open_session(is_open=False)
    with pytest.raises(CannotBook, match="is planned"):
        book(planned, social_worker)


def test_who_is_not_meant_is_told_and_partners_see_only_what_their_sector_may_book(browse, sign_in_as, social_worker):
    managers = make_open_session(course=make_course(needs_approval=False, audience=["Team manager"]))
    with pytest.raises(CannotBook, match="for other roles or agencies"):
        book(managers, social_worker)
    nurse = make_person("Nia Nurse", Role.PARTNER, partner_agency="Northside Health", partner_sector="health")
    theirs = make_open_session(course=make_course(needs_approval=False, sectors=["health"]))
    assert book(theirs, nurse).state is BookingState.BOOKED
    sign_in_as(nurse)
    browse("training.book_session", session_id=managers.id, status=404)
    browse("training.view_booking", booking_id=book(managers_for_all()).id, status=404)


def managers_for_all():
    return make_open_session()


def test_a_place_elsewhere_at_the_same_time_is_said_and_refused(browse, sign_in_as, social_worker):
    one, other = make_open_session(course=make_course("Play", needs_approval=False)), make_open_session()
    held = book(one, social_worker)
    sign_in_as(social_worker)

    page = browse("training.book_session", session_id=other.id)

    assert f"There is a place on “Play” at the same time ({held.reference}). Cancel it first" in page.text
    with pytest.raises(CannotBook, match="at the same time"):
        book(other, social_worker)


def test_waiting_elsewhere_at_the_same_time_is_only_said(browse, sign_in_as, social_worker):
    full, other = make_open_session(maximum=1), make_open_session()
    book(full)
    book(full, social_worker)
    sign_in_as(social_worker)

    page = browse("training.book_session", session_id=other.id)

    assert "You can hold a place on only one of them" in page.text
    assert book(other, social_worker).state is BookingState.BOOKED


def test_whoever_took_a_place_elsewhere_is_passed_over_and_the_log_says_why(social_worker):
    full, other = make_open_session(maximum=1), make_open_session()
    holder, waits = book(full), book(full, social_worker)
    behind = book(full)
    book(other, social_worker)

    do(services.cancel_booking, holder, by=holder.person_id)

    assert again(behind).state is BookingState.BOOKED
    last = again(waits).steps[-1]
    assert (last.deed.value, last.why) == ("passed_over", f"Booked on {other.course.title} at the same time")
    assert queries.check_bookings().faults == ()


def test_what_a_course_asks_for_must_be_completed_where_nobody_approves(social_worker):
    basics = make_course("Basics of neglect", needs_approval=False)
    session = make_open_session(course=make_course(needs_approval=False, needs_ids=[basics.id]))
    with pytest.raises(CannotBook, match="Complete “Basics of neglect” before this course"):
        book(session, social_worker)
    done = book(make_open_session(course=basics, days=(10,)), social_worker)
    do(services.record_outcome, done, state=BookingState.ATTENDED, by=social_worker.id)

    assert book(session, social_worker).state is BookingState.BOOKED


def test_more_places_go_to_the_queue_and_fewer_than_are_taken_are_refused(social_worker):
    session = make_open_session(maximum=1)
    book(session)
    waits = book(session, social_worker)

    _set_maximum(session, 3)

    assert again(waits).state is BookingState.BOOKED
    assert again(waits).steps[-1].why == "the session was given more places"
    with pytest.raises(Exception, match="2 people hold a place"):
        _set_maximum(session, 1)


def _set_maximum(session, maximum):
    with transaction():
        found = db.session.get_one(TrainingSession, session.id)
        values = {one.name: getattr(found, one.name) for one in fields(services.SessionDetails) if one.name != "dates"}
        dates = [DatePart(starts_at=one.starts_at, ends_at=one.ends_at) for one in found.dates]
        services.change_session(found, services.SessionDetails(dates=dates, **values | {"maximum": maximum}))


def test_the_queue_is_frozen_before_the_session(social_worker):
    session = make_open_session(maximum=1)
    holder, waits = book(session), book(session, social_worker)

    with clock.pretend(session.first_starts_at - timedelta(days=1)):
        do(services.cancel_booking, holder, by=holder.person_id)
        assert again(waits).state is BookingState.WAITING
        standing = queries.standing_of(again(waits), clock.now())

    assert standing.is_frozen
    assert standing.free == 1
    assert queries.check_bookings().faults != (), "on an ordinary day it would be a fault"
    with clock.pretend(session.first_starts_at - timedelta(days=1)):
        assert queries.check_bookings().faults == ()


def test_a_cancelled_session_closes_bookings_and_offers_the_next(social_worker):
    course = make_course("Legal literacy", needs_approval=False)
    session = make_open_session(course=course)
    following = make_open_session(course=course, days=(60,))
    booking = book(session, social_worker)
    with transaction():
        services.cancel_session(services.lock_session(session.id), reason="The trainer is ill")

    assert again(booking).state is BookingState.SESSION_CANCELLED
    [mail] = db.session.query(OutboxMessage).filter_by(
        person_id=social_worker.id, template="training/session_cancelled"
    )
    assert "The trainer is ill" in mail.body
    assert f"/training/sessions/{following.id}/book" in mail.body


def test_replaying_the_steps_always_gives_the_state(social_worker):
    session = make_open_session(maximum=1)
    holder = book(session)
    book(session, social_worker)
    do(services.cancel_booking, holder, by=holder.person_id)

    for booking in bookings():
        assert replay(step.on_ladder for step in booking.steps) is booking.state


def test_steps_only_grow(app, now):
    booking = book(make_open_session())
    with pytest.raises(Exception, match="only grow"), transaction():
        db.session.execute(db.text("UPDATE training_booking_steps SET why = 'x'"))
    with pytest.raises(Exception, match="only grow"), transaction():
        db.session.execute(db.text("DELETE FROM training_booking_steps"))
    assert len(again(booking).steps) == 1


def test_whoever_leaves_gives_their_places_back(social_worker):
    session = make_open_session(maximum=1)
    booking, waits = book(session, social_worker), book(session)
    with transaction():
        person = db.session.get_one(Person, social_worker.id)
        kept = {name: getattr(person, name) for name in ("name", "email", "job_role", "starts_on")}
        people.change_person(person, people.PersonDetails(**kept, leaves_on=clock.today()))

    assert again(booking).state is BookingState.CANCELLED_IN_TIME
    assert again(waits).state is BookingState.BOOKED
