"""A session copied in one step: weekly, monthly or on chosen days, at the same times of the day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from dcpp.kernel import clock
from training.rules.sessions import CannotKeepSession, DatePart

MOST_COPIES = 26


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    CHOSEN = "chosen"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Rhythm.WEEKLY: "Every week",
    Rhythm.FORTNIGHTLY: "Every two weeks",
    Rhythm.MONTHLY: "Every month, on the same weekday of the month",
    Rhythm.CHOSEN: "On days that I choose",
}
STEPS = {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14}


def first_days(first_on: date, rhythm: Rhythm, copies: int, chosen: Sequence[date] = ()) -> list[date]:
    """The first day of each copy. Raises CannotKeepSession."""
    if rhythm is Rhythm.CHOSEN:
        days = sorted(set(chosen) - {first_on})
        if not 0 < len(days) <= MOST_COPIES:
            raise CannotKeepSession(f"Enter between 1 and {MOST_COPIES} days that the session is not on already")
        return days
    if not 0 < copies <= MOST_COPIES:
        raise CannotKeepSession(f"Enter a number of copies between 1 and {MOST_COPIES}")
    if rhythm is Rhythm.MONTHLY:
        return [same_weekday(first_on, months) for months in range(1, copies + 1)]
    return [first_on + timedelta(days=STEPS[rhythm] * number) for number in range(1, copies + 1)]


def same_weekday(day: date, months: int) -> date:
    """The second Tuesday again, so many months later; the last one where a month has no fifth."""
    month = clock.add_months(day, months)
    first = month + timedelta(days=(day.weekday() - month.weekday()) % 7)
    found = first + timedelta(weeks=(day.day - 1) // 7)
    return found if found.month == month.month else found - timedelta(weeks=1)


def copied_to(dates: Sequence[DatePart], first_on: date) -> list[DatePart]:
    """The dates of a session as they fall when its first is on another day: the same hours by London's clocks."""
    away = first_on - clock.london(dates[0].starts_at).date()
    return [
        DatePart(
            starts_at=_moved(one.starts_at, away),
            ends_at=_moved(one.ends_at, away),
            place=one.place,
            video_link=one.video_link,
        )
        for one in dates
    ]


def _moved(moment: datetime, away: timedelta) -> datetime:
    """A moment moved by whole days of the wall clock: 9:30 stays 9:30 over the change to summer time."""
    local = clock.london(moment)
    return datetime.combine(local.date() + away, local.time(), tzinfo=clock.LONDON).astimezone(UTC)
