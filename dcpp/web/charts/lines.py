"""Lines over time: one subject in colour, the rest in grey, each named at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dcpp.web.charts.scale import every, greatest, nice_top, shown, ticks
from dcpp.web.charts.svg import CONTEXT, QUIET, SUBJECT, WIDTH, element, path, picture, rule, words


@dataclass(frozen=True)
class Point:
    """One point in time. value None: nothing measured, a gap in the line. n: how many cases it is of."""

    label: str
    value: float | None
    n: int | None = None


@dataclass(frozen=True)
class Series:
    label: str
    values: Sequence[float | None]
    is_subject: bool = False


@dataclass(frozen=True)
class Frame:
    """Where the points go: so many, side by side, from 0 to top."""

    count: int
    top: float
    left: float = 40
    right: float = 48
    upper: float = 12
    lower: float = 190
    width: float = WIDTH

    @property
    def end(self) -> float:
        """Where the drawing ends, and the names at the lines’ ends begin."""
        return self.width - self.right

    def x(self, index: int) -> float:
        step = (self.end - self.left) / max(1, self.count - 1)
        return self.left + (index * step if self.count > 1 else (self.end - self.left) / 2)

    def y(self, value: float) -> float:
        share = max(0.0, min(value / self.top, 1.0))
        return self.lower - share * (self.lower - self.upper)

    def places(self, values: Sequence[float | None]) -> list[tuple[float, float] | None]:
        return [None if value is None else (self.x(index), self.y(value)) for index, value in enumerate(values)]

    def axes(self, labels: Sequence[str], unit: str) -> list[Markup]:
        drawn: list[Markup] = []
        for tick in ticks(self.top):
            y = self.y(tick)
            drawn += [
                rule(self.left - 4, y, self.end, y),
                words(self.left - 8, y + 4, shown(tick, unit), size=12, anchor="end", fill=QUIET),
            ]
        for index in range(len(labels) - 1, -1, -every(len(labels), int(self.width / 80))):
            drawn.append(words(self.x(index), self.lower + 18, labels[index], size=12, anchor="middle", fill=QUIET))
        return drawn


def line(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str = "",
    top: float | None = None,
    colour: str = SUBJECT,
    width: float = WIDTH,
) -> Markup:
    """Several lines over the same labels, from zero. Names at the line's ends are moved apart where they would meet."""
    room = 16 + 7 * max((len(one.label) + 5 for one in series), default=0)
    highest = greatest([value for one in series for value in one.values])
    frame = Frame(len(labels), top or nice_top(highest), right=min(room, width / 2), width=width)
    drawn = frame.axes(labels, unit)
    for one in sorted(series, key=lambda one: one.is_subject):
        class_ = "dcpp-svg__subject-line" if one.is_subject else None
        stroke = colour if one.is_subject else CONTEXT
        drawn.append(
            path(frame.places(one.values), stroke=stroke, stroke_width=3 if one.is_subject else 2, class_=class_)
        )
        drawn += _lone_points(frame.places(one.values), stroke, "dcpp-svg__subject" if one.is_subject else None)
    drawn += _end_names(frame, series, unit)
    described = "; ".join(_told(one, labels, unit) for one in series) or "No figures"
    return picture(title, f"Line chart. {described}.", drawn, height=214, width=width)


def _lone_points(places: Sequence[tuple[float, float] | None], fill: str, class_: str | None) -> list[Markup]:
    """A point with a gap on both sides would be a line of no length: it is drawn as a dot."""
    around = [None, *places, None]
    return [
        element("circle", cx=place[0], cy=place[1], r=3, fill=fill, class_=class_)
        for before, place, after in zip(around, places, around[2:], strict=False)
        if place is not None and before is None and after is None
    ]


def _told(one: Series, labels: Sequence[str], unit: str) -> str:
    known = [(label, value) for label, value in zip(labels, one.values, strict=True) if value is not None]
    if not known:
        return f"{one.label}: no figures"
    (first, start), (last, end) = known[0], known[-1]
    return f"{one.label}: {shown(start, unit)} in {first}, {shown(end, unit)} in {last}"


def _end_names(frame: Frame, series: Sequence[Series], unit: str) -> list[Markup]:
    known = [(one, [value for value in one.values if value is not None]) for one in series]
    ends = [(frame.y(values[-1]), one, values[-1]) for one, values in known if values]
    drawn, lowest = [], 0.0
    for y, one, value in sorted(ends, key=lambda end: end[0]):
        lowest = max(y + 4, lowest + 16)
        text = f"{one.label} {shown(value, unit)}"
        drawn.append(words(frame.end + 8, lowest, text, size=13, bold=one.is_subject))
    return drawn


def sparkline(title: str, values: Sequence[float | None], *, unit: str = "", colour: str = SUBJECT) -> Markup:
    """A line as small as a word, from zero, with a dot on its last value: for a row of a table, beside the figure."""
    top = greatest(values) or 1
    step = 92 / max(1, len(values) - 1)
    places = [
        None if value is None else (4 + index * step, 22 - value / top * 18) for index, value in enumerate(values)
    ]
    known = [value for value in values if value is not None]
    drawn = [path(places, stroke=colour, stroke_width=1.5, class_="dcpp-svg__subject-line")]
    last = next((place for place in reversed(places) if place), None)
    if last:
        drawn.append(element("circle", cx=last[0], cy=last[1], r=2.5, fill=colour, class_="dcpp-svg__subject"))
    told = f"From {shown(known[0], unit)} to {shown(known[-1], unit)}." if known else "No figures."
    return picture(title, told, drawn, height=26, width=100, class_="dcpp-svg dcpp-svg--spark")
