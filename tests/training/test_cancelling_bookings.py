"""Cancelling in time and late, substitutes, and places by hand, by the page."""

from datetime import timedelta

import pytest

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people.rules import Role
from tests.makers.bookings import again, book, do, make_approval_session, make_open_session, make_team_of
from tests.makers.people import make_person
from training import queries, services
from training.models import Booking
from training.rules.bookings import BookingState, CannotCancelBooking


@pytest.fixture
def worker(app, now):
    return make_person("Sam Social", Role.PRACTITIONER)


def test_cancelling_in_time_costs_nothing_and_the_page_says_so(browse, sign_in_as, worker):
    booking = book(make_open_session(), worker)
    sign_in_as(worker)

    page = browse("training.cancel_booking", booking_id=booking.id)
    assert "This is in time, so nothing is charged" in page.text
    page = browse("training.cancel_booking", booking_id=booking.id, post=page.form)

    assert page.notice == "Cancelled"
    assert again(booking).state is BookingState.CANCELLED_IN_TIME


def test_cancelling_late_is_asked_with_its_charge_and_records_it(browse, sign_in_as, worker):
    booking = book(make_open_session(), worker)
    sign_in_as(worker)
    with clock.pretend(booking.session.first_starts_at - timedelta(days=3)):
        page = browse("training.cancel_booking", booking_id=booking.id)
        assert "£50 will be charged to your service" in page.text
        page = browse(
            "training.cancel_booking", booking_id=booking.id, post=page.form | {"why": "I am needed in court"}
        )

    assert again(booking).state is BookingState.CANCELLED_LATE
    assert again(booking).charge_pence == 5000
    assert "£50, told to finance" in page.text


def test_nobody_pays_who_read_a_page_on_which_it_was_free(worker):
    booking = book(make_open_session(), worker)
    late = booking.session.first_starts_at - timedelta(days=3)
    with clock.pretend(late), pytest.raises(CannotCancelBooking, match="Read the page again"):
        do(services.cancel_booking, booking, by=worker.id, seen_state=BookingState.CANCELLED_IN_TIME)
    assert again(booking).state is BookingState.BOOKED


def test_nobody_cancels_for_strangers_but_managers_and_the_co_ordinator_do(browse, sign_in_as, app, now):
    manager, sam = make_team_of()
    booking = book(make_open_session(), sam)
    sign_in_as(make_person("Nosy Neighbour", Role.PRACTITIONER))
    browse("training.cancel_booking", booking_id=booking.id, status=404)
    sign_in_as(manager)
    page = browse("training.cancel_booking", booking_id=booking.id, post={"seen": "cancelled_in_time"})
    assert page.errors == ["Enter why you cancel it: the person reads it"]
    browse("training.cancel_booking", booking_id=booking.id, post={"why": "Sickness", "seen": "cancelled_in_time"})
    assert again(booking).state is BookingState.CANCELLED_IN_TIME


def test_a_substitute_takes_over_free_past_the_queue_and_the_log_says_so(browse, sign_in_as, worker):
    session = make_open_session(maximum=1)
    booking, waits = book(session, worker), book(session)
    make_person("Sue Substitute", Role.PRACTITIONER)
    sign_in_as(worker)
    with clock.pretend(session.first_starts_at - timedelta(days=1)):
        page = browse("training.substitute_booking", booking_id=booking.id, post={"substitute": "Sue Substitute"})
        assert page.notice == "Sue Substitute has the place, and has been told"
        assert queries.check_bookings().faults == ()

    assert again(booking).state is BookingState.SUBSTITUTED
    assert again(booking).charge_pence == 0
    assert again(waits).state is BookingState.WAITING
    new = db.session.query(Booking).filter_by(replaces_id=booking.id).one()
    assert new.state is BookingState.BOOKED


def test_a_substitute_needs_their_managers_word_and_the_same_agency(browse, sign_in_as, app, now):
    manager, sam = make_team_of()
    booking = book(make_approval_session(), sam)
    do(services.approve_booking, booking, by=manager.id)
    make_person("Sue Substitute", Role.PRACTITIONER)
    make_person("Nia Nurse", Role.PARTNER, partner_agency="Northside Health", partner_sector="health")
    sign_in_as(sam)

    for name, agreed, sentence in (
        ("Sue Substitute", "False", "Ask the substitute’s manager first, and say that they agree"),
        ("Nia Nurse", "True", "The substitute must work for the same agency"),
        ("Sam Social", "True", "Choose somebody else who works here now"),
    ):
        sent = {"substitute": name, "manager_agreed": agreed}
        assert browse("training.substitute_booking", booking_id=booking.id, post=sent).errors == [sentence]


def test_a_place_by_hand_has_its_reason_and_above_the_maximum_is_asked(browse, sign_in_as, worker):
    session = make_open_session(maximum=1)
    book(session)
    waits = book(session, worker)
    sign_in_as(make_person("Cora Co-ordinator", Role.TRAINING_COORDINATOR))

    page = browse("training.place_by_hand", session_id=session.id)
    assert "above the maximum of 1" in page.text
    sent = {"person": "Sam Social", "why": "Safeguarding runs out on 3 January"}
    page = browse("training.place_by_hand", session_id=session.id, post=sent | {"above_maximum": "False"})
    assert "All 1 places are taken" in page.errors[0]
    page = browse("training.place_by_hand", session_id=session.id, post=sent | {"above_maximum": "True"})

    assert page.notice == "Sam Social has a place, and has been told"
    assert "1 place was given above the maximum" in page.text
    assert again(waits).steps[-1].is_override
    log = browse("training.view_session_log", session_id=session.id)
    assert "Safeguarding runs out on 3 January" in log.text
    assert "Past the queue" in log.text
    assert queries.check_bookings().faults == ()


def test_trainers_see_their_own_sessions_only(browse, sign_in_as, worker):
    trainer = make_person("Tia Trainer", Role.TRAINER)
    own, other = make_open_session(trainer_id=trainer.id), make_open_session()
    book(own, worker, needs=services.Needs("A step-free room"))
    sign_in_as(trainer)

    assert "A step-free room" in browse("training.list_session_bookings", session_id=own.id).text
    browse("training.list_session_bookings", session_id=other.id, status=404)


def test_needs_are_deleted_a_month_after_the_session(worker):
    from dcpp.kernel.db import transaction

    booking = book(make_open_session(), worker, needs=services.Needs("A hearing loop", "No nuts"))
    for days, left in ((29, "A hearing loop"), (31, "")):
        with clock.pretend(booking.session.last_ends_at + timedelta(days=days)), transaction():
            services.forget_needs()
        assert again(booking).access_needs == left
