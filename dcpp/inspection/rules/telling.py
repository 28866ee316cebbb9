"""How figures are put into words and cells, so that every one is told alike."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from dcpp.inspection.rules.runs import Point, Run, run_of
from dcpp.inspection.rules.snapshot import SMALL, Cell, Chart, Column, Figure, Row
from dcpp.web import filters

MOST_NAMED = 6

RUN_COLUMNS = (
    Column("Month", "month"),
    Column("n"),
    Column("Counted"),
    Column("Share", "percent"),
    Column("Mean", "limit"),
    Column("Lower limit", "limit"),
    Column("Upper limit", "limit"),
)


def share(part: int, whole: int) -> float | None:
    """In percent with one place, 0 to 100; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def rounded(percent: float | None) -> float | None:
    """To one place."""
    return None if percent is None else round(percent, 1)


def share_of(part: int, whole: int, noun: str, what: str) -> str:
    """A headline: "64% of 28 audits were graded good or better in the last six months."."""
    if whole == 0:
        return f"No {noun} to count: nothing can be said about those {what}."
    counted = f"{part:,} of {filters.plural(whole, noun)} {'was' if whole == 1 else 'were'} {what}"
    if whole < SMALL:
        return f"{counted}: too few to tell."
    return f"{filters.percent(part, whole)} of {whole:,} {noun}s were {what}."


def too_few(count: int, noun: str, where: str) -> tuple[str, ...]:
    """What is missing when fewer than five were counted."""
    if count >= SMALL:
        return ()
    if count == 0:
        return (f"There were no {noun} {where}.",)
    return (f"There were only {count} {noun} {where}: fewer than five cannot tell.",)


def run_row(point: Point, run: Run, references: Sequence[str]) -> Row:
    """A month's cells; mean and limits only where the rule is asked."""
    is_judged = run.can_tell and point.whole > 0
    cells: tuple[Cell, ...] = (
        point.month.isoformat(),
        point.whole,
        point.part,
        rounded(point.share),
        rounded(run.mean) if is_judged else None,
        rounded(point.lower) if is_judged else None,
        rounded(point.upper) if is_judged else None,
    )
    return Row(cells, tuple(references))


class Referenced(Protocol):
    """A fact with the reference of its record."""

    @property
    def reference(self) -> str: ...


Fact = TypeVar("Fact", bound=Referenced)


def run_figure(
    months: Sequence[tuple[date, Sequence[Fact]]],
    counts: Callable[[Fact], bool],
    *,
    key: str,
    section: str,
    title: str,
    definition: str,
    source: str,
    as_at: date,
) -> Figure:
    """The share of audits that count, month by month, with mean and limits where the rule is asked."""
    run = run_of([(month, sum(map(counts, held)), len(held)) for month, held in months])
    can_draw = run.mean is not None
    pairs = zip(run.points, months, strict=True) if can_draw else ()
    return Figure(
        key=key,
        section=section,
        title=title,
        headline=run.sentence,
        definition=definition,
        source=source,
        as_at=as_at,
        n=sum(point.whole for point in run.points),
        unit="audits",
        columns=RUN_COLUMNS,
        rows=tuple(run_row(point, run, [fact.reference for fact in held]) for point, (_, held) in pairs),
        chart=Chart("run", (3,)) if can_draw else None,
        missing=small_months(run),
    )


def small_months(run: Run) -> tuple[str, ...]:
    """Months that say nothing, in words."""
    none = [filters.month(point.month) for point in run.points if point.whole == 0]
    few = [filters.month(point.month) for point in run.points if 0 < point.whole < SMALL]
    told = (("Nothing to count", none), ("Fewer than five", few))
    return tuple(f"{lead} in {some(months, len(run.points))}." for lead, months in told if months)


def some(months: Sequence[str], all_of_them: int) -> str:
    """As in March 2026 and May 2026, or 12 of 18 months where naming them would not help."""
    return joined(months) if len(months) <= MOST_NAMED else f"{len(months)} of {all_of_them} months"


def joined(words: Iterable[str]) -> str:
    """As in a, b and c."""
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}" if listed else ""
