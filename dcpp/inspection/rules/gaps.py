"""What is missing, so that nobody takes silence for good news."""

from collections.abc import Iterator, Sequence

from dcpp.inspection.rules import voices
from dcpp.inspection.rules.facts import Facts
from dcpp.inspection.rules.period import CHART_MONTHS, LOOK_BACK_MONTHS, Period
from dcpp.inspection.rules.snapshot import SMALL, Column, Figure, Row
from dcpp.inspection.rules.telling import some
from dcpp.web import filters

FRESH_DAYS = 31
"""A child-level list older than this no longer says who is open."""


def figure(facts: Facts, areas: Sequence[tuple[str, Figure]], period: Period) -> Figure:
    """areas: the name of each judgement and its mix of grades."""
    rows = [*_draws(facts, period), *_areas(areas), *_list(facts, period), *_audits(facts, period)]
    return Figure(
        key="missing",
        section="missing",
        title="Gaps",
        headline=f"{filters.plural(len(rows), 'thing')} {'is' if len(rows) == 1 else 'are'} missing."
        if rows
        else "Nothing that we look for is missing.",
        definition=(
            f"Months without a draw in the last {CHART_MONTHS}; areas of judgement with fewer than {SMALL} grades in "
            f"six months; child-level lists older than {FRESH_DAYS} days; audits submitted without a part they need."
        ),
        source="this report’s own figures and dcpp.caseload.queries.find_newest_import",
        as_at=period.as_at,
        n=len(rows),
        unit="gaps",
        columns=(Column("What is missing", "text"), Column("What it means", "text")),
        rows=tuple(rows),
    )


def _draws(facts: Facts, period: Period) -> Iterator[Row]:
    drawn = {each.month for each in facts.drawn}
    none = [filters.month(month) for month in period.months(CHART_MONTHS) if month not in drawn]
    if none:
        means = "Audits of these months, if there were any, were not picked by the programme’s draw."
        yield Row((f"No draw in {some(none, CHART_MONTHS)}", means))


def _areas(areas: Sequence[tuple[str, Figure]]) -> Iterator[Row]:
    for name, mix in areas:
        if mix.n < SMALL:
            counted = "No grade" if mix.n == 0 else f"Only {filters.plural(mix.n, 'grade')}"
            means = "Too few to say how good practice is in this area."
            yield Row((f"{counted} in six months: {name}", means), tuple(mix.records))


def _list(facts: Facts, period: Period) -> Iterator[Row]:
    newest = facts.newest_list_on
    if newest is None:
        yield Row(("No child-level list has been read", "Samples and coverage cannot tell who is open."))
    elif (period.as_at - newest).days > FRESH_DAYS:
        age = filters.plural((period.as_at - newest).days, "day")
        yield Row(
            (
                f"No child-level list newer than {filters.day(newest)}",
                f"It was {age} old on {filters.day(period.as_at)}: children opened since then were not sampled.",
            )
        )


def _audits(facts: Facts, period: Period) -> Iterator[Row]:
    half = [audit for audit in facts.audits if period.holds(audit.submitted_on, LOOK_BACK_MONTHS)]
    ungraded = tuple(audit.reference for audit in half if audit.grade is None)
    alone = tuple(audit.reference for audit in half if not audit.has_practitioner_part)
    silent = tuple(audit.reference for audit in half if voices.PARTS[3][1](audit))
    for references, what, means in (
        (ungraded, "without an overall grade", "They are in no mix of grades."),
        (alone, "without the practitioner’s part", "They were not done with the worker."),
        (silent, "with neither family feedback nor a reason", "We do not know whether the family was asked."),
    ):
        if references:
            yield Row((f"{filters.plural(len(references), 'audit')} {what} in six months", means), references)
