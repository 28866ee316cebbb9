"""From a finding to the look at whether it made a difference: how many get there, and how long it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dcpp.inspection.rules import telling
from dcpp.inspection.rules.snapshot import SMALL, Chart, Column, Figure, Row
from dcpp.practice.rules.counted import Counted
from dcpp.practice.rules.waits import Wait, Waits, waits_of
from dcpp.web import filters

SOURCE = "audits.queries.followed"


@dataclass(frozen=True)
class Way:
    """The days of so many actions; None for what has not happened by the day of reading."""

    found_on: date
    raised_on: date
    done_on: date | None
    checked_on: date | None
    looked_at_on: date | None
    many: int = 1


Day = Callable[[Way], date | None]


@dataclass(frozen=True)
class Step:
    """From one day of the way to another. measures: those that began it, got there, and still wait."""

    title: str
    begins: Day
    ends: Day
    measures: tuple[str, str, str]


STEPS = (
    Step(
        "Finding submitted, until its action is raised",
        lambda way: way.found_on,
        lambda way: way.raised_on,
        ("all", "all", ""),
    ),
    Step(
        "Action raised, until done by its owner",
        lambda way: way.raised_on,
        lambda way: way.done_on,
        ("all", "done", "not_done"),
    ),
    Step(
        "Done, until its evidence is checked",
        lambda way: way.done_on,
        lambda way: way.checked_on,
        ("done", "checked", "not_checked"),
    ),
    Step(
        "Checked, until its impact is checked",
        lambda way: way.checked_on,
        lambda way: way.looked_at_on,
        ("checked", "looked_at", "not_looked_at"),
    ),
    Step(
        "The whole way, from finding to impact check",
        lambda way: way.found_on,
        lambda way: way.looked_at_on,
        ("all", "looked_at", "never_looked_at"),
    ),
)
DEFINITION = (
    "Actions raised from findings from {period}, but for those withdrawn. Half is the day by which half of those that "
    "began a step had ended it: actions still on the way count for as long as they have waited (Kaplan and Meier), and "
    "where fewer than half get there, no day is told. Impact is due to be looked at about eight weeks after the check."
)


def waits_in(step: Step, ways: Sequence[Way], as_at: date) -> Waits:
    """Of the actions that began a step: how many ended it, and how many days half of them took."""
    told = []
    for way in ways:
        began, ended = step.begins(way), step.ends(way)
        if began is not None:
            told.append(Wait(max(0, ((ended or as_at) - began).days), ended is not None, way.many))
    return waits_of(told)


def figure(ways: Sequence[Way], period: str, as_at: date) -> Counted:
    """A row for each step."""
    found = [waits_in(step, ways, as_at) for step in STEPS]
    n = sum(way.many for way in ways)
    return Counted(
        figure=Figure(
            key="following",
            section="practice",
            title="From finding to impact check",
            headline=headline(found, n),
            definition=DEFINITION.format(period=period),
            source=SOURCE,
            as_at=as_at,
            n=n,
            unit="actions",
            columns=(
                Column("Step", "text"),
                Column("Began it"),
                Column("Got there"),
                Column("Still on the way"),
                Column("Share that got there", "percent"),
                Column("Half took, in days", "days"),
            ),
            rows=tuple(Row((step.title, *_cells(waits))) for step, waits in zip(STEPS, found, strict=True))
            if n
            else (),
            chart=Chart("bars", (4,)) if n else None,
            missing=telling.too_few(n, "actions", f"from {period}"),
        ),
        unit="followed",
        by="",
        values=[step.title for step in STEPS],
        measures=[""] * 6,
        row_measures=[("", *step.measures, "", "") for step in STEPS],
    )


def _cells(waits: Waits) -> tuple[int | float | None, ...]:
    share = telling.share(waits.arrived, waits.began)
    median = waits.median if waits.began >= SMALL else None
    return waits.began, waits.arrived, waits.waiting, share, median


def headline(found: Sequence[Waits], n: int) -> str:
    """What became of all of them, those on the way said."""
    if n == 0:
        return "No action was raised from a finding, so nothing can be said about what came of them."
    whole = found[-1]
    looked = f"The impact of {whole.arrived:,} of {filters.plural(n, 'action')} has been checked"
    said = f"{looked}; {whole.waiting:,} {'is' if whole.waiting == 1 else 'are'} on the way"
    if n < SMALL:
        return f"{said}: too few to tell how long it takes."
    half = (
        f"half took {filters.plural(whole.median, 'day')}"
        if whole.median is not None
        else "fewer than half get there so far"
    )
    return f"{said}, and {half}."
