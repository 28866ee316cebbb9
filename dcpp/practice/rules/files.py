"""Figures as one long list: a row for each number's line, so that a spreadsheet can filter it."""

from collections.abc import Iterator, Sequence

from dcpp.inspection.rules.showing import cell_text
from dcpp.inspection.rules.snapshot import Figure
from dcpp.kernel import clock
from dcpp.web import filters
from dcpp.web.sheets import Cell, Fact, Sheet

COLUMNS = ("Figure", "n", "Row", "What is counted", "Number", "Definition")


def facts_of(title: str, period: str, chosen: str) -> list[Fact]:
    """What stands on top."""
    return [
        ("Figures", title),
        ("As at", filters.moment(clock.now())),
        ("Period", period),
        ("Filters", chosen),
    ]


def sheet_of(title: str, figures: Sequence[Figure], facts: Sequence[Fact]) -> Sheet:
    return Sheet(title, COLUMNS, [row for figure in figures for row in _rows(figure)], facts)


def _rows(figure: Figure) -> Iterator[Sequence[Cell]]:
    """What says nothing (a hidden number, a share of nothing) stays empty; a figure that hides says so."""
    yield (figure.title, None if figure.is_few else figure.n, "", figure.headline, None, figure.definition)
    for sentence in figure.missing:
        yield (figure.title, None, "", sentence, None, "")
    for row in figure.rows:
        name = cell_text(figure.columns[0], row.cells[0])
        for column, cell in zip(figure.columns[1:], row.cells[1:], strict=True):
            yield (figure.title, None, name, column.title, cell if column.is_number else cell_text(column, cell), "")
