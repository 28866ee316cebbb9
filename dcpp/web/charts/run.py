"""The run and control chart: each point with its n, the mean, the limits of chance, and what the rule says."""

from collections.abc import Sequence

from markupsafe import Markup

from dcpp.web.charts.change import call_change
from dcpp.web.charts.limits import Limits
from dcpp.web.charts.lines import Frame, Point
from dcpp.web.charts.scale import every, greatest, nice_top, shown
from dcpp.web.charts.svg import CONTEXT, QUIET, SUBJECT, WIDTH, element, path, picture, words

MARK = "#ca3535"


def run(
    title: str,
    points: Sequence[Point],
    limits: Limits | None,
    *,
    unit: str = "",
    top: float | None = None,
    colour: str = SUBJECT,
    width: float = WIDTH,
) -> Markup:
    """top: where the axis ends (100 for percentages). limits: as dcpp.web.charts.limits gives them, or None."""
    values = [point.value for point in points]
    highest = greatest([*values, *(_known(limits.upper, points) if limits else [])])
    frame = Frame(len(points), top or nice_top(highest), width=width)
    drawn = frame.axes([point.label for point in points], unit)
    if limits and points:
        drawn += _limits(frame, limits, points, unit)
    drawn.append(path(frame.places(values), stroke=colour, stroke_width=2, class_="dcpp-svg__subject-line"))
    drawn += _dots(frame, points, limits, colour)
    drawn += _numbers(frame, points)
    return picture(title, _told(points, limits, unit), drawn, height=232, width=width)


def _known(edge: Sequence[float], points: Sequence[Point]) -> list[float | None]:
    """A limit where there is something to judge by it; None at a point with nothing in it."""
    return [None if point.value is None or point.n == 0 else at for at, point in zip(edge, points, strict=False)]


def _limits(frame: Frame, limits: Limits, points: Sequence[Point], unit: str) -> list[Markup]:
    """The mean as a line, the limits as dashed steps (each point has its own), named at their ends."""
    x, end = frame.end, frame.end + 6
    mean = frame.y(limits.mean)
    drawn = [
        element("line", x1=frame.left, y1=mean, x2=x, y2=mean, stroke=QUIET),
        words(end, mean - 2, "Mean", size=12, fill=QUIET),
        words(end, mean + 11, shown(round(limits.mean, 1), unit), size=12, fill=QUIET),
    ]
    for name, edge in (("Upper", _known(limits.upper, points)), ("Lower", _known(limits.lower, points))):
        last = next((value for value in reversed(edge) if value is not None), None)
        if last is None:
            continue
        drawn.append(path(_steps(frame, edge), stroke=CONTEXT, stroke_dasharray="4 3"))
        y = min(frame.y(last), frame.lower - 14)  # clear of the labels under the axis
        if abs(y - mean) > 30:
            drawn += [
                words(end, y - 2, name, size=12, fill=QUIET),
                words(end, y + 11, "limit", size=12, fill=QUIET),
            ]
    return drawn


def _steps(frame: Frame, edge: Sequence[float | None]) -> list[tuple[float, float] | None]:
    half = (frame.x(1) - frame.x(0)) / 2 if frame.count > 1 else 20
    places: list[tuple[float, float] | None] = []
    for index, value in enumerate(edge):
        if value is None:
            places.append(None)
            continue
        left = max(frame.left, frame.x(index) - half)
        right = min(frame.end, frame.x(index) + half)
        places += [(left, frame.y(value)), (right, frame.y(value))]
    return places


def _dots(frame: Frame, points: Sequence[Point], limits: Limits | None, colour: str) -> list[Markup]:
    """A dot for each point; one beyond the limits is a larger ring, so that it does not rest on colour."""
    drawn = []
    for index, point in enumerate(points):
        if point.value is None:
            continue
        x, y = frame.x(index), frame.y(point.value)
        if limits and not limits.lower[index] <= point.value <= limits.upper[index]:
            drawn.append(element("circle", cx=x, cy=y, r=6, fill="#ffffff", stroke=MARK, stroke_width=3))
        else:
            drawn.append(element("circle", cx=x, cy=y, r=3.5, fill=colour, class_="dcpp-svg__subject"))
    return drawn


def _numbers(frame: Frame, points: Sequence[Point]) -> list[Markup]:
    """How many cases each point is of, under it."""
    if not any(point.n is not None for point in points):
        return []
    digits = max(len(str(point.n or 0)) for point in points)
    y, step = frame.lower + 36, every(len(points), int((frame.end - frame.left) / (6.2 * digits + 3)))
    drawn = [words(0, y, "n =", size=11, fill=QUIET)]
    for index in range(len(points) - 1, -1, -step):
        n = points[index].n
        if n is not None:
            drawn.append(words(frame.x(index), y, str(n), size=11, anchor="middle", fill=QUIET))
    return drawn


def _told(points: Sequence[Point], limits: Limits | None, unit: str) -> str:
    known = [point for point in points if point.value is not None]
    if not known:
        return "Run chart without figures."
    first, last = known[0], known[-1]
    change = call_change([point.label for point in points], [point.value for point in points], limits)
    said = f" {change.sentence}." if limits else ""  # without limits, nobody has asked the rule
    mean = f" Mean {shown(round(limits.mean, 1), unit)}." if limits else ""
    return (
        f"Run chart of {len(known)} points, from {shown(first.value or 0, unit)} in {first.label} "
        f"to {shown(last.value or 0, unit)} in {last.label}.{mean}{said}"
    )
