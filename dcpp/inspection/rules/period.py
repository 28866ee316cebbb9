"""The stretch of time that a report is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from dcpp.kernel import clock

T = TypeVar("T")

CHART_MONTHS = 18
LOOK_BACK_MONTHS = 6
"""What inspectors ask about: practice and audits of the last six months (P03 of the inspection pack)."""


@dataclass(frozen=True, slots=True)
class Period:
    """A month, and the day on which its figures are read. Figures of a running month go up to that day."""

    month: date
    as_at: date

    @property
    def last_day(self) -> date:
        """Of the month, or the day of reading while the month still runs."""
        return min(clock.add_months(self.month, 1) - timedelta(days=1), self.as_at)

    @property
    def is_running(self) -> bool:
        return self.last_day == self.as_at and self.as_at < clock.add_months(self.month, 1)

    def months(self, count: int) -> list[date]:
        """The first days of the last so many months, oldest first, ending with this one."""
        return [clock.add_months(self.month, step) for step in range(1 - count, 1)]

    def by_month(self, things: Iterable[T], day_of: Callable[[T], date], count: int) -> list[tuple[date, list[T]]]:
        """The things of each of the last so many months, oldest first, up to the last day of the period."""
        held: dict[date, list[T]] = {month: [] for month in self.months(count)}
        for thing in things:
            day = day_of(thing)
            if day <= self.last_day and (month := day.replace(day=1)) in held:
                held[month].append(thing)
        return list(held.items())

    def starts(self, count: int) -> date:
        """The first day of the last so many months."""
        return clock.add_months(self.month, 1 - count)

    def holds(self, day: date | None, count: int = 1) -> bool:
        """Whether a day lies in the last so many months, up to the last day of the period."""
        return day is not None and self.starts(count) <= day <= self.last_day
