"""What must be true of a session's bookings, and the sentence for each rule that is broken.

Nothing here trusts what the platform does: it reads the rows as they are, so that a change by hand, a fault or a race
shows itself.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from dcpp.kernel import clock
from training.rules.bookings import HOLDING, LIVE, BookingState, BrokenLadder, Deed, Step, replay
from training.rules.queue import place_in


class Broken(Enum):
    OVER_CAPACITY = "More places given than there are"
    SKIPPED = "Somebody in the queue was skipped without a reason"
    GAP = "A gap in the queue"
    NOT_GIVEN = "A place is free while somebody waits"
    NOT_APPROVED = "Booked without approval"
    AFTER_FREEZE = "Given a place after the queue was frozen"
    STATE = "The state is not what the steps give"
    TWICE = "Two live bookings of one person for one session"


@dataclass(frozen=True)
class StepFacts:
    """A row of booking steps. `turn` rises over all bookings of a session, in the order in which things happened."""

    turn: int
    number: int
    deed: Deed
    state: BookingState
    at: datetime
    by_id: UUID | None = None
    why: str = ""
    is_override: bool = False
    place_in_queue: int | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class BookingFacts:
    """A booking and its steps. is_barred: it could not be given a place now, as its person is booked elsewhere."""

    reference: str
    person_id: UUID
    arrived: int
    state: BookingState
    needs_approval: bool
    steps: Sequence[StepFacts] = field(default_factory=tuple)
    is_barred: bool = False


@dataclass(frozen=True)
class SessionFacts:
    """A session as it is now. gives_places: it is open, its queue is not frozen and it has not begun."""

    reference: str
    maximum: int
    gives_places: bool
    bookings: Sequence[BookingFacts]


@dataclass(frozen=True)
class Fault:
    """One broken rule. booking: empty where it is about the session as a whole."""

    broken: Broken
    session: str
    booking: str
    words: str

    def __str__(self) -> str:
        where = f"{self.session}, {self.booking}" if self.booking else self.session
        return f"{where}: {self.broken.value}: {self.words}"


def faults_of(session: SessionFacts) -> list[Fault]:
    """Every rule that a session's rows break, in no particular order of weight."""
    found = [
        *_over_capacity(session),
        *_twice(session),
        *_not_given(session),
    ]
    for booking in session.bookings:
        found += [*_ladder(session, booking), *_approval(session, booking), *_freeze(session, booking)]
    return [*found, *_order(session)]


def _over_capacity(session: SessionFacts) -> Iterator[Fault]:
    holding = [one for one in session.bookings if one.state in HOLDING]
    by_rule = [one for one in holding if not any(step.is_override for step in one.steps)]
    if len(by_rule) > session.maximum:
        words = f"{len(by_rule)} places are given, and there are {session.maximum}"
        above = len(holding) - len(by_rule)
        words += f"; {above} more were given by hand with a reason" if above else ""
        yield Fault(Broken.OVER_CAPACITY, session.reference, "", words)


def _twice(session: SessionFacts) -> Iterator[Fault]:
    live = Counter(one.person_id for one in session.bookings if one.state in LIVE)
    for person_id, count in live.items():
        if count > 1:
            theirs = [one.reference for one in session.bookings if one.person_id == person_id and one.state in LIVE]
            yield Fault(Broken.TWICE, session.reference, theirs[-1], " and ".join(theirs))


def _not_given(session: SessionFacts) -> Iterator[Fault]:
    free = session.maximum - sum(one.state in HOLDING for one in session.bookings)
    waiting = [one for one in session.bookings if one.state is BookingState.WAITING]
    if session.gives_places and free > 0 and not all(one.is_barred for one in waiting):
        words = f"{free} free, {len(waiting)} waiting: the queue has not been looked at"
        yield Fault(Broken.NOT_GIVEN, session.reference, "", words)


def _ladder(session: SessionFacts, booking: BookingFacts) -> Iterator[Fault]:
    try:
        state = replay(Step(step.number, step.deed, step.state) for step in booking.steps)
    except BrokenLadder as broken:
        yield Fault(Broken.STATE, session.reference, booking.reference, str(broken))
        return
    if state is not booking.state:
        words = f"it says {booking.state.value}, its steps give {state.value}"
        yield Fault(Broken.STATE, session.reference, booking.reference, words)


def _approval(session: SessionFacts, booking: BookingFacts) -> Iterator[Fault]:
    approved = not booking.needs_approval
    for step in booking.steps:
        approved = approved or step.deed is Deed.APPROVED
        if step.deed in {Deed.PLACED_BY_HAND, Deed.TOOK_OVER}:
            approved = approved or bool(step.by_id and step.why)
        if step.state in HOLDING and not approved:
            words = f"step {step.number} gives a place, and nobody had approved it"
            yield Fault(Broken.NOT_APPROVED, session.reference, booking.reference, words)
            return


def _freeze(session: SessionFacts, booking: BookingFacts) -> Iterator[Fault]:
    before: StepFacts | None = None
    for step in booking.steps:
        came_from_queue = before is not None and before.state is BookingState.WAITING
        if step.deed is Deed.PLACED and came_from_queue:
            day = clock.london(step.at).date()
            if step.last_day is None or day > step.last_day:
                until = f"the last day for it was {step.last_day}" if step.last_day else "no last day was kept"
                words = f"step {step.number} was on {day}, and {until}"
                yield Fault(Broken.AFTER_FREEZE, session.reference, booking.reference, words)
        before = step


def _order(session: SessionFacts) -> Iterator[Fault]:
    """Go through everything that happened, in turn: who waited at each moment, and who went past them."""
    waiting: dict[str, int] = {}
    excused: set[str] = set()
    for booking, step in _in_turn(session.bookings):
        words = _skipped(booking, step, {ref: at for ref, at in waiting.items() if ref not in excused})
        if words:
            yield Fault(Broken.SKIPPED, session.reference, booking.reference, words)
        if step.deed is Deed.PASSED_OVER:
            excused.add(booking.reference)
        elif step.deed is not Deed.PLACED:
            excused.clear()  # a reason holds for the look at the queue that it was given in
        is_new = waiting.pop(booking.reference, None) is None
        if step.state is BookingState.WAITING:
            place = place_in(waiting.values(), booking.arrived)
            if is_new and step.place_in_queue != place:
                words = f"it joined in place {step.place_in_queue}, and {place - 1} were before it"
                yield Fault(Broken.GAP, session.reference, booking.reference, words)
            waiting[booking.reference] = booking.arrived


def _skipped(booking: BookingFacts, step: StepFacts, waiting: Mapping[str, int]) -> str:
    """What is wrong when a step goes past others in the queue, or is a skip itself; empty when nothing is."""
    if step.deed is Deed.PLACED:
        before = [reference for reference, arrived in waiting.items() if arrived < booking.arrived]
        return f"{' and '.join(before[:3])} had asked before and were waiting" if before else ""
    needs_reason = step.deed in {Deed.PLACED_BY_HAND, Deed.TOOK_OVER, Deed.PASSED_OVER}
    is_bare = needs_reason and not step.why.strip()
    return f"step {step.number} ({step.deed.words.lower()}) has no reason" if is_bare else ""


def _in_turn(bookings: Sequence[BookingFacts]) -> list[tuple[BookingFacts, StepFacts]]:
    steps = [(booking, step) for booking in bookings for step in booking.steps]
    return sorted(steps, key=lambda one: one[1].turn)
