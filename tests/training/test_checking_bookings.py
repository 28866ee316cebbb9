"""Rows that were broken on purpose: the check names each rule, the command says it by its exit code."""

import re
import threading

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from dcpp.cli import training as commands
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.refusal import Refusal
from dcpp.people.models import Person
from dcpp.people.rules import Role
from tests.makers.bookings import again, book, do, make_approval_session, make_open_session, make_team_of
from tests.makers.people import make_person
from training import access, queries, services
from training.models import Booking
from training.rules.bookings import BookingState, Deed
from training.rules.checks import Broken
from training.services.steps import add_step


def broken():
    db.session.rollback()
    return {fault.broken for fault in queries.check_bookings().faults}


def break_rows(statement, **values):
    with transaction():
        db.session.execute(text(statement), values)


@pytest.fixture
def full(app, now):
    session = make_open_session(maximum=1)
    return session, book(session), book(session), book(session)


def test_nothing_is_broken_at_first(full):
    assert broken() == set()


def test_more_places_than_there_are(full):
    break_rows("UPDATE training_bookings SET state = 'booked'")
    assert {Broken.OVER_CAPACITY, Broken.STATE} <= broken()


def test_a_state_that_is_not_what_the_steps_give(full):
    break_rows("UPDATE training_bookings SET state = 'cancelled_in_time' WHERE reference = :ref", ref=full[1].reference)
    assert {Broken.STATE, Broken.NOT_GIVEN} == broken()


def test_somebody_skipped_without_a_reason(full):
    session, _holder, _first, second = full
    break_rows("UPDATE training_sessions SET maximum = 2")
    with transaction():
        skipped_to = db.session.get_one(Booking, second.id)
        add_step(skipped_to, Deed.PLACED, BookingState.BOOKED, by=None, last_day=session.first_starts_at.date())
    assert broken() == {Broken.SKIPPED}


def test_a_gap_in_the_queue(full):
    session = full[0]
    with transaction():
        gap = services.begin_booking(services.lock_session(session.id), make_person_here())
        add_step(gap, Deed.QUEUED, BookingState.WAITING, by=None, place=9)
    assert broken() == {Broken.GAP}


def make_person_here():
    return db.session.query(Person).filter(~Person.id.in_(db.session.query(Booking.person_id))).first() or _new()


def _new():
    from dcpp.people.services import people

    return people.add_person(people.PersonDetails(name="Gap Gapper", email="gap@council.example"))


def test_booked_without_approval(app, now):
    manager, sam = make_team_of()
    booking = book(make_approval_session(), sam)
    do(services.approve_booking, booking, by=manager.id)
    assert broken() == set()
    with transaction():
        other = services.begin_booking(services.lock_session(booking.session_id), _new())
        add_step(other, Deed.PLACED, BookingState.BOOKED, by=None)
    assert broken() == {Broken.NOT_APPROVED}


def test_promoted_after_the_freeze(full):
    _session, holder, first, _second = full
    do(services.cancel_booking, holder, by=holder.person_id)
    assert again(first).state is BookingState.BOOKED
    with transaction():
        freed = db.session.get_one(Booking, first.id)
        add_step(freed, Deed.CANCELLED, BookingState.CANCELLED_IN_TIME, by=None)
        late = queries.list_queue(first.session_id)[0]
        add_step(late, Deed.PLACED, BookingState.BOOKED, by=None, last_day=clock.today().replace(day=1))
    assert broken() == {Broken.AFTER_FREEZE}


def test_two_live_bookings_of_one_person(full):
    _session, holder, first, _second = full
    break_rows("DROP INDEX uq_training_bookings_live")
    break_rows("UPDATE training_bookings SET person_id = :id WHERE reference = :ref", **_ids(holder, first))
    assert Broken.TWICE in broken()


def _ids(holder, first):
    is_sqlite = db.engine.dialect.name == "sqlite"
    return {"id": holder.person_id.hex if is_sqlite else holder.person_id, "ref": first.reference}


def test_the_command_reads_only_and_says_it_by_its_exit_code(full, monkeypatch):
    from contextlib import nullcontext

    monkeypatch.setattr(commands, "opened", nullcontext)
    kept = CliRunner().invoke(commands.check_bookings)
    assert (kept.exit_code, kept.output) == (0, "Every rule was kept; 3 bookings of 1 session looked at\n")

    break_rows("UPDATE training_bookings SET state = 'booked'")
    found = CliRunner().invoke(commands.check_bookings)
    assert found.exit_code == 2
    assert re.search(
        r"TRN-2026-0001: More places given than there are: 3 places are given, and there are 1", found.output
    )


def test_the_nights_check_stands_on_the_administrators_page(browse, sign_in, full):
    from dcpp.operations import access as operations

    break_rows("UPDATE training_bookings SET state = 'booked'")
    sign_in(access.CHECK_BOOKINGS, operations.VIEW_JOBS)
    page = browse("training.check_bookings", post={})
    assert page.notice == "Checked. 3 broken"
    assert "3 places are given, and there are 1" in page.text
    assert "3 rules broken" in browse("operations.list_jobs").text


def at_once(app, deeds):
    """Each in a thread and a transaction of its own, all beginning together; refusals are nobody’s problem."""
    start, problems, said = threading.Barrier(len(deeds)), [], []
    moment = clock.now()
    db.session.rollback()

    def work(deed):
        with app.app_context(), clock.pretend(moment):
            start.wait()
            try:
                with transaction():
                    deed()
            except OperationalError as problem:
                problems.append(problem)
            except (Refusal, IntegrityError) as refusal:
                said.append(refusal)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=work, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    return said


def asking(session_id, person_id):
    return lambda: services.request_booking(session_id, db.session.get_one(Person, person_id))


def test_many_after_few_places_at_once_are_booked_and_queued_in_order(app, now):
    session_id = make_open_session(maximum=3, queue=20).id
    people = [make_person(None, Role.PRACTITIONER).id for _ in range(12)]

    assert at_once(app, [asking(session_id, person_id) for person_id in people]) == []

    states = [one.state for one in db.session.query(Booking).order_by(Booking.arrived)]
    assert states == [BookingState.BOOKED] * 3 + [BookingState.WAITING] * 9
    assert broken() == set()


def test_the_same_person_twice_at_once_has_one_booking(app, now):
    session_id, person_id = make_open_session().id, make_person(None, Role.PRACTITIONER).id

    said = at_once(app, [asking(session_id, person_id)] * 4)

    assert len(said) == 3
    assert db.session.query(Booking).count() == 1


def test_cancelling_and_booking_at_once_never_oversells_or_skips(app, now):
    session = make_open_session(maximum=3, queue=20)
    session_id = session.id
    held = [book(session).id for _ in range(8)]
    people = [make_person(None, Role.PRACTITIONER).id for _ in range(4)]

    def cancelling(booking_id):
        def cancel():
            booking = db.session.get_one(Booking, booking_id)
            services.cancel_booking(booking, by=booking.person_id)

        return cancel

    deeds = [cancelling(one) for one in held[1:6]] + [asking(session_id, one) for one in people]
    assert at_once(app, deeds) == []

    assert broken() == set()
    assert queries.count_places([session_id])[session_id].booked == 3
