"""The few pieces of SVG that our charts are made of. No style attributes: the Content-Security-Policy forbids them."""

from collections.abc import Iterable
from hashlib import sha256

from markupsafe import Markup, escape

INK = "#0b0c0c"
QUIET = "#484949"
CONTEXT = "#8a8f94"
RULE = "#d3d6d8"
SUBJECT = "#1d5f7a"
WIDTH = 400
"""Units across every chart but a sparkline, on a page and on paper."""

NARROW = 280
"""Units across a chart on a telephone: its words are as large there as the page’s small print."""


def number(value: float) -> str:
    """A coordinate to one place, so that the same figures always give the same bytes."""
    return f"{round(float(value), 1) + 0.0:g}"


def element(name: str, content: "Markup | str" = "", **attributes: "str | float | None") -> Markup:
    """One element. Underscores in names become hyphens, a last one falls away; None leaves an attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{escape(content)}</{name}>")  # noqa: S704 - every part is escaped above


def words(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 14,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
    class_: str | None = None,
) -> Markup:
    """Text with its base line at y. anchor: start, middle or end."""
    return element(
        "text",
        text,
        x=x,
        y=y,
        font_size=size,
        text_anchor=anchor if anchor != "start" else None,
        fill=fill,
        font_weight="bold" if bold else None,
        class_=class_,
    )


def rule(x1: float, y1: float, x2: float, y2: float, *, stroke: str = RULE, dashes: str | None = None) -> Markup:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_dasharray=dashes)


def path(
    points: Iterable[tuple[float, float] | None],
    *,
    stroke: str,
    stroke_width: float | None = None,
    stroke_dasharray: str | None = None,
    class_: str | None = None,
) -> Markup:
    """A line through points; None lifts the pen."""
    steps, is_down = [], False
    for point in points:
        if point is None:
            is_down = False
            continue
        steps.append(f"{'L' if is_down else 'M'}{number(point[0])} {number(point[1])}")
        is_down = True
    return element(
        "path",
        d="".join(steps),
        fill="none",
        stroke=stroke,
        stroke_width=stroke_width,
        stroke_dasharray=stroke_dasharray,
        class_=class_,
    )


def picture(
    title: str,
    description: str,
    parts: Iterable[Markup],
    *,
    height: float,
    width: float = WIDTH,
    class_: str = "dcpp-svg",
) -> Markup:
    """The whole drawing, with its title and description for those who cannot see it."""
    content = Markup("").join(parts)
    key = sha256(f"{title}\n{description}\n{width}\n{content}".encode()).hexdigest()[:10]
    named = element("title", title, id=f"chart-{key}-title") + element("desc", description, id=f"chart-{key}-desc")
    return element(
        "svg",
        named + content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"chart-{key}-title chart-{key}-desc",
        class_=class_,
        font_family="Atkinson Hyperlegible, Arial, sans-serif",
    )
