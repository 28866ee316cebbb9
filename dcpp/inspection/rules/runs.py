"""A share followed month by month, and whether the written rule calls a change (dcpp.web.charts.change).

The rule is asked only when enough months are large enough: a run of months with two audits each says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dcpp.inspection.rules.snapshot import SMALL
from dcpp.web import charts, filters

ENOUGH_MONTHS = 8


@dataclass(frozen=True, slots=True)
class Point:
    """A month, and how many of how many. share and limits: in percent; None where nothing was counted."""

    month: date
    part: int
    whole: int
    lower: float | None = None
    upper: float | None = None

    @property
    def share(self) -> float | None:
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Run:
    """The months in order, their mean in percent, and what the rule says of them."""

    points: tuple[Point, ...]
    mean: float | None
    has_changed: bool
    sentence: str

    @property
    def can_tell(self) -> bool:
        return is_enough([point.whole for point in self.points])


def is_enough(wholes: Sequence[int]) -> bool:
    """Whether enough months are large enough for the rule to say anything."""
    return sum(whole >= SMALL for whole in wholes) >= ENOUGH_MONTHS


def run_of(counted: Sequence[tuple[date, int, int]]) -> Run:
    """The run of (month, part, whole), oldest first."""
    limits = charts.proportion_limits([part for _, part, _ in counted], [whole for *_, whole in counted])
    if limits is None:
        return Run(tuple(Point(*each) for each in counted), None, False, _cannot_tell())
    points = tuple(
        Point(month, part, whole, limits.lower[at], limits.upper[at]) if whole else Point(month, part, whole)
        for at, (month, part, whole) in enumerate(counted)
    )
    if not is_enough([point.whole for point in points]):
        return Run(points, limits.mean, False, _cannot_tell())
    labels = [filters.month(point.month) for point in points]
    change = charts.call_change(labels, [point.share for point in points], limits)
    return Run(points, limits.mean, change.is_clear, f"{change.sentence}.")


def _cannot_tell() -> str:
    return f"Cannot tell whether there is a change: fewer than {ENOUGH_MONTHS} months have {SMALL} or more."
