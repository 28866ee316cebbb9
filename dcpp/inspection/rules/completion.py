"""How much of the programme was done: drawn, allocated, completed, late, withdrawn."""

from collections.abc import Iterator, Sequence
from datetime import date

from dcpp.inspection.rules import telling
from dcpp.inspection.rules.facts import DrawnDays
from dcpp.inspection.rules.period import CHART_MONTHS, Period
from dcpp.inspection.rules.snapshot import Chart, Column, Figure, Row
from dcpp.web import filters

SOURCE = "audits.queries.figures.list_drawn"
MOST_DRAWN = 12
"""More services than this are told by the table alone."""

DEFINITION = (
    "Cases drawn for the month’s programme by {day}. Withdrawn are those taken off with a recorded reason; completed "
    "are those whose audit was submitted, late those submitted after the day they were due; still to do are the rest. "
    "The share is of those drawn and not withdrawn."
)
COUNTED = (
    Column("Drawn"),
    Column("Withdrawn"),
    Column("Allocated"),
    Column("Completed"),
    Column("Completed late"),
    Column("Still to do"),
    Column("Completed share", "percent"),
)


def figures(drawn: Sequence[DrawnDays], services: Sequence[str], period: Period) -> Iterator[Figure]:
    months = set(period.months(CHART_MONTHS))
    known = [each for each in drawn if each.month in months]
    yield _by_service([each for each in known if each.month == period.month], services, period)
    yield by_month(known, period)


def is_done(each: DrawnDays, as_at: date) -> bool:
    return each.submitted_on is not None and each.submitted_on <= as_at


def is_late(each: DrawnDays, as_at: date) -> bool:
    """Submitted after the day it was due."""
    return (
        is_done(each, as_at)
        and each.due_on is not None
        and each.submitted_on is not None
        and each.submitted_on > each.due_on
    )


def is_withdrawn(each: DrawnDays, as_at: date) -> bool:
    return each.withdrawn_on is not None and each.withdrawn_on <= as_at


def kept(drawn: Sequence[DrawnDays], as_at: date) -> list[DrawnDays]:
    return [each for each in drawn if not is_withdrawn(each, as_at)]


def _headline(drawn: Sequence[DrawnDays], period: Period) -> str:
    counted = kept(drawn, period.as_at)
    month = filters.month(period.month)
    if not counted:
        return f"No case was drawn for {month}."
    done = sum(is_done(each, period.as_at) for each in counted)
    late = sum(is_late(each, period.as_at) for each in counted)
    return (
        f"{done:,} of the {filters.plural(len(counted), 'audit')} drawn for {month} "
        f"{'was' if done == 1 else 'were'} completed by {filters.day(period.as_at)}, {late or 'none'} of them late."
    )


def _by_service(drawn: Sequence[DrawnDays], services: Sequence[str], period: Period) -> Figure:
    names = sorted({*services, *(each.service for each in drawn)})
    return Figure(
        key="completion",
        section="programme",
        title=f"Programme for {filters.month(period.month)}",
        headline=_headline(drawn, period),
        definition=DEFINITION.format(day=filters.day(period.as_at)),
        source=SOURCE,
        as_at=period.as_at,
        n=len(drawn),
        unit="cases drawn",
        columns=(Column("Service", "text"), *COUNTED),
        rows=tuple(_row(name, [each for each in drawn if each.service == name], period.as_at) for name in names),
        chart=Chart("stacked", (4, 6)) if drawn and len(names) <= MOST_DRAWN else None,
        missing=telling.too_few(len(drawn), "cases drawn", f"for {filters.month(period.month)}"),
    )


def _row(label: str, drawn: Sequence[DrawnDays], as_at: date) -> Row:
    counted = kept(drawn, as_at)
    done = sum(is_done(each, as_at) for each in counted)
    cells = (
        label,
        len(drawn),
        len(drawn) - len(counted),
        sum(each.allocated_on is not None and each.allocated_on <= as_at for each in counted),
        done,
        sum(is_late(each, as_at) for each in counted),
        len(counted) - done,
        telling.share(done, len(counted)),
    )
    return Row(cells, tuple(each.reference for each in drawn))


def by_month(drawn: Sequence[DrawnDays], period: Period) -> Figure:
    """How much was done of what was drawn in each of the chart's months."""
    months = period.months(CHART_MONTHS)
    rows = tuple(
        _row(month.isoformat(), [each for each in drawn if each.month == month], period.as_at) for month in months
    )
    none = [filters.month(month) for month, row in zip(months, rows, strict=True) if not row.cells[1]]
    counted = kept(drawn, period.as_at)
    done = sum(is_done(each, period.as_at) for each in counted)
    return Figure(
        key="completion-by-month",
        section="programme",
        title="Completion, month by month",
        headline=telling.share_of(done, len(counted), "audit", f"completed, of those drawn in {CHART_MONTHS} months"),
        definition=DEFINITION.format(day=filters.day(period.as_at)),
        source=SOURCE,
        as_at=period.as_at,
        n=len(drawn),
        unit="cases drawn",
        columns=(Column("Month", "month"), *COUNTED),
        rows=rows if drawn else (),
        chart=Chart("months", (7,)) if drawn else None,
        missing=(f"There was no draw in {telling.some(none, len(months))}.",) if none else (),
    )
