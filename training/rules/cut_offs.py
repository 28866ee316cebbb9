"""Until when something may be done about a session, in working days before its first date."""

from datetime import date, datetime, time, timedelta

from dcpp.kernel import clock


def last_day(first_starts_at: datetime, days: int) -> date:
    """The last day on which it may still be done: so many working days before, bank holidays left out.

    With 0 days it is the day itself.
    """
    first_on = clock.london(first_starts_at).date()
    return clock.add_working_days(first_on, -days) if days > 0 else first_on


def too_late_from(first_starts_at: datetime, days: int) -> datetime:
    """The moment from which it is too late: the midnight in London after the last day; the start itself with 0 days."""
    if days <= 0:
        return first_starts_at
    after = last_day(first_starts_at, days) + timedelta(days=1)
    return datetime.combine(after, time(), tzinfo=clock.LONDON)


def is_in_time(moment: datetime, first_starts_at: datetime, days: int) -> bool:
    """Whether something done at a moment keeps to the cut-off."""
    return moment < too_late_from(first_starts_at, days)
