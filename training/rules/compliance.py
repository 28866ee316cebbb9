"""How somebody stands with one thing that is asked of them, on a day. Derived, never stored.

training.queries.standing says the same in SQL, for any number of people at once; a test holds the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dcpp.kernel import clock

LADDER = (90, 60, 30, 7)
"""So many days before something is due, somebody is reminded of it; and once more when it is overdue."""
SOON = LADDER[0]
ONCE = 0
"""In place of months: what is done once is done."""


class Standing(StrEnum):
    """In order of how much they ask for."""

    OVERDUE = "overdue"
    IN_GRACE = "in_grace"
    IN_DATE = "in_date"
    EXEMPT = "exempt"

    @property
    def label(self) -> str:
        return {"overdue": "Overdue", "in_grace": "In grace", "in_date": "In date"}.get(self, "Exempt")

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


MEANINGS = {
    Standing.OVERDUE: "the day by which it was due has passed",
    Standing.IN_GRACE: "not done, or run out under a new rule, and still within the days of grace",
    Standing.IN_DATE: "done, and it holds today",
    Standing.EXEMPT: "excused until a day, for a reason that somebody agreed",
}


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What one requirement asks of one person. Days of grace are counted in days, intervals in months.

    months: how long a record holds, ONCE for ever. asked_from: since when their job role is asked. from_on: since
    when these months hold; months_before: those that held until then, where they were longer.
    since_on: since when they have been in their job role here, as far as is known.
    """

    months: int
    asked_from: date
    from_on: date
    newcomer_days: int
    introduction_days: int
    months_before: int | None = None
    since_on: date | None = None
    exempt_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Done:
    """One record that counts. expires_on: its own last day, where it has one."""

    completed_on: date
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Stands:
    """valid_until: the last day on which it is done, None where it never runs out or was never done.

    due_on: the day by which it must be done (again), None where it never must.
    """

    standing: Standing
    done_on: date | None
    valid_until: date | None
    due_on: date | None

    def days_left(self, today: date) -> int | None:
        """Until it is due; negative when it is overdue."""
        return (self.due_on - today).days if self.due_on else None


def stands(ask: Ask, records: Iterable[Done], today: date) -> Stands:
    """How somebody stands today with what is asked, by the records that count."""
    kept = list(records)
    done_on = max((one.completed_on for one in kept), default=None)
    holds = [_holds_until(one, ask.months) for one in kept]
    valid_until = max(holds, default=None)
    due_on = max(_first_due(ask), _after_exemption(ask), valid_until or date.min, _eased(ask, kept))
    if ask.exempt_until is not None and ask.exempt_until >= today:
        standing = Standing.EXEMPT
    elif valid_until is not None and valid_until >= today:
        standing = Standing.IN_DATE
    else:
        standing = Standing.IN_GRACE if due_on >= today else Standing.OVERDUE
    is_for_ever = valid_until == date.max
    return Stands(
        standing=standing,
        done_on=done_on,
        valid_until=None if is_for_ever else valid_until,
        due_on=None if is_for_ever else due_on,
    )


def _holds_until(one: Done, months: int) -> date:
    by_rule = date.max if months == ONCE else clock.months_from(one.completed_on, months)
    return min(by_rule, one.expires_on or date.max)


def _first_due(ask: Ask) -> date:
    """Newcomers have their days from their start, everybody has some from the day the role was first asked."""
    introduced = ask.asked_from + timedelta(days=ask.introduction_days)
    if ask.since_on is None:
        return introduced
    return max(introduced, ask.since_on + timedelta(days=ask.newcomer_days))


def _after_exemption(ask: Ask) -> date:
    """Whoever was excused has a newcomer's days when they come back."""
    return ask.exempt_until + timedelta(days=ask.newcomer_days) if ask.exempt_until else date.min


def _eased(ask: Ask, kept: list[Done]) -> date:
    """Where the months were shortened, what held under the old rule holds on for the days of introduction."""
    if ask.months_before is None or not kept:
        return date.min
    before = max(_holds_until(one, ask.months_before) for one in kept)
    return min(before, ask.from_on + timedelta(days=ask.introduction_days))


def rung_of(due_on: date, today: date) -> int | None:
    """Where on the ladder somebody stands: 90, 60, 30 or 7 days before; -1 when overdue, and on every four weeks."""
    left = (due_on - today).days
    if left < 0:
        return -1 - (-left - 1) // 28 * 28
    return next((rung for rung in reversed(LADDER) if left <= rung), None)
