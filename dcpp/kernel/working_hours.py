"""Working hours: from 09:00 to 17:00 in London on England's working days. Spans are time at work, not on the wall."""

from datetime import UTC, date, datetime, time, timedelta

from dcpp.kernel import clock

OPENS, CLOSES = time(9), time(17)
DAY = timedelta(hours=8)


def hours_of(day: date) -> tuple[datetime, datetime]:
    """When a working day opens and closes, in UTC. Clocks change on Sundays by night, so it is always DAY long."""
    opens, closes = (datetime.combine(day, each, tzinfo=clock.LONDON).astimezone(UTC) for each in (OPENS, CLOSES))
    return opens, closes


def add(moment: datetime, span: timedelta) -> datetime:
    """The moment by which so much time at work has passed; with none, the moment itself or the next opening."""
    day = clock.london(moment).date()
    while True:
        opens, closes = hours_of(day)
        if clock.is_working_day(day) and moment < closes:
            start = max(moment, opens)
            if start + span <= closes:
                return start + span
            span -= closes - start
        day += timedelta(days=1)


def between(start: datetime, end: datetime) -> timedelta:
    """How much time at work lies between two moments; negative when the end is earlier."""
    if end < start:
        return -between(end, start)
    first, last = clock.london(start).date(), clock.london(end).date()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    parts = (_part(day, start, end) for day in days if clock.is_working_day(day))
    return sum(parts, timedelta())


def _part(day: date, start: datetime, end: datetime) -> timedelta:
    opens, closes = hours_of(day)
    return max(timedelta(), min(end, closes) - max(start, opens))


def in_words(span: timedelta) -> str:
    """As in 3 hours 20 minutes, 1 hour, 5 minutes, less than a minute; of the span without its sign."""
    minutes = int(abs(span).total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    parts = [
        f"{count} {unit}" if count == 1 else f"{count} {unit}s"
        for count, unit in ((hours, "hour"), (rest, "minute"))
        if count
    ]
    return " ".join(parts) or "less than a minute"


def left_in_words(until: datetime, now: datetime) -> str:
    """As in 3 hours left, or 20 minutes late; late by the wall at night is “time is up” until the office opens."""
    if now <= until:
        return f"{in_words(between(now, until))} left"
    late = between(until, now)
    return f"{in_words(late)} late" if late >= timedelta(minutes=1) else "time is up"
