"""How long it takes until half have got there, when some have not got there yet.

The median of those who arrived is too short: whoever still waits is left out of it. The product-limit estimate of
Kaplan and Meier (1958) counts everybody for as long as they have waited, and says nothing where fewer than half arrive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Wait:
    """So many that waited so many days, 0 or more; has_arrived: until they got there, else until now."""

    days: int
    has_arrived: bool
    many: int = 1


@dataclass(frozen=True, slots=True)
class Waits:
    """began: all; arrived: of them; median: days until half had arrived, those waiting counted; or None."""

    began: int
    arrived: int
    median: int | None

    @property
    def waiting(self) -> int:
        return self.began - self.arrived


def waits_of(told: Iterable[Wait]) -> Waits:
    ordered = sorted(told, key=lambda wait: wait.days)
    began = at_risk = sum(wait.many for wait in ordered)
    arrived, still, median = 0, 1.0, None
    for days, group in groupby(ordered, key=lambda wait: wait.days):
        here = list(group)
        came = sum(wait.many for wait in here if wait.has_arrived)
        if came:
            still *= 1 - came / at_risk
            arrived += came
            if median is None and still <= 0.5 + 1e-12:
                median = days
        at_risk -= sum(wait.many for wait in here)
    return Waits(began, arrived, median)
