"""Bookings with good defaults; each call is a transaction of its own."""

from datetime import timedelta
from itertools import count

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.people.models import Person
from dcpp.people.rules import Role
from tests.makers.people import make_person
from tests.makers.training import make_course, make_session
from training import services
from training.models import ApprovalDelegate, Booking


def make_open_session(*, maximum=2, approval=False, days=(30,), queue=10, course=None, **details):
    """An open session in 30 days with two places; nobody need approve unless told."""
    course = course or make_course(needs_approval=approval, cut_off_days=5, freeze_days=2, late_charge_pence=5000)
    return make_session(course, maximum=maximum, waiting_places=queue, days=days, **details)


def book(session, person=None, **given):
    """Ask for a place as a person would."""
    person_id = (person or make_person(None, Role.PRACTITIONER)).id
    with transaction():
        booking = services.request_booking(session.id, db.session.get_one(Person, person_id), **given)
        booking_id = booking.id
    return kept(db.session.get_one(Booking, booking_id))


def do(deed, booking, **given):
    """One service on a booking, in a transaction of its own."""
    with transaction():
        found = db.session.get_one(Booking, booking.id)
        deed(found, **given)
    return kept(db.session.get_one(Booking, booking.id))


def again(booking):
    """The booking as it is now."""
    return kept(db.session.get_one(Booking, booking.id))


def kept(booking):
    """Safe from what later transactions and pages forget; its steps, session and person come with it."""
    db.session.refresh(booking)
    _loaded = (booking.steps, booking.session.course, booking.session.dates, booking.person)
    return booking


def make_team_of(manager_name="Mo Manager", **details):
    """A manager and somebody they manage."""
    manager = make_person(manager_name, Role.PRACTITIONER)
    return manager, make_person("Sam Social", Role.PRACTITIONER, line_manager=manager, **details)


def make_approval_session(**details):
    return make_open_session(approval=True, **details)


def make_delegation(manager=None, delegate=None, *, days=7):
    """Somebody answers in a manager's place from today, for a week."""
    manager_id = (manager or make_person("Mo Manager", Role.PRACTITIONER)).id
    delegate_id = (delegate or make_person("Del Delegate", Role.PRACTITIONER)).id
    today = clock.today()
    with transaction():
        delegate = db.session.get_one(Person, delegate_id)
        until = today + timedelta(days=days)
        made = services.name_delegate(manager_id, delegate, starts_on=today, ends_on=until, by=manager_id)
        delegation_id = made.id
    return db.session.get_one(ApprovalDelegate, delegation_id)


_days = count(30)


def make_booking_of(person):
    """A booking of somebody’s own, each on a day of its own."""
    return book(make_open_session(days=(next(_days) % 300 + 30,)), person)


def make_request_for(manager):
    """A request of somebody whom a manager manages."""
    return book(make_approval_session(), make_person(None, Role.PRACTITIONER, line_manager=manager))
