"""Managers answer requests: on the page, several at once, by the link of a mail, or somebody in their place."""

import re
from datetime import timedelta

import pytest

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.bookings import (
    again,
    book,
    do,
    make_approval_session,
    make_delegation,
    make_open_session,
    make_team_of,
)
from tests.makers.people import make_person
from tests.makers.training_records import make_requirement
from training import services
from training.rules.bookings import BookingState, CannotApproveBooking

APPROVE, DECLINE = {"answer": "approve"}, {"answer": "decline", "why": "We are two people short that day"}


@pytest.fixture
def team(app, now):
    return make_team_of()


def mail_to(person, template="training/booking_to_approve"):
    written = db.session.query(OutboxMessage).filter_by(person_id=person.id, template=template)
    return written.order_by(OutboxMessage.created_at).all()


def link_in(mail):
    return re.search(r"https?://[^/]+(/training/answer/\S+)", mail.body)[1]


def test_a_request_waits_for_the_line_manager_and_holds_no_place(browse, sign_in_as, team):
    manager, worker = team
    session = make_approval_session(maximum=1)
    sign_in_as(worker)
    page = browse("training.book_session", session_id=session.id, post={})

    assert "Waiting for approval" in page.text
    assert "Mo Manager has until 7 December 2026 to answer" in page.text
    sign_in_as(manager)
    assert "Answer 1 request for training" in browse("home.view_my_work").links
    assert "Sam Social" in browse("training.list_approvals").text


def test_approved_it_is_booked_or_joins_the_queue_by_when_it_was_asked(browse, sign_in_as, team):
    manager, worker = team
    session = make_approval_session(maximum=1)
    first = book(session, worker)
    other = book(session, make_person("Ola Other", Role.PRACTITIONER, line_manager=manager))
    sign_in_as(manager)

    page = browse("training.answer_booking", booking_id=other.id, post=APPROVE)
    assert page.notice == "Approved. They have been told"
    browse("training.answer_booking", booking_id=first.id, post=APPROVE)

    assert [again(one).state for one in (first, other)] == [BookingState.WAITING, BookingState.BOOKED]
    assert [step.state.value for step in again(other).steps] == ["requested", "approved", "booked"]
    assert mail_to(worker, "training/booking_approved")[0].subject.startswith("Approved, in the queue")


def test_several_are_approved_at_once(browse, sign_in_as, team):
    manager, worker = team
    requests = [book(make_approval_session(days=(day,)), worker) for day in (20, 30)]
    sign_in_as(manager)

    assert browse("training.list_approvals", post={}).errors == ["Select at least one request"]
    page = browse("training.list_approvals", post={"bookings": [str(one.id) for one in requests]})

    assert page.notice == "2 requests approved"
    assert {again(one).state for one in requests} == {BookingState.BOOKED}


def test_declining_needs_its_reason_which_the_person_reads(browse, sign_in_as, team):
    manager, worker = team
    booking = book(make_approval_session(), worker)
    sign_in_as(manager)

    page = browse("training.answer_booking", booking_id=booking.id, post={"answer": "decline"})
    assert page.errors == ["Enter why you decline it: the person reads it"]
    browse("training.answer_booking", booking_id=booking.id, post=DECLINE)

    sign_in_as(worker)
    assert "We are two people short that day" in browse("training.view_booking", booking_id=booking.id).text


def test_only_own_people_and_never_oneself(browse, sign_in_as, team):
    _, worker = team
    booking = book(make_approval_session(), worker)
    stranger, _ = make_team_of("Una Unrelated", email="x@council.example")
    for who in (stranger, worker):
        sign_in_as(who)
        browse("training.answer_booking", booking_id=booking.id, post=APPROVE, status=404 if who is stranger else 403)
    assert again(booking).state is BookingState.REQUESTED
    with pytest.raises(CannotApproveBooking, match="your own"):
        do(services.approve_booking, booking, by=worker.id)


def test_the_link_of_the_mail_shows_a_page_and_only_its_button_answers(browse, team):
    manager, worker = team
    booking = book(make_approval_session(), worker)
    [mail] = mail_to(manager)
    link = link_in(mail)

    page = browse.open(link)
    assert "Sam Social asks for training" in page.heading
    assert "Attendance" not in page.text
    assert again(booking).state is BookingState.REQUESTED
    page = browse.open(link, post=APPROVE)

    assert again(booking).state is BookingState.BOOKED
    assert again(booking).steps[1].by_id == manager.id
    assert page.heading == "This has been answered"
    browse.open(link, post=DECLINE)
    assert again(booking).state is BookingState.BOOKED, "a second answer changes nothing"


def test_a_link_that_is_changed_or_somebody_elses_opens_nothing(browse, team):
    manager, worker = team
    booking = book(make_approval_session(), worker)
    link = link_in(mail_to(manager)[0])

    browse.open(link[:-3] + "abc", status=410)
    browse.open("/training/answer/nonsense", status=410)
    stranger = make_person("Sid Stranger")
    browse.open(f"/training/answer/{services.sign_link(booking.id, stranger.id)}", post=APPROVE)
    assert again(booking).state is BookingState.REQUESTED


def test_whoever_needs_a_second_factor_must_sign_in(browse, app, now):
    manager = make_person("Ada Administrator", Role.ADMINISTRATOR)
    booking = book(make_approval_session(), make_person("Sam Social", line_manager=manager))

    page = browse.open(link_in(mail_to(manager)[0]), follow=False)

    assert page.status == 302
    assert page.response.location.endswith(f"/training/bookings/{booking.id}/answer")


def test_a_delegate_answers_while_the_manager_is_away_and_no_longer_after(browse, sign_in_as, team):
    manager, worker = team
    delegate = make_person("Del Delegate", Role.PRACTITIONER)
    make_delegation(manager, delegate)
    booking = book(make_approval_session(), worker)
    assert len(mail_to(delegate)) == 1
    sign_in_as(delegate)
    assert "You answer in place of Mo Manager" in browse("training.list_approvals").text
    browse("training.answer_booking", booking_id=booking.id, post=APPROVE)
    assert again(booking).state is BookingState.BOOKED

    later = book(make_approval_session(), make_person("Lou Later", line_manager=manager))
    with clock.pretend(clock.now() + timedelta(days=8)):
        browse("training.answer_booking", booking_id=later.id, post=APPROVE, status=404)


def test_naming_a_delegate_by_the_page_and_ending_it(browse, sign_in_as, team):
    manager, _ = team
    make_person("Del Delegate", Role.PRACTITIONER)
    sign_in_as(manager)
    days = {"starts_on-day": "24", "starts_on-month": "11", "starts_on-year": "2026"}
    days |= {"ends_on-day": "20", "ends_on-month": "11", "ends_on-year": "2026"}

    page = browse("training.name_delegate", post={"delegate": "Del Delegate"} | days)
    assert page.errors == ["Enter a last day that is not before the first"]
    page = browse("training.name_delegate", post={"delegate": "Del Delegate"} | days | {"ends_on-day": "27"})
    assert page.notice == "Del Delegate answers in your place on those days"
    page = browse("training.name_delegate", post={"delegate": "Mo Manager"} | days | {"ends_on-day": "27"})
    assert page.errors == ["Choose somebody other than yourself"]


def test_without_a_manager_the_co_ordinator_answers_also_for_partners(browse, sign_in_as, app, now):
    coordinator = make_person("Cora Co-ordinator", Role.TRAINING_COORDINATOR)
    from tests.makers.training import make_course

    session = make_open_session(course=make_course(needs_approval=True, sectors=["health"]))
    nurse = make_person("Nia Nurse", Role.PARTNER, partner_agency="Northside Health", partner_sector="health")
    booking = book(session, nurse)

    assert len(mail_to(coordinator)) == 1
    sign_in_as(coordinator)
    assert "Northside Health" in browse("training.list_approvals").text
    browse("training.answer_booking", booking_id=booking.id, post=APPROVE)
    assert again(booking).state is BookingState.BOOKED


def test_the_approver_sees_what_is_missing_clashes_and_attendance(browse, sign_in_as, team):
    manager, worker = team
    from tests.makers.training import make_course

    basics = make_course("Basics of neglect", needs_approval=False)
    past = book(make_open_session(days=(12,)), worker)
    do(services.record_outcome, past, state=BookingState.ABSENT, by=manager.id)
    course = make_course(needs_ids=[basics.id], needs_approval=True)
    make_requirement(course)
    booking = book(make_open_session(course=course), worker)
    sign_in_as(manager)

    page = browse("training.answer_booking", booking_id=booking.id)

    assert page.summary("What the course asks for") == "Not completed: Basics of neglect"
    assert page.summary("Attendance so far") == "1 absent"
    assert page.summary("Required").startswith("This course is required of them by ")
    assert "Required by" in browse("training.list_approvals").text


def test_approvers_are_reminded_and_in_the_end_a_request_runs_out(team):
    manager, worker = team
    booking = book(make_approval_session(days=(60,)), worker)

    def on(day):
        with clock.pretend(clock.now() + timedelta(days=day)), transaction():
            return services.remind_approvers(), services.expire_requests()

    assert on(0) == (0, 0)
    assert on(3) == (1, 0), "three working days later"
    on(3)
    assert len(mail_to(manager)) == 2, "the same day twice writes nothing"
    assert on(14)[1] == 0, "the last day"
    assert on(15)[1] == 1
    assert again(booking).state is BookingState.DECLINED
    assert again(booking).steps[-1].deed.value == "expired"
    assert len(mail_to(worker, "training/booking_expired")) == 1
