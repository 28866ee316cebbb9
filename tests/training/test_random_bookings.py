"""Random sequences of what people and jobs really do to one session: whatever the order, no rule of booking breaks."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.refusal import Refusal
from dcpp.people.models import Person
from dcpp.people.rules import Role
from tests.makers.bookings import book, make_open_session
from tests.makers.people import make_person
from training import queries, services
from training.models import Booking, TrainingSession
from training.rules.bookings import BookingState, replay

PEOPLE = 7


class Session(RuleBasedStateMachine):
    """One session of a course that asks for approval, or does not; days pass, its places grow, people come and go."""

    manager: object

    @initialize(maximum=st.integers(1, 3), approval=st.booleans(), queue=st.integers(0, 6))
    def begin(self, maximum, approval, queue):
        """People of its own for each sequence: what others booked must not decide what these can."""
        self.now = clock.now()
        manager = db.session.get_one(Person, self.manager)
        self.people = [make_person(None, Role.PRACTITIONER, line_manager=manager).id for _ in range(PEOPLE)]
        self.session_id = make_open_session(maximum=maximum, approval=approval, queue=queue).id

    def do(self, deed):
        """One transaction at the moment that it is; a refusal changes nothing."""
        with clock.pretend(self.now):
            try:
                with transaction():
                    deed()
            except Refusal:
                return

    def bookings(self, *states):
        db.session.rollback()
        found = db.session.query(Booking).filter_by(session_id=self.session_id).order_by(Booking.arrived)
        return [one.id for one in found if not states or one.state in states]

    @rule(number=st.integers(0, PEOPLE - 1))
    def ask(self, number):
        person_id = self.people[number]
        self.do(lambda: services.request_booking(self.session_id, db.session.get_one(Person, person_id)))

    @precondition(lambda self: self.bookings(BookingState.REQUESTED))
    @rule(data=st.data(), agrees=st.booleans())
    def answer(self, data, agrees):
        booking = data.draw(st.sampled_from(self.bookings(BookingState.REQUESTED)))
        if agrees:
            self.do(lambda: services.approve_booking(db.session.get_one(Booking, booking), by=self.manager))
        else:
            self.do(lambda: services.decline_booking(db.session.get_one(Booking, booking), why="No", by=self.manager))

    @precondition(lambda self: self.bookings())
    @rule(data=st.data())
    def cancel(self, data):
        booking = data.draw(st.sampled_from(self.bookings()))
        self.do(lambda: services.cancel_booking(db.session.get_one(Booking, booking), by=self.manager))

    @precondition(lambda self: self.bookings(BookingState.BOOKED))
    @rule(data=st.data(), number=st.integers(0, PEOPLE - 1))
    def substitute(self, data, number):
        booking = data.draw(st.sampled_from(self.bookings(BookingState.BOOKED)))
        person_id = self.people[number]

        def replace():
            found, person = db.session.get_one(Booking, booking), db.session.get_one(Person, person_id)
            services.substitute_booking(found, person, manager_agreed=True, by=self.manager)

        self.do(replace)

    @rule(number=st.integers(0, PEOPLE - 1), above=st.booleans())
    def place_by_hand(self, number, above):
        person_id = self.people[number]

        def place():
            person = db.session.get_one(Person, person_id)
            services.place_by_hand(self.session_id, person, why="Runs out", by=self.manager, above_maximum=above)

        self.do(place)

    @rule(number=st.integers(0, PEOPLE - 1))
    def book_elsewhere_at_the_same_time(self, number):
        with clock.pretend(self.now):
            try:
                book(make_open_session(), db.session.get_one(Person, self.people[number]))
            except Refusal:
                db.session.rollback()

    @rule(days=st.integers(1, 12))
    def days_pass(self, days):
        self.now += timedelta(days=days)
        self.do(services.expire_requests)
        self.do(services.end_queues)
        self.do(services.promote_everywhere)

    @rule(data=st.data())
    def record_attendance(self, data):
        held = self.bookings(*[state for state in BookingState if state.holds_place])
        if held and self.now > self.session().first_starts_at:
            booking = data.draw(st.sampled_from(held))
            state = data.draw(st.sampled_from([BookingState.ATTENDED, BookingState.ABSENT]))
            self.do(lambda: services.record_outcome(db.session.get_one(Booking, booking), state, by=self.manager))

    def session(self):
        return db.session.get_one(TrainingSession, self.session_id)

    @invariant()
    def no_rule_is_broken(self):
        if not hasattr(self, "session_id"):
            return
        with clock.pretend(self.now):
            db.session.rollback()
            ours = self.session().reference
            assert [str(fault) for fault in queries.check_bookings().faults if fault.session == ours] == []
            for booking in db.session.query(Booking).filter_by(session_id=self.session_id):
                assert replay(step.on_ladder for step in booking.steps) is booking.state
            db.session.rollback()


def test_no_sequence_of_deeds_breaks_a_rule(app, now):
    manager = make_person("Mo Manager", Role.PRACTITIONER)

    class OfThisCouncil(Session):
        pass

    OfThisCouncil.manager = manager.id
    bounded = settings(
        max_examples=12,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(OfThisCouncil, settings=bounded)
