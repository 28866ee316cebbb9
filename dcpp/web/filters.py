"""How days, times and numbers are written on every page, in mail and in reports."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from dcpp.kernel import clock


def day(value: date | datetime | None) -> str:
    """As in 22 November 2026; a moment is told by its day in London, nothing by nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = in_london(value)
    return f"{value.day} {value:%B} {value.year}"


def month(value: date | None) -> str:
    """As in November 2026."""
    return f"{value:%B} {value.year}" if value else ""


def moment(value: datetime | None) -> str:
    """As in 22 November 2026 at 2:30pm, in London."""
    return f"{day(value)} at {hour(value)}" if value else ""


def hour(value: datetime | None) -> str:
    """As in 2:30pm, 9am, midday, midnight: in London."""
    if value is None:
        return ""
    local = in_london(value)
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def hour_or_moment(value: datetime | None) -> str:
    """The hour where it was today, else with its day: as in 2:30pm, or 22 November 2026 at 2:30pm."""
    return hour(value) if value and in_london(value).date() == clock.today() else moment(value)


def in_london(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("A moment must know its time zone: dcpp.kernel.clock gives only such")
    return clock.london(value)


def thousands(value: float | Decimal | None) -> str:
    """As in 12,345; a fraction keeps one place, nothing gives nothing."""
    if value is None:
        return ""
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    return f"{Decimal(str(value)).quantize(Decimal('0.1'), ROUND_HALF_UP):,}"


def percent(part: int, whole: int) -> str:
    """As in 64%; never rounded to all or to none, but "over 99%" and "under 1%"."""
    if whole <= 0:
        return "none to count"
    share = int((Decimal(part) * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP))
    if share == 0 and part:
        return "under 1%"
    if share == 100 and part < whole:
        return "over 99%"
    return f"{share}%"


def percent_of(part: int, whole: int) -> str:
    """As in 64% of 28: a percentage goes with the number it is of."""
    return f"{percent(part, whole)} of {whole:,}" if whole > 0 else "none to count"


def plural(count: int, one: str, many: str | None = None) -> str:
    """As in 1 audit, 2,345 audits, 3 children."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


FILTERS = {
    "day": day,
    "month": month,
    "moment": moment,
    "hour": hour,
    "hour_or_moment": hour_or_moment,
    "thousands": thousands,
    "percent": percent,
    "percent_of": percent_of,
    "plural": plural,
}
