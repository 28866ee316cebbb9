"""Immediate concerns: how many were raised, whether a manager had them in hand in time, and how many stayed open."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from dcpp.inspection.rules.facts import ConcernFact
from dcpp.inspection.rules.period import LOOK_BACK_MONTHS, Period
from dcpp.inspection.rules.snapshot import Column, Figure, Row
from dcpp.kernel import clock
from dcpp.web import filters

DEFINITION = (
    "Immediate concerns raised in the time, each counted once by what became of it: acknowledged by a manager in the "
    "working hours that whoever was told first had, acknowledged after that, withdrawn because two people agreed that "
    "it was none, or not acknowledged by the day of these figures. Open at the end are all that were neither closed "
    "nor withdrawn on the last day, those raised earlier among them."
)


def is_in_time(concern: ConcernFact) -> bool:
    return concern.acknowledged_at is not None and concern.acknowledged_at <= concern.answer_by


def is_late(concern: ConcernFact) -> bool:
    return concern.acknowledged_at is not None and not is_in_time(concern)


def is_withdrawn_unanswered(concern: ConcernFact) -> bool:
    return concern.acknowledged_at is None and concern.ended_at is not None


def is_unanswered(concern: ConcernFact) -> bool:
    return concern.acknowledged_at is None and concern.ended_at is None


PARTS: tuple[tuple[str, Callable[[ConcernFact], bool]], ...] = (
    ("Acknowledged in time", is_in_time),
    ("Acknowledged late", is_late),
    ("Withdrawn before an answer", is_withdrawn_unanswered),
    ("Not acknowledged", is_unanswered),
)


def figure(concerns: Sequence[ConcernFact], period: Period) -> Figure:
    half = [concern for concern in concerns if period.holds(_day(concern.raised_at), LOOK_BACK_MONTHS)]
    month = [concern for concern in half if period.holds(_day(concern.raised_at))]
    still = [concern for concern in concerns if is_open(concern, period.last_day)]
    parts = [_row(label, list(filter(has, month)), list(filter(has, half))) for label, has in PARTS]
    everything = (_row("Raised", month, half), *parts, _row("Open at the end", still, still))
    return Figure(
        key="concerns",
        section="concerns",
        title="Immediate concerns",
        headline=headline(month, still, period),
        definition=DEFINITION,
        source="audits.queries.figures.list_concerns",
        as_at=period.as_at,
        n=len(half),
        unit="concerns raised in six months",
        columns=(Column("What became of them", "text"), Column(filters.month(period.month)), Column("Six months")),
        rows=everything if half or still else (),
    )


def is_open(concern: ConcernFact, on: date) -> bool:
    """Whether it was raised by the end of a day, and not ended by then."""
    return _day(concern.raised_at) <= on and (concern.ended_at is None or _day(concern.ended_at) > on)


def headline(month: Sequence[ConcernFact], still: Sequence[ConcernFact], period: Period) -> str:
    named = filters.month(period.month)
    count = len(still)
    open_then = f"{count or 'none'} {'was' if count == 1 else 'were'} open at the end"
    if not month:
        return f"No immediate concern was raised in {named}; {open_then}."
    raised = (
        f"{filters.plural(len(month), 'immediate concern')} {'was' if len(month) == 1 else 'were'} raised in {named}"
    )
    return f"{raised}: {sum(map(is_in_time, month))} acknowledged in time; {open_then}."


def _row(label: str, month: Sequence[ConcernFact], half: Sequence[ConcernFact]) -> Row:
    return Row((label, len(month), len(half)), tuple(each.reference for each in half))


def _day(moment: datetime) -> date:
    return clock.london(moment).date()
