"""The ladder of a booking: which deed may follow which state, and what replaying the deeds gives.

Every change of a booking is a step that is added and never changed; the state that a booking shows is what its steps
give. Waiting for approval (REQUESTED) and waiting for a place (WAITING) are two states.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from dcpp.kernel.refusal import Refusal


class CannotBook(Refusal):
    pass


class CannotApproveBooking(Refusal):
    pass


class CannotCancelBooking(Refusal):
    pass


class CannotReplace(Refusal):
    """The place cannot go to that substitute."""


class CannotPlace(Refusal):
    """The co-ordinator cannot give this place by hand."""


class CannotRecordOutcome(Refusal):
    pass


class CannotDelegate(Refusal):
    pass


class BrokenLadder(Exception):
    """Steps that cannot have followed each other. No sentence for people: check-bookings and tests read it."""


class BookingState(Enum):
    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    WAITING = "waiting"
    BOOKED = "booked"
    ATTENDED = "attended"
    PART_ATTENDED = "part_attended"
    ABSENT = "absent"
    CANCELLED_IN_TIME = "cancelled_in_time"
    CANCELLED_LATE = "cancelled_late"
    SUBSTITUTED = "substituted"
    SESSION_CANCELLED = "session_cancelled"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def holds_place(self) -> bool:
        return self in HOLDING

    @property
    def is_live(self) -> bool:
        """Whether it still counts as this person's booking of this session: there is at most one."""
        return self in LIVE

    @property
    def may_be_cancelled(self) -> bool:
        return self in OPEN


LABELS: Mapping[BookingState, str] = {
    BookingState.REQUESTED: "Waiting for approval",
    BookingState.APPROVED: "Approved",
    BookingState.DECLINED: "Declined",
    BookingState.WAITING: "Waiting for a place",
    BookingState.BOOKED: "Booked",
    BookingState.ATTENDED: "Attended",
    BookingState.PART_ATTENDED: "Attended in part",
    BookingState.ABSENT: "Absent",
    BookingState.CANCELLED_IN_TIME: "Cancelled in time",
    BookingState.CANCELLED_LATE: "Cancelled late",
    BookingState.SUBSTITUTED: "Given to a substitute",
    BookingState.SESSION_CANCELLED: "Session cancelled",
}

OUTCOMES = frozenset({BookingState.ATTENDED, BookingState.PART_ATTENDED, BookingState.ABSENT})
HOLDING = OUTCOMES | {BookingState.BOOKED}
"""Those who take one of a session's places; whoever was absent took theirs too."""
OPEN = frozenset({BookingState.REQUESTED, BookingState.APPROVED, BookingState.WAITING, BookingState.BOOKED})
LIVE = OPEN | OUTCOMES
CANCELLED = frozenset({BookingState.CANCELLED_IN_TIME, BookingState.CANCELLED_LATE})


class Deed(Enum):
    """What was done to a booking in one step."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"
    QUEUED = "queued"
    PASSED_OVER = "passed_over"
    PLACED = "placed"
    PLACED_BY_HAND = "placed_by_hand"
    TOOK_OVER = "took_over"
    CANCELLED = "cancelled"
    SUBSTITUTED = "substituted"
    SESSION_CANCELLED = "session_cancelled"
    QUEUE_ENDED = "queue_ended"
    RECORDED = "recorded"

    @property
    def words(self) -> str:
        return DEED_WORDS[self]


DEED_WORDS: Mapping[Deed, str] = {
    Deed.ASKED: "Asked for a place",
    Deed.APPROVED: "Approved",
    Deed.DECLINED: "Declined",
    Deed.EXPIRED: "Ended, because nobody answered in time",
    Deed.QUEUED: "Joined the queue",
    Deed.PASSED_OVER: "Passed over in the queue",
    Deed.PLACED: "Got a place",
    Deed.PLACED_BY_HAND: "Given a place by hand",
    Deed.TOOK_OVER: "Took over a place",
    Deed.CANCELLED: "Cancelled",
    Deed.SUBSTITUTED: "Gave the place to a substitute",
    Deed.SESSION_CANCELLED: "The session was cancelled",
    Deed.QUEUE_ENDED: "The queue ended without a place",
    Deed.RECORDED: "Attendance recorded",
}

_BEGINNING = frozenset({None})
_S = BookingState

LADDER: Mapping[Deed, tuple[frozenset[BookingState | None], frozenset[BookingState]]] = {
    Deed.ASKED: (_BEGINNING, frozenset({_S.REQUESTED})),
    Deed.APPROVED: (frozenset({_S.REQUESTED}), frozenset({_S.APPROVED})),
    Deed.DECLINED: (frozenset({_S.REQUESTED}), frozenset({_S.DECLINED})),
    Deed.EXPIRED: (frozenset({_S.REQUESTED}), frozenset({_S.DECLINED})),
    Deed.QUEUED: (frozenset({None, _S.APPROVED}), frozenset({_S.WAITING})),
    Deed.PASSED_OVER: (frozenset({_S.WAITING}), frozenset({_S.WAITING})),
    Deed.PLACED: (frozenset({None, _S.APPROVED, _S.WAITING}), frozenset({_S.BOOKED})),
    Deed.PLACED_BY_HAND: (frozenset({None, _S.REQUESTED, _S.APPROVED, _S.WAITING}), frozenset({_S.BOOKED})),
    Deed.TOOK_OVER: (frozenset({None, _S.REQUESTED, _S.APPROVED, _S.WAITING}), frozenset({_S.BOOKED})),
    Deed.CANCELLED: (frozenset(OPEN), CANCELLED),
    Deed.SUBSTITUTED: (frozenset({_S.BOOKED}), frozenset({_S.SUBSTITUTED})),
    Deed.SESSION_CANCELLED: (frozenset(OPEN), frozenset({_S.SESSION_CANCELLED})),
    Deed.QUEUE_ENDED: (frozenset({_S.WAITING, _S.APPROVED}), frozenset({_S.DECLINED})),
    Deed.RECORDED: (frozenset(HOLDING), OUTCOMES),
}
"""Each deed: the states in which it can be done (None: there is no booking yet), and those that it can give."""


@dataclass(frozen=True)
class Step:
    """One step as the ladder reads it."""

    number: int
    deed: Deed
    state: BookingState


def may_follow(before: BookingState | None, deed: Deed, state: BookingState) -> bool:
    """Whether a deed can be done to a booking in a state, and give another."""
    known, gives = LADDER[deed]
    if before not in known or state not in gives:
        return False
    return not (state is BookingState.CANCELLED_LATE and before is not BookingState.BOOKED)


def deeds_after(state: BookingState | None) -> list[Deed]:
    """What can be done to a booking in a state; nothing to one that has ended."""
    return [deed for deed, (known, _gives) in LADDER.items() if state in known]


def replay(steps: Iterable[Step]) -> BookingState:
    """The state that the steps give, from the first. Raises BrokenLadder."""
    state: BookingState | None = None
    for expected, step in enumerate(steps, 1):
        if step.number != expected:
            raise BrokenLadder(f"step {expected} is missing")
        if not may_follow(state, step.deed, step.state):
            before = state.value if state else "no booking"
            raise BrokenLadder(
                f"step {step.number} ({step.deed.value}) cannot lead from {before} to {step.state.value}"
            )
        state = step.state
    if state is None:
        raise BrokenLadder("there is no step")
    return state


def may_approve(booked_id: UUID, by: UUID, own_people: frozenset[UUID], *, for_anybody: bool) -> bool:
    """Own people only, whether managed or stood in for, and never oneself; `for_anybody`: who decides for all."""
    return by != booked_id and (for_anybody or booked_id in own_people)
