"""The chart of a figure, drawn from its cells: the same on the page and on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dcpp.frameworks.grades import grade_scale
from dcpp.inspection.rules import runs, showing, sources
from dcpp.inspection.rules.snapshot import Cell, Chart, Figure, Row, Section, Snapshot
from dcpp.web import charts

KINDS = ("subject", "context", "rest")


@dataclass(frozen=True)
class Told:
    """A figure as a page shows it: its chart, and its cells as words."""

    figure: Figure
    picture: Markup | None
    rows: list[list[str]]
    colour: str

    @property
    def narrow(self) -> Markup | None:
        """The chart for a telephone."""
        return picture_of(self.figure, self.colour, charts.NARROW)

    @property
    def source(self) -> str:
        """Where the figure comes from, in words."""
        return sources.words_of(self.figure.source)


def told_sections(snapshot: Snapshot) -> list[tuple[Section, list[Told]]]:
    """Every section with its figures, in the order of the report."""
    return [
        (section, [told(figure, snapshot.colour) for figure in snapshot.figures_of(section.key)])
        for section in snapshot.sections
    ]


def told(figure: Figure, colour: str) -> Told:
    return Told(figure, picture_of(figure, colour), [showing.row_texts(figure, row) for row in figure.rows], colour)


def picture_of(figure: Figure, colour: str, width: float = charts.WIDTH) -> Markup | None:
    """The figure's chart as SVG; None where it has none."""
    if figure.chart is None or not figure.rows:
        return None
    return DRAWN[figure.chart.kind](figure, figure.chart, colour, width)


def _run(figure: Figure, _chart: Chart, colour: str, width: float) -> Markup:
    """Share by month with its mean and limits, where enough months are large enough for the rule."""
    wholes, parts = [_whole(row.cells[1]) for row in figure.rows], [_whole(row.cells[2]) for row in figure.rows]
    limits = charts.proportion_limits(parts, wholes) if runs.is_enough(wholes) else None
    points = _points(figure.rows, 3, wholes)
    return charts.run(figure.title, points, limits, unit="%", top=100, colour=colour, width=width)


def _months(figure: Figure, chart: Chart, colour: str, width: float) -> Markup:
    points = _points(figure.rows, chart.columns[0], [_whole(row.cells[1]) for row in figure.rows])
    return charts.run(figure.title, points, None, unit="%", top=100, colour=colour, width=width)


def _points(rows: Sequence[Row], place: int, wholes: Sequence[int]) -> list[charts.Point]:
    return [
        charts.Point(_short(row.cells[0]), _number(row.cells[place]), whole)
        for row, whole in zip(rows, wholes, strict=True)
    ]


def _grades(figure: Figure, chart: Chart, colour: str, width: float) -> Markup:
    kinds = [grade.code for grade in grade_scale()]
    stacks = [
        charts.Stack(
            figure.columns[place].title,
            [
                charts.Part(str(row.cells[0]), _whole(row.cells[place]), kind)
                for row, kind in zip(figure.rows, kinds, strict=True)
            ],
        )
        for place in chart.columns
    ]
    return charts.stacked(figure.title, stacks, colour=colour, width=width)


def _mix(figure: Figure, chart: Chart, colour: str, width: float) -> Markup:
    """A bar for each row, made of grades: the columns, best grade first."""
    kinds = [grade.code for grade in grade_scale()]
    stacks = [
        charts.Stack(
            showing.cell_text(figure.columns[0], row.cells[0]),
            [
                charts.Part(figure.columns[place].title, _whole(row.cells[place]), kind)
                for place, kind in zip(chart.columns, kinds, strict=True)
            ],
        )
        for row in figure.rows[: chart.most]
    ]
    return charts.stacked(figure.title, stacks, colour=colour, width=width)


def _stacked(figure: Figure, chart: Chart, colour: str, width: float) -> Markup:
    stacks = [
        charts.Stack(
            showing.cell_text(figure.columns[0], row.cells[0]),
            [
                charts.Part(figure.columns[place].title, _whole(row.cells[place]), kind)
                for place, kind in zip(chart.columns, KINDS, strict=False)
            ],
        )
        for row in figure.rows[: chart.most]
    ]
    return charts.stacked(figure.title, stacks, colour=colour, width=width)


def _bars(figure: Figure, chart: Chart, colour: str, width: float) -> Markup:
    place = chart.columns[0]
    is_share = figure.columns[place].kind == "percent"
    bars = [charts.Bar(str(row.cells[0]), _number(row.cells[place]) or 0) for row in figure.rows]
    return charts.bar(
        figure.title, bars, unit="%" if is_share else "", top=100 if is_share else None, colour=colour, width=width
    )


DRAWN: dict[str, Callable[[Figure, Chart, str, float], Markup]] = {
    "run": _run,
    "months": _months,
    "grades": _grades,
    "mix": _mix,
    "stacked": _stacked,
    "bars": _bars,
}


def _short(cell: Cell) -> str:
    """As in Oct 2026."""
    return f"{date.fromisoformat(str(cell)):%b %Y}"


def _number(cell: Cell) -> float | None:
    return cell if isinstance(cell, (int, float)) else None


def _whole(cell: Cell) -> int:
    return int(cell) if isinstance(cell, (int, float)) else 0
