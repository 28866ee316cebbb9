"""By when: the queue, approvals, and cancelling without a charge, all counted in working days (cut_offs)."""

from dataclasses import dataclass
from datetime import date, datetime

from dcpp.kernel import clock
from training.rules.bookings import BookingState, CannotCancelBooking
from training.rules.cut_offs import is_in_time, last_day

REMIND_AFTER_DAYS = 3
"""Working days that a request waits before its approver hears again; and again after as many."""
EXPIRE_AFTER_DAYS = 10
"""Working days after which a request that nobody answered ends, so that nobody waits for ever."""
FORGET_NEEDS_AFTER_DAYS = 30
"""Days after the last date after which what people said of access and food is deleted."""


def is_frozen(now: datetime, first_starts_at: datetime, freeze_days: int) -> bool:
    """Whether the queue stands still: nobody is given a place so late that they cannot arrange to come."""
    return now >= first_starts_at or not is_in_time(now, first_starts_at, freeze_days)


def expires_on(asked_on: date, first_starts_at: datetime, closes_days: int) -> date:
    """The last day on which a request can be answered: ten working days, or until booking closes."""
    return min(
        clock.add_working_days(asked_on, EXPIRE_AFTER_DAYS), max(asked_on, last_day(first_starts_at, closes_days))
    )


@dataclass(frozen=True)
class Cancelling:
    """What cancelling now means: the state that it gives, the charge in pence, and until when it is free."""

    state: BookingState
    charge_pence: int
    free_until: date

    @property
    def is_late(self) -> bool:
        return self.state is BookingState.CANCELLED_LATE


def cancelling(
    state: BookingState,
    *,
    now: datetime,
    first_starts_at: datetime,
    cut_off_days: int,
    charge_pence: int,
    came_from_queue_on: date | None,
) -> Cancelling:
    """What it means to cancel now. Raises CannotCancelBooking once the session has begun or the booking has ended.

    Only whoever holds a place cancels late. A place that came from the queue on the last free day or after it can be
    given back without a charge: nobody pays for what they could not have known.
    """
    if not state.may_be_cancelled:
        raise CannotCancelBooking(f"This booking cannot be cancelled: it is “{state.label.lower()}”")
    free_until = last_day(first_starts_at, cut_off_days)
    if state is not BookingState.BOOKED:
        return Cancelling(BookingState.CANCELLED_IN_TIME, 0, free_until)
    if now >= first_starts_at:
        raise CannotCancelBooking("The session has begun, so this booking can no longer be cancelled")
    came_late = came_from_queue_on is not None and came_from_queue_on >= free_until
    if came_late or is_in_time(now, first_starts_at, cut_off_days):
        return Cancelling(BookingState.CANCELLED_IN_TIME, 0, free_until)
    return Cancelling(BookingState.CANCELLED_LATE, charge_pence, free_until)
