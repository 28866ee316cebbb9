"""How figures are put into words and cells, so that every one is told alike."""

from collections.abc import Iterable, Sequence

from dcpp.inspection.rules.runs import IN_A_ROW, Change, Point, Run
from dcpp.inspection.rules.snapshot import SMALL, Cell, Column, Row
from dcpp.web import filters

RUN_COLUMNS = (
    Column("Month", "month"),
    Column("n"),
    Column("Counted"),
    Column("Share", "percent"),
    Column("Mean", "percent"),
    Column("Lower limit", "percent"),
    Column("Upper limit", "percent"),
)


def share(part: int, whole: int) -> float | None:
    """In percent with one place, 0 to 100; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def rounded(fraction: float | None) -> float | None:
    """From 0 to 1 into percent with one place."""
    return None if fraction is None else round(100 * fraction, 1)


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


def run_headline(run: Run) -> str:
    """The change that the rule calls, or that there is none, or that nobody can tell."""
    if not run.can_tell:
        return f"Cannot tell whether there is a change: fewer than {IN_A_ROW} months have five or more."
    if not run.changes:
        return "No clear change."
    return change_sentence(run.changes[-1])


def change_sentence(change: Change) -> str:
    side = "above" if change.is_above else "below"
    if change.kind == "beyond":
        limit = "upper" if change.is_above else "lower"
        return f"A change: {filters.month(change.last)} lies {side} the {limit} limit."
    return (
        f"A change: every month large enough to count from {filters.month(change.first)} to "
        f"{filters.month(change.last)} lies {side} the mean."
    )


def run_row(point: Point, mean: float | None, references: Sequence[str]) -> Row:
    cells: tuple[Cell, ...] = (
        point.month.isoformat(),
        point.whole,
        point.part,
        rounded(point.share),
        rounded(mean) if point.whole else None,
        rounded(point.lower),
        rounded(point.upper),
    )
    return Row(cells, tuple(references))


def small_months(run: Run) -> tuple[str, ...]:
    """Months that say nothing, in words."""
    none = [filters.month(point.month) for point in run.points if point.whole == 0]
    few = [filters.month(point.month) for point in run.points if 0 < point.whole < SMALL]
    return tuple(
        f"{lead}: {', '.join(months)}."
        for lead, months in (("Nothing to count in", none), ("Fewer than five in", few))
        if months
    )


def joined(words: Iterable[str]) -> str:
    """As in a, b and c."""
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}" if listed else ""
