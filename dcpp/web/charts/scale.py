"""From figures to places on the drawing."""

from collections.abc import Sequence
from math import ceil, floor, log10

STEPS = (1, 2, 5, 10)


def nice_top(greatest: float) -> float:
    """The end of an axis from 0 that holds the greatest value in about four round steps."""
    return nice_step(greatest) * max(1, ceil(greatest / nice_step(greatest)))


def nice_step(greatest: float) -> float:
    if greatest <= 4:
        return 1
    power = float(10 ** floor(log10(greatest / 4)))
    return next(step * power for step in STEPS if step * power >= greatest / 4)


def ticks(top: float) -> list[float]:
    step = 25 if top == 100 else nice_step(top)
    return [step * index for index in range(round(top / step) + 1)]


def shown(value: float, unit: str = "") -> str:
    """A value as it is written on a chart: no needless places, thousands apart."""
    return f"{value:,.0f}{unit}" if float(value).is_integer() else f"{value:,.1f}{unit}"


def every(count: int, most: int) -> int:
    """Of so many labels, show each 1st, 2nd, 3rd … so that no more than `most` stand side by side."""
    return max(1, ceil(count / most))


def greatest(values: Sequence[float | None]) -> float:
    return max((value for value in values if value is not None), default=0)
