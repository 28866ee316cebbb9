"""What pages say of a booking: what can be done with it now, and what has happened."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from dcpp.kernel.access import Viewer
from training import queries
from training.models import Booking, BookingStep
from training.rules.bookings import BookingState, Deed
from training.rules.sessions import SessionState

TWICE = "You have a booking for this session already. It is under My bookings"


class BookingDeed(Enum):
    """A page on which something is done with a booking."""

    ANSWER = "answer"
    SUBSTITUTE = "substitute"
    CANCEL = "cancel"


def deeds_open_to(booking: Booking, who: Viewer, now: datetime) -> list[BookingDeed]:
    """What the viewer can do with a booking now, the likeliest first."""
    deeds = []
    is_ahead = booking.session.first_starts_at > now and booking.session.state is SessionState.OPEN
    if booking.state is BookingState.REQUESTED and is_ahead and queries.may_decide(who, booking):
        deeds.append(BookingDeed.ANSWER)
    if is_ahead and queries.may_act_on(who, booking):
        if booking.state is BookingState.BOOKED and booking.rule.allows_substitute:
            deeds.append(BookingDeed.SUBSTITUTE)
        if booking.state.may_be_cancelled:
            deeds.append(BookingDeed.CANCEL)
    return deeds


def said_of(refusal: Exception) -> str:
    """The sentence of a refusal; for the database's own, what it means."""
    return str(refusal) if not hasattr(refusal, "orig") else TWICE


@dataclass(frozen=True)
class Entry:
    """One line of what has happened."""

    at: datetime
    who: str
    what: str
    words: str


def entries_of(booking: Booking) -> list[Entry]:
    """What has happened to a booking, the newest first."""
    return [
        Entry(step.at, step.by.name if step.by else "", what(step), words(step)) for step in reversed(booking.steps)
    ]


def what(step: BookingStep) -> str:
    """What was done, in a few words."""
    if step.deed is Deed.QUEUED and step.place_in_queue:
        return f"{step.deed.words} in place {step.place_in_queue}"
    if step.deed in {Deed.CANCELLED, Deed.RECORDED}:
        return step.state.label
    above = ", above the maximum" if step.is_override else ""
    return f"{step.deed.words}{above}"


def words(step: BookingStep) -> str:
    """Why: in a sentence where the platform gave the cause."""
    if step.deed is Deed.PLACED and step.why:
        return f"Because {step.why}"
    return step.why
