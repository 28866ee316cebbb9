"""The ladder of a booking, in plain Python: what may follow what, and random climbs of it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from training.rules import bookings as rules
from training.rules import checks, queue
from training.rules.bookings import BookingState, BrokenLadder, Deed, Step
from training.rules.checks import BookingFacts, Broken, SessionFacts, StepFacts

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HAND = uuid4()


def steps(*deeds):
    return [Step(number, deed, state) for number, (deed, state) in enumerate(deeds, 1)]


def test_every_state_has_words_and_every_deed_too():
    assert {state.label for state in BookingState}.isdisjoint({""})
    assert len({state.label for state in BookingState}) == 12
    assert all(deed.words for deed in Deed)
    assert BookingState.REQUESTED.label != BookingState.WAITING.label


def test_replaying_gives_the_last_state():
    asked = (Deed.ASKED, BookingState.REQUESTED)
    approved = (Deed.APPROVED, BookingState.APPROVED)
    queued = (Deed.QUEUED, BookingState.WAITING)
    placed = (Deed.PLACED, BookingState.BOOKED)

    assert rules.replay(steps(asked, approved, queued, placed)) is BookingState.BOOKED
    assert rules.replay(steps(placed)) is BookingState.BOOKED
    late = (Deed.CANCELLED, BookingState.CANCELLED_LATE)
    assert rules.replay(steps(placed, late)) is BookingState.CANCELLED_LATE


@pytest.mark.parametrize(
    "climb",
    [
        [],
        [(Deed.APPROVED, BookingState.APPROVED)],
        [(Deed.ASKED, BookingState.REQUESTED), (Deed.PLACED, BookingState.BOOKED)],
        [(Deed.ASKED, BookingState.REQUESTED), (Deed.CANCELLED, BookingState.CANCELLED_LATE)],
        [(Deed.QUEUED, BookingState.WAITING), (Deed.RECORDED, BookingState.ATTENDED)],
        [(Deed.PLACED, BookingState.BOOKED), (Deed.CANCELLED, BookingState.DECLINED)],
        [
            (Deed.ASKED, BookingState.REQUESTED),
            (Deed.DECLINED, BookingState.DECLINED),
            (Deed.APPROVED, BookingState.APPROVED),
        ],
    ],
)
def test_what_cannot_follow_is_refused(climb):
    with pytest.raises(BrokenLadder):
        rules.replay(steps(*climb))


def test_a_step_that_is_missing_is_named():
    with pytest.raises(BrokenLadder, match="step 2 is missing"):
        rules.replay([Step(1, Deed.PLACED, BookingState.BOOKED), Step(3, Deed.RECORDED, BookingState.ATTENDED)])


def test_nothing_can_be_done_to_a_booking_that_has_ended():
    for state in BookingState:
        assert bool(rules.deeds_after(state)) == state.is_live, state


@given(st.lists(st.sampled_from(list(Deed)), max_size=8))
def test_any_climb_that_the_table_allows_replays_and_any_other_does_not(deeds):
    state, climb = None, []
    for deed in deeds:
        gives = sorted((one for one in BookingState if rules.may_follow(state, deed, one)), key=lambda one: one.value)
        if not gives:
            with pytest.raises(BrokenLadder):
                rules.replay([*steps(*climb), Step(len(climb) + 1, deed, next(iter(rules.LADDER[deed][1])))])
            return
        state = gives[0]
        climb.append((deed, state))
    if climb:
        assert rules.replay(steps(*climb)) is state


def test_only_own_people_are_approved_and_never_oneself():
    ours, other, manager = uuid4(), uuid4(), uuid4()

    assert rules.may_approve(ours, manager, frozenset({ours}), for_anybody=False)
    assert not rules.may_approve(other, manager, frozenset({ours}), for_anybody=False)
    assert not rules.may_approve(manager, manager, frozenset({manager}), for_anybody=True)
    assert rules.may_approve(other, manager, frozenset(), for_anybody=True)


class Bookings(RuleBasedStateMachine):
    """A session's bookings as the platform keeps them, without a database: whatever people do, no rule breaks."""

    @initialize(maximum=st.integers(1, 4), size=st.integers(1, 12))
    def begin(self, maximum, size):
        self.maximum, self.people = maximum, [uuid4() for _ in range(size)]
        self.climbs, self.arrived, self.turn = {}, {}, 0
        self.barred = set()

    def state(self, person):
        climb = self.climbs.get(person)
        return climb[-1].state if climb else None

    def step(self, person, deed, state, **facts):
        self.turn += 1
        climb = self.climbs.setdefault(person, [])
        assert rules.may_follow(self.state(person), deed, state)
        number = len(climb) + 1
        day = {"last_day": NOON.date()}
        climb.append(StepFacts(turn=self.turn, number=number, deed=deed, state=state, at=NOON, **(day | facts)))

    def those(self, *states):
        return [one for one in self.people if self.state(one) in states]

    def free(self):
        return self.maximum - len(self.those(*rules.HOLDING))

    def join(self, person):
        before = queue.place_in([self.arrived[one] for one in self.those(BookingState.WAITING)], self.arrived[person])
        self.step(person, Deed.QUEUED, BookingState.WAITING, place_in_queue=before)
        self.promote()

    def promote(self):
        waiting = [
            queue.Waiter(one, self.arrived[one], "elsewhere" if one in self.barred else "")
            for one in self.those(BookingState.WAITING)
        ]
        turn = queue.take_turns(waiting, self.free())
        for one in turn.passed_over:
            self.step(one.booking_id, Deed.PASSED_OVER, BookingState.WAITING, why=one.barred)
        for one in turn.placed:
            self.step(one.booking_id, Deed.PLACED, BookingState.BOOKED)

    @precondition(lambda self: self.those(None))
    @rule(data=st.data(), approval=st.booleans())
    def ask(self, data, approval):
        person = data.draw(st.sampled_from(self.those(None)))
        self.arrived[person] = self.turn + 1
        if approval:
            self.step(person, Deed.ASKED, BookingState.REQUESTED)
        else:
            self.join(person)

    @precondition(lambda self: self.those(BookingState.REQUESTED))
    @rule(data=st.data(), agreed=st.booleans())
    def answer(self, data, agreed):
        person = data.draw(st.sampled_from(self.those(BookingState.REQUESTED)))
        if agreed:
            self.step(person, Deed.APPROVED, BookingState.APPROVED, by_id=HAND)
            self.join(person)
        else:
            self.step(person, Deed.DECLINED, BookingState.DECLINED, by_id=HAND, why="Too busy")

    @precondition(lambda self: self.those(*rules.OPEN))
    @rule(data=st.data(), late=st.booleans())
    def cancel(self, data, late):
        person = data.draw(st.sampled_from(self.those(*rules.OPEN)))
        late = late and self.state(person) is BookingState.BOOKED
        state = BookingState.CANCELLED_LATE if late else BookingState.CANCELLED_IN_TIME
        self.step(person, Deed.CANCELLED, state)
        self.promote()

    @precondition(lambda self: self.those(None, BookingState.REQUESTED, BookingState.WAITING))
    @rule(data=st.data())
    def place_by_hand(self, data):
        person = data.draw(st.sampled_from(self.those(None, BookingState.REQUESTED, BookingState.WAITING)))
        self.arrived.setdefault(person, self.turn + 1)
        above = self.free() <= 0
        self.step(person, Deed.PLACED_BY_HAND, BookingState.BOOKED, by_id=HAND, why="Runs out soon", is_override=above)

    @rule(more=st.integers(1, 3))
    def enlarge(self, more):
        self.maximum += more
        self.promote()

    @rule(data=st.data())
    def bar_or_clear(self, data):
        self.barred ^= {data.draw(st.sampled_from(self.people))}
        self.promote()

    @invariant()
    def no_rule_is_broken(self):
        if not hasattr(self, "climbs"):
            return
        kept = [
            BookingFacts(
                str(person),
                person,
                self.arrived[person],
                self.state(person),
                needs_approval=False,
                steps=climb,
                is_barred=person in self.barred,
            )
            for person, climb in self.climbs.items()
        ]
        found = checks.faults_of(SessionFacts("TRN", self.maximum, gives_places=True, bookings=kept))
        assert found == []


TestRandomBookings = Bookings.TestCase
TestRandomBookings.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def test_the_machine_would_notice_a_skip():
    first, second = uuid4(), uuid4()
    kept = [
        BookingFacts(
            "A", first, 1, BookingState.WAITING, needs_approval=False, steps=[_row(1, 1, Deed.QUEUED, place=1)]
        ),
        BookingFacts(
            "B",
            second,
            2,
            BookingState.BOOKED,
            needs_approval=False,
            steps=[_row(2, 1, Deed.QUEUED, place=2), _row(3, 2, Deed.PLACED)],
        ),
    ]

    found = checks.faults_of(SessionFacts("TRN", 1, gives_places=True, bookings=kept))

    assert [(one.broken, one.booking) for one in found] == [(Broken.SKIPPED, "B")]


def _row(turn, number, deed, *, place=None):
    state = next(iter(rules.LADDER[deed][1]))
    return StepFacts(turn, number, deed, state, NOON, place_in_queue=place, last_day=NOON.date())
