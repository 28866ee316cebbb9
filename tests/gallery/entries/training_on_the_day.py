"""Pages of the day itself, and of what late cancelling and absence cost."""

from datetime import timedelta

from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.people.rules import Role
from tests.makers.bookings import book
from tests.makers.people import make_person, make_team
from tests.makers.training import make_course, make_session
from training import access, services
from training.models import TrainingCharge, TrainingSession
from training.queries import list_expected
from training.rules.attendance import Mark, Noted


def _held(sign_in):
    """A session of two dates that is over, with two people; the first is noted, the second absent."""
    person = sign_in(access.RECORD_ATTENDANCE, access.MANAGE_CHARGES, scope=Scope.COUNCIL)
    with clock.pretend(clock.now() - timedelta(days=30)):
        course = make_course(needs_approval=False, absence_charge_pence=7500)
        session = make_session(course, days=(10, 17))
        bookings = [book(session, make_person(None, Role.PRACTITIONER, team=make_team())) for _ in range(2)]
    with transaction():
        session = db.session.get_one(TrainingSession, session.id)
        for date in session.dates:
            noted = [Noted(one.id, None, mark) for one, mark in zip(bookings, (Mark.FULL, Mark.ABSENT), strict=True)]
            services.note_attendance(session, date, noted, by=person.id)
    return session, bookings, person


def _page(name):
    return lambda sign_in: f"/training/sessions/{_held(sign_in)[0].id}/{name}"


def _closed(sign_in):
    session, bookings, person = _held(sign_in)
    with transaction():
        services.close_session(db.session.get_one(TrainingSession, session.id), by=person.id)
        assert len(list_expected(session.id)) == 2
    return bookings


def _correct(sign_in):
    return f"/training/bookings/{_closed(sign_in)[0].id}/attendance"


def _charges(sign_in):
    _closed(sign_in)
    return "/training/charges"


def _waive(sign_in):
    _closed(sign_in)
    return f"/training/charges/{db.session.scalars(select(TrainingCharge.id)).one()}/waive"


PAGES = {
    "training/note_attendance.html": _page("attendance"),
    "training/add_walk_in.html": _page("attendance/add"),
    "training/close_session.html": _page("close"),
    "training/correct_attendance.html": _correct,
    "training/list_charges.html": _charges,
    "training/waive_charge.html": _waive,
}
