"""The mean and the limits of chance. Beyond them a single point is unlikely to be chance alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt


@dataclass(frozen=True)
class Limits:
    """In the unit of the values; lower and upper hold one figure for each point."""

    mean: float
    lower: Sequence[float]
    upper: Sequence[float]


def proportion_limits(counts: Sequence[int], totals: Sequence[int]) -> Limits | None:
    """Of a share of n cases a month, in percent: a p-chart, mean ± 3 standard errors, kept within 0 and 100.

    None when there is nothing to count. The limits of a month with nothing in it say nothing, and are not drawn.
    Montgomery, Introduction to Statistical Quality Control, 7.2.
    """
    whole = sum(totals)
    if whole <= 0:
        return None
    share = sum(counts) / whole
    errors = [3 * sqrt(share * (1 - share) / total) if total > 0 else 1.0 for total in totals]
    return Limits(
        mean=share * 100,
        lower=[max(0.0, share - error) * 100 for error in errors],
        upper=[min(1.0, share + error) * 100 for error in errors],
    )


def individual_limits(values: Sequence[float]) -> Limits | None:
    """Of single measures (days, counts that are not shares): an XmR chart, mean ± 2.66 mean moving ranges.

    None with fewer than two values. Wheeler, Understanding Variation.
    """
    if len(values) < 2:
        return None
    mean = sum(values) / len(values)
    moved = [abs(after - before) for before, after in pairwise(values)]
    reach = 2.66 * sum(moved) / len(moved)
    return Limits(mean=mean, lower=[mean - reach] * len(values), upper=[mean + reach] * len(values))
