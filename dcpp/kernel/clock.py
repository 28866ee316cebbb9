"""The only module that asks the time. Moments are aware UTC (`_at`); days are London dates (`_on`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The moment, aware and in UTC."""
    return _pretended.get() or datetime.now(UTC)


def today() -> date:
    """The day it is in London."""
    return london(now()).date()


def london(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Let it be another moment inside: for tests, and for the made-up history of the sample council."""
    token = _pretended.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pretended.reset(token)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays in a year, substitute days among them."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The working day that is `count` working days after `day` (before it, when `count` is negative).

    With a count of 0: `day` itself when it is a working day, else the next one.
    """
    step = timedelta(days=-1 if count < 0 else 1)
    while count == 0 and not is_working_day(day):
        day += step
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def nth_working_day(year: int, month: int, nth: int) -> date:
    """The first (1), second (2) … working day of a month."""
    return add_working_days(add_working_days(date(year, month, 1), 0), nth - 1)


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def month_of(day: date) -> date:
    """A month is named by its first day."""
    return day.replace(day=1)


def add_months(month: date, count: int) -> date:
    """The first day of the month that lies `count` months after the one of `month`."""
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)


def months_from(day: date, count: int) -> date:
    """The same day of another month, or its last where it has no such day."""
    month = add_months(day, count)
    last = (add_months(month, 1) - month).days
    return month.replace(day=min(day.day, last))
