"""A share followed month by month, and the written rule by which a change is called.

Limits are those of a p-chart: the mean of all months, and three standard errors for each month's own n. A change is
called only when eight months in a row lie on one side of the mean, or when one month lies beyond its limits. A month
with fewer than five is shown, but calls nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from dcpp.inspection.rules.snapshot import SMALL

IN_A_ROW = 8
RULE = "eight months in a row on one side of the mean, or one month beyond its limits"


@dataclass(frozen=True, slots=True)
class Point:
    """A month, and how many of how many. Mean and limits are shares from 0 to 1; None where nothing was counted."""

    month: date
    part: int
    whole: int
    lower: float | None = None
    upper: float | None = None

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def counts(self) -> bool:
        """Whether the month is large enough to call a change."""
        return self.whole >= SMALL


@dataclass(frozen=True, slots=True)
class Change:
    """What the rule called: the first and last of the months, and whether they lie above the mean."""

    kind: str
    first: date
    last: date
    is_above: bool


@dataclass(frozen=True, slots=True)
class Run:
    """The months in order, their mean, and every change that the rule calls, oldest first."""

    points: tuple[Point, ...]
    mean: float | None
    changes: tuple[Change, ...]

    @property
    def can_tell(self) -> bool:
        """Whether enough months are large enough for the rule to say anything."""
        return sum(point.counts for point in self.points) >= IN_A_ROW


def run_of(counted: Sequence[tuple[date, int, int]]) -> Run:
    """The run of (month, part, whole), oldest first."""
    whole = sum(each[2] for each in counted)
    mean = sum(each[1] for each in counted) / whole if whole else None
    points = tuple(_point(*each, mean) for each in counted)
    run = Run(points, mean, ())
    if mean is None or not run.can_tell:
        return run
    changes = [*_beyond(points), *_in_a_row(points, mean)]
    return Run(points, mean, tuple(sorted(changes, key=lambda change: (change.last, change.first, change.kind))))


def _point(month: date, part: int, whole: int, mean: float | None) -> Point:
    if not whole or mean is None:
        return Point(month, part, whole)
    reach = 3 * sqrt(mean * (1 - mean) / whole)
    return Point(month, part, whole, max(0.0, mean - reach), min(1.0, mean + reach))


def _beyond(points: Sequence[Point]) -> list[Change]:
    return [
        Change("beyond", point.month, point.month, point.share > point.upper)
        for point in points
        if point.counts
        and point.share is not None
        and point.lower is not None
        and point.upper is not None
        and not point.lower <= point.share <= point.upper
    ]


def _in_a_row(points: Sequence[Point], mean: float) -> list[Change]:
    """Stretches of eight or more. A month on the mean itself neither breaks nor lengthens one."""
    stretches: list[list[tuple[Point, bool]]] = []
    for point in points:
        if not point.counts or point.share is None or abs(point.share - mean) < 1e-9:
            continue
        is_above = point.share > mean
        if stretches and stretches[-1][-1][1] == is_above:
            stretches[-1].append((point, is_above))
        else:
            stretches.append([(point, is_above)])
    return [
        Change("in a row", stretch[0][0].month, stretch[-1][0].month, stretch[0][1])
        for stretch in stretches
        if len(stretch) >= IN_A_ROW
    ]
