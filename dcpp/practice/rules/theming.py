"""Themes in words: what needs work, and what is strong."""

from collections.abc import Sequence
from datetime import date

from dcpp.inspection.rules.snapshot import Chart, Column
from dcpp.practice.rules.counted import Counted
from dcpp.practice.rules.tables import Line, Shape, table
from dcpp.web import filters

MEASURES = ("all", "needs_work", "strength")
COLUMNS = (Column("Findings"), Column("Needs work"), Column("Strength"))
HEADINGS = {
    "theme": (Column("Theme", "text"), "Each theme"),
    "month": (Column("Month", "month"), "Month by month"),
    "service": (Column("Service", "text"), "By service"),
}
MOST_DRAWN = 24


def figure(by: str, lines: Sequence[Line], period: str, as_at: date, theme: str = "") -> Counted:
    """Findings with a theme, a row for each line."""
    heading, title = HEADINGS[by]
    of_theme = f", of the theme “{theme}”" if theme else ""
    shape = Shape(
        key=f"themes-{by}",
        title=title,
        definition=(
            f"Findings of audits submitted from {period}{of_theme}. A finding with two or three themes counts once for "
            "each of them; needs work and strengths are as the auditor recorded them."
        ),
        source="audits.queries.themed",
        unit="themes",
        chooses="theme" if by == "theme" else "",
        by=by,
        noun="themes of findings",
        columns=COLUMNS,
        measures=MEASURES,
        heading=heading,
        chart=Chart("stacked", (2, 3), most=MOST_DRAWN),
    )
    return table(shape, lines, n=sum(line.counts[0] for line in lines), headline=_headline(lines), as_at=as_at)


def _headline(lines: Sequence[Line]) -> str:
    weak, strong = sum(line.counts[1] for line in lines), sum(line.counts[2] for line in lines)
    if weak + strong == 0:
        return "No finding was recorded, so nothing can be said about themes."
    needs, strengths = filters.plural(weak, "theme"), filters.plural(strong, "strength")
    return f"{needs} of findings that need work, and {strengths}."
