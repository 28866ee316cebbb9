"""Dates of a session as people write them, one a line: "14 March 2027 9:30am to 4pm, at Priory Hall"."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from dcpp.kernel import clock
from training.rules.sessions import CannotKeepSession, DatePart

HOUR = r"(?:\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?|midday|noon|midnight)"
LINE = re.compile(
    rf"(?P<day>.+?),?\s+(?:from\s+)?(?P<starts>{HOUR})\s*(?:to|until|-|–)\s*(?P<ends>{HOUR})"
    r"(?:\s*,\s*(?:at\s+)?(?P<where>.+)|\s+at\s+(?P<place>.+))?",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\.?,?\s+", re.IGNORECASE)
DAY_FORMS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %m %Y")
LIKE = "Write it like 14 March 2027 9:30am to 4pm"
WORDED = {"midday": time(12), "noon": time(12), "midnight": time(0)}


def read_dates(written: str) -> list[DatePart]:
    """Every line that is not empty, as a date. Raises CannotKeepSession, naming the line."""
    return [read_line(line.strip()) for line in written.splitlines() if line.strip()]


def read_line(line: str) -> DatePart:
    """One date; what stands after its times is a place, or a link where it begins like one."""
    found = LINE.fullmatch(line)
    if found is None:
        raise CannotKeepSession(f"“{line[:60]}” is not a date with its times. {LIKE}")
    day = read_day(found["day"])
    where = (found["where"] or found["place"] or "").strip()
    is_link = where.lower().startswith(("https://", "http://"))
    return DatePart(
        starts_at=moment(day, read_hour(found["starts"])),
        ends_at=moment(day, read_hour(found["ends"])),
        place="" if is_link else where,
        video_link=where if is_link else "",
    )


def read_day(written: str) -> date:
    """Raises CannotKeepSession."""
    bare = " ".join(WEEKDAY.sub("", written.strip(), count=1).split())
    for form in DAY_FORMS:
        try:
            found = datetime.strptime(bare, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if 2000 <= found.year <= 2199:
            return found
    raise CannotKeepSession(f"“{written[:40]}” is not a day. {LIKE}")


def read_days(written: str) -> list[date]:
    """Days alone, one a line. Raises CannotKeepSession."""
    return [read_day(line) for line in written.splitlines() if line.strip()]


def read_hour(written: str) -> time:
    """As in 9:30am, 16:00, 4pm, midday; 9 is nine in the morning. Raises CannotKeepSession."""
    bare = written.replace(" ", "").lower()
    if bare in WORDED:
        return WORDED[bare]
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?", bare)
    if found is None:
        raise CannotKeepSession(f"“{written[:20]}” is not a time. {LIKE}")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59:
        raise CannotKeepSession(f"“{written[:20]}” is not a time. {LIKE}")
    if half is None and len(found[1]) == 1 and hour < 7:
        raise CannotKeepSession(f"Say whether “{written[:20]}” is am or pm")
    return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)


def moment(day: date, hour: time) -> datetime:
    """A day and a time in London, in UTC."""
    return datetime.combine(day, hour, tzinfo=clock.LONDON).astimezone(UTC)


def write_dates(dates: Sequence[DatePart]) -> str:
    """The same lines again, for the form."""
    return "\n".join(_line(one) for one in dates)


def _line(one: DatePart) -> str:
    starts, ends = clock.london(one.starts_at), clock.london(one.ends_at)
    where = one.place or one.video_link
    return f"{starts.day} {starts:%B %Y} {starts:%H:%M} to {ends:%H:%M}{f', {where}' if where else ''}"
