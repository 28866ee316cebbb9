"""Bars begin at zero, always, and carry their own labels and figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dcpp.web.charts.scale import greatest, shown
from dcpp.web.charts.svg import CONTEXT, INK, QUIET, RULE, SUBJECT, WIDTH, element, picture, rule, words

ROW = 44
FIGURE_ROOM = 84
KINDS = {
    "outstanding": ("#54319f", "#ffffff"),
    "good": ("#0f7a52", "#ffffff"),
    "requires_improvement": ("#ffdd00", INK),
    "inadequate": ("#ca3535", "#ffffff"),
    "subject": (SUBJECT, "#ffffff"),
    "context": (CONTEXT, INK),
    "rest": (RULE, INK),
}
"""Ground and ink of a part. Grades have their own; "subject" takes the council's colour."""


@dataclass(frozen=True)
class Bar:
    """One bar. text: the figure as written, the value with its unit unless given."""

    label: str
    value: float
    text: str | None = None
    is_subject: bool = False


def bar(
    title: str,
    bars: Sequence[Bar],
    *,
    unit: str = "",
    top: float | None = None,
    colour: str = SUBJECT,
    width: float = WIDTH,
) -> Markup:
    """Lying bars. top: where the axis ends, when it is not the longest bar (100 for percentages)."""
    longest = top or greatest([one.value for one in bars]) or 1
    has_subject = any(one.is_subject for one in bars)
    parts: list[Markup] = []
    for index, one in enumerate(bars):
        y = index * ROW
        length = max(0, min(one.value / longest, 1)) * (width - FIGURE_ROOM)
        is_subject = one.is_subject or not has_subject
        text = one.text or shown(one.value, unit)
        parts += [
            words(6, y + 15, one.label, bold=one.is_subject),
            element(
                "rect",
                x=0,
                y=y + 21,
                width=length,
                height=16,
                fill=colour if is_subject else CONTEXT,
                class_="dcpp-svg__subject" if is_subject else None,
            ),
            words(length + 6, y + 34, text, bold=one.is_subject),
        ]
    height = max(1, len(bars)) * ROW
    parts.append(rule(0.5, 0, 0.5, height, stroke=QUIET))
    described = "; ".join(f"{one.label}: {one.text or shown(one.value, unit)}" for one in bars) or "No figures"
    return picture(title, f"Bar chart. {described}.", parts, height=height, width=width)


@dataclass(frozen=True)
class Part:
    """One part of a whole. kind: a key of KINDS."""

    label: str
    value: float
    kind: str


@dataclass(frozen=True)
class Stack:
    """One bar of parts, in the order of the scale."""

    label: str
    parts: Sequence[Part]

    @property
    def total(self) -> float:
        return sum(part.value for part in self.parts)


def stacked(title: str, stacks: Sequence[Stack], *, colour: str = SUBJECT, width: float = WIDTH) -> Markup:
    """Each bar is the whole of its own, with n at its end; the figures in the parts are counts."""
    key, top = _key({part.label: part.kind for stack in stacks for part in stack.parts}, colour, width)
    parts = list(key)
    for index, stack in enumerate(stacks):
        parts += _one_stack(stack, top + index * ROW, colour, width)
    described = "; ".join(
        f"{stack.label}: " + ", ".join(f"{part.label} {shown(part.value)}" for part in stack.parts) for stack in stacks
    )
    height = top + max(1, len(stacks)) * ROW
    return picture(title, f"Stacked bar chart. {described or 'No figures'}.", parts, height=height, width=width)


def _one_stack(stack: Stack, y: float, colour: str, width: float) -> list[Markup]:
    drawn = [words(0, y + 15, stack.label), words(width, y + 15, f"n = {shown(stack.total)}", anchor="end", fill=QUIET)]
    x = 0.0
    for part in stack.parts:
        length = part.value / stack.total * width if stack.total else 0
        ground, ink = _colours(part.kind, colour)
        if length:
            class_ = "dcpp-svg__subject" if part.kind == "subject" else None
            drawn.append(
                element("rect", x=x, y=y + 21, width=length, height=18, fill=ground, stroke="#ffffff", class_=class_)
            )
        text = shown(part.value)
        if length >= 9 * len(text) + 6:
            drawn.append(words(x + length / 2, y + 35, text, anchor="middle", fill=ink, size=13))
        x += length
    return drawn


def _key(kinds: dict[str, str], colour: str, width: float) -> tuple[list[Markup], float]:
    """What the colours mean, in the order of the scale, and how high that is."""
    drawn, x, y = [], 0.0, 0.0
    for label, kind in kinds.items():
        room = 22 + 7.2 * len(label) + 12
        if x and x + room > width:
            x, y = 0, y + 20
        drawn += [
            element("rect", x=x, y=y + 2, width=14, height=14, fill=_colours(kind, colour)[0]),
            words(x + 20, y + 14, label, size=13),
        ]
        x += room
    return drawn, y + 28 if kinds else 0


def _colours(kind: str, colour: str) -> tuple[str, str]:
    ground, ink = KINDS[kind]
    return (colour if kind == "subject" else ground), ink
