"""What somebody's calendar should show of a booking, and whether it already does."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from dcpp.kernel import clock
from training.rules.bookings import BookingState

LEFT = frozenset(
    {
        BookingState.DECLINED,
        BookingState.CANCELLED_IN_TIME,
        BookingState.CANCELLED_LATE,
        BookingState.SUBSTITUTED,
        BookingState.SESSION_CANCELLED,
    }
)
"""Who has left: an invitation that they have is taken back. After the day nothing is."""

TWO_WEEKS, TWO_DAYS = 14, 2


@dataclass(frozen=True)
class Told:
    """One date as a calendar shows it. `number` of `many`: which of the session's dates it is."""

    date_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    number: int
    many: int

    @property
    def key(self) -> str:
        """All that an invitation says; another key means that it must be sent again."""
        parts = (self.title, self.starts_at.isoformat(), self.ends_at.isoformat(), self.place, self.link)
        return "\n".join((*parts, f"{self.number}/{self.many}"))

    @property
    def heading(self) -> str:
        return f"{self.title} ({self.number} of {self.many})" if self.many > 1 else self.title


def reminders_due(dates: Collection[datetime], today: date) -> list[tuple[int, date]]:
    """Which reminders of a session are due today: days before, and the day of the date that each is about.

    Two weeks before its first date, and two days before each. What falls on a day off is due on the working day before.
    """
    days = sorted({clock.london(moment).date() for moment in dates})
    due = [(TWO_WEEKS, days[0])] if days and _is_due(days[0], TWO_WEEKS, today) else []
    return due + [(TWO_DAYS, day) for day in days if _is_due(day, TWO_DAYS, today)]


def _is_due(day: date, before: int, today: date) -> bool:
    """From its day on until the next reminder would take its place: a missed night mends itself."""
    until = TWO_DAYS if before == TWO_WEEKS else 0
    return working_day_before(day - timedelta(days=before)) <= today < working_day_before(day - timedelta(days=until))


def working_day_before(day: date) -> date:
    """The day itself where it is a working day, else the last one before it."""
    while not clock.is_working_day(day):
        day -= timedelta(days=1)
    return day
