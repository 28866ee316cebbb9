"""Bookings at each stage, approvals, and the log of a session."""

from dcpp.kernel.access import Scope
from tests.makers.bookings import book, do, make_approval_session, make_delegation, make_open_session
from tests.makers.people import make_person
from training import access, services

EVERYTHING = (access.BOOK_TRAINING, access.APPROVE_BOOKINGS, access.VIEW_BOOKINGS, access.PLACE_BOOKINGS)


def _signed_in(sign_in):
    return sign_in(*EVERYTHING, access.VIEW_CATALOGUE, scope=Scope.COUNCIL)


def _book(sign_in):
    _signed_in(sign_in)
    session = make_open_session(maximum=1)
    book(session)
    return f"/training/sessions/{session.id}/book"


def _waiting(person):
    session = make_open_session(maximum=1)
    holder = book(session)
    book(session)
    waits = book(session, person, needs=services.Needs("A hearing loop", "Vegetarian"))
    do(services.cancel_booking, holder, by=holder.person_id)
    return session, waits


def _view(sign_in):
    return f"/training/bookings/{_waiting(_signed_in(sign_in))[1].id}"


def _mine(sign_in):
    _waiting(_signed_in(sign_in))
    return "/training/bookings"


def _cancel(sign_in):
    return f"/training/bookings/{book(make_open_session(), _signed_in(sign_in)).id}/cancel"


def _substitute(sign_in):
    return f"/training/bookings/{book(make_open_session(), _signed_in(sign_in)).id}/substitute"


def _request(person):
    return book(make_approval_session(), make_person("Sam Social", line_manager=person))


def _approvals(sign_in):
    _request(_signed_in(sign_in))
    return "/training/approvals"


def _answer(sign_in):
    return f"/training/bookings/{_request(_signed_in(sign_in)).id}/answer"


def _by_link(_sign_in):
    booking = _request(make_person("Mo Manager"))
    return f"/training/answer/{services.sign_link(booking.id, booking.approver_id)}"


def _delegate(sign_in):
    make_delegation(_signed_in(sign_in))
    return "/training/approvals/delegates"


def _session(name):
    def address(sign_in):
        session, _ = _waiting(_signed_in(sign_in))
        return f"/training/sessions/{session.id}/{name}"

    return address


def _place(sign_in):
    _signed_in(sign_in)
    session = make_open_session(maximum=1)
    book(session)
    book(session)
    return f"/training/sessions/{session.id}/place"


def _check(sign_in):
    sign_in(access.CHECK_BOOKINGS)
    return "/training/checks"


PAGES = {
    "training/answer_booking.html": _answer,
    "training/answer_by_link.html": _by_link,
    "training/answer_link_ended.html": lambda _sign_in: "/training/answer/gone",
    "training/book_session.html": _book,
    "training/cancel_booking.html": _cancel,
    "training/list_approvals.html": _approvals,
    "training/list_my_bookings.html": _mine,
    "training/list_session_bookings.html": _session("bookings"),
    "training/name_delegate.html": _delegate,
    "training/place_by_hand.html": _place,
    "training/substitute_booking.html": _substitute,
    "training/view_booking.html": _view,
    "training/view_booking_check.html": _check,
    "training/view_session_log.html": _session("log"),
}
