"""The queue for a session: who is next, where somebody stands, and why they moved.

The order is that of asking: whoever asked first is offered a place first, however long their approval took. A place
that is free goes to the first who is approved; it is not held for somebody whose approval has not come (decision 91).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from dcpp.kernel import clock
from training.rules.bookings import BookingState, Deed


class Cause(Enum):
    """Why the queue was looked at: words that go behind “because”, without anybody's name."""

    CANCELLED = "somebody cancelled"
    MORE_PLACES = "the session was given more places"
    CHANGED = "the session was changed"
    DECLINED = "a request was declined"
    EXPIRED = "a request ran out"
    LEFT_QUEUE = "somebody left the queue"
    SUBSTITUTED = "somebody gave their place to a substitute"
    PLACED_BY_HAND = "the co-ordinator gave somebody a place by hand"
    APPROVED = "somebody who had asked before was approved"
    LOOKED_AGAIN = "the queue was looked at again"


@dataclass(frozen=True)
class Waiter:
    """Somebody in the queue: `barred` is why they cannot be given a place now, empty where they can."""

    booking_id: UUID
    arrived: int
    barred: str = ""


@dataclass(frozen=True)
class Turn:
    """What one look at the queue gives: who gets a place, and who is passed over with the reason, each in order."""

    placed: tuple[Waiter, ...]
    passed_over: tuple[Waiter, ...]


def take_turns(queue: Iterable[Waiter], free: int) -> Turn:
    """Who gets the free places: in order of arrival; those who are barred are passed over by those behind them."""
    placed: list[Waiter] = []
    barred: list[Waiter] = []
    passed_over: list[Waiter] = []
    for waiter in sorted(queue, key=lambda one: one.arrived):
        if len(placed) >= max(0, free):
            break
        if waiter.barred:
            barred.append(waiter)
            continue
        placed.append(waiter)
        passed_over += barred
        barred = []
    return Turn(tuple(placed), tuple(passed_over))


def place_in(arrivals: Collection[int], arrived: int) -> int:
    """Where somebody stands in a queue, from 1."""
    return 1 + sum(one < arrived for one in arrivals)


@dataclass(frozen=True)
class Happening:
    """One step of any booking of a session, in the order in which they happened."""

    booking_id: UUID
    arrived: int
    deed: Deed
    state: BookingState
    at: datetime
    why: str = ""


@dataclass(frozen=True)
class Move:
    """Somebody's place in the queue changed. before is None when they joined."""

    at: datetime
    before: int | None
    after: int
    because: str

    def sentence(self, who: str = "You") -> str:
        day = clock.london(self.at).date()
        when = f"on {day.day} {day:%B}"
        if self.before is None:
            return f"{who} joined the queue in place {self.after} {when}"
        return f"{who} moved from {self.before} to {self.after} because {self.because} {when}"


def moves_of(booking_id: UUID, happenings: Iterable[Happening]) -> list[Move]:
    """How somebody moved in the queue, oldest first; nothing of others but the reason."""
    waiting: dict[UUID, int] = {}
    moves: list[Move] = []
    for one in happenings:
        before = _place(booking_id, waiting)
        was_waiting = one.booking_id in waiting
        waiting.pop(one.booking_id, None)
        if one.state is BookingState.WAITING:
            waiting[one.booking_id] = one.arrived
        after = _place(booking_id, waiting)
        if after is not None and after != before:
            moves.append(Move(one.at, before, after, _because(one, left=was_waiting)))
    return moves


def _place(booking_id: UUID, waiting: Mapping[UUID, int]) -> int | None:
    return place_in(waiting.values(), waiting[booking_id]) if booking_id in waiting else None


def _because(one: Happening, *, left: bool) -> str:
    if not left:
        return Cause.APPROVED.value
    if one.deed is Deed.PLACED:
        return one.why or Cause.LOOKED_AGAIN.value
    if one.deed in {Deed.PLACED_BY_HAND, Deed.TOOK_OVER}:
        return Cause.PLACED_BY_HAND.value if one.deed is Deed.PLACED_BY_HAND else Cause.SUBSTITUTED.value
    return Cause.LEFT_QUEUE.value


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What somebody who waits is told: their place, and how the session stands."""

    place: int
    waiting: int
    places: int
    free: int
    last_day: date
    is_frozen: bool
    is_open: bool
    barred: str = ""


def why_no_offer(standing: Standing) -> str:
    """Why somebody who waits has not been offered a place yet, in one sentence."""
    if not standing.is_open:
        return "The session is not open for booking, so no places are given"
    if standing.is_frozen:
        day = standing.last_day
        return f"Places were given until {day.day} {day:%B %Y}. It is too close to the session to give more"
    if standing.barred:
        return standing.barred
    if standing.free <= 0:
        places = "The only place is" if standing.places == 1 else f"All {standing.places} places are"
        return f"{places} taken. When one comes free, the first in the queue gets it at once"
    return "A place is free. It will be given when the queue is next looked at"


def barred_sentence(titles: Sequence[str]) -> str:
    """Why somebody is passed over who holds a place elsewhere at the same time."""
    return f"Booked on {titles[0]} at the same time" if titles else ""
