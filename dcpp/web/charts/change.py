"""When we call something a change. Nobody's eye decides: this rule does, and its sentence is printed by the chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from dcpp.web.charts.limits import Limits

RUN = 8
RULE = (
    f"We call a change when {RUN} points in a row lie on one side of the mean, or one lies beyond the limits. "
    "Otherwise there is no clear change."
)


@dataclass(frozen=True)
class Change:
    """What the rule says of a series. first and last: the points that show it, None where there is no clear change."""

    sentence: str
    first: int | None = None
    last: int | None = None

    @property
    def is_clear(self) -> bool:
        return self.first is not None


NO_CHANGE = Change("No clear change")


def call_change(labels: Sequence[str], values: Sequence[float | None], limits: Limits | None) -> Change:
    """The latest change that the rule finds in a series; a run and a point that end together are told as the run.

    Points without a value, and points on the mean, neither lengthen a run nor break it.
    """
    if limits is None:
        return NO_CHANGE
    run, beyond = _latest_run(values, limits.mean), _latest_beyond(values, limits)
    if run is not None and (beyond is None or run[1] >= beyond):
        first, last, side = run
        return Change(
            f"A clear change: {RUN} or more in a row {side} the mean, from {labels[first]} to {labels[last]}",
            first,
            last,
        )
    if beyond is not None:
        value = values[beyond]
        side = "above" if value is not None and value > limits.upper[beyond] else "below"
        return Change(f"A clear change: {labels[beyond]} lies {side} the limits", beyond, beyond)
    return NO_CHANGE


def _latest_run(values: Sequence[float | None], mean: float) -> tuple[int, int, str] | None:
    """First point, last point and side of the latest run that is long enough."""
    found: tuple[int, int, str] | None = None
    run: list[int] = []
    side = 0
    for index, value in enumerate(values):
        if value is None or value == mean:
            continue
        where = 1 if value > mean else -1
        run = [*run, index] if where == side else [index]
        side = where
        if len(run) >= RUN:
            found = (run[0], index, "above" if side > 0 else "below")
    return found


def _latest_beyond(values: Sequence[float | None], limits: Limits) -> int | None:
    outside = [
        index
        for index, value in enumerate(values)
        if value is not None and not limits.lower[index] <= value <= limits.upper[index]
    ]
    return outside[-1] if outside else None
