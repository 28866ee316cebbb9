"""Moments of a made-up past."""

from datetime import date, datetime, time

from dcpp.kernel import clock


def at(day: date, hour: int) -> datetime:
    """A moment of a working day in London."""
    return datetime.combine(day, time(hour), tzinfo=clock.LONDON)
