"""What may leave the Centre: no number below five, no record behind a figure, no way to work a hidden number out."""

from dataclasses import replace

from dcpp.inspection.rules.snapshot import SMALL, Cell, Figure, Row, Sentence, Snapshot
from dcpp.inspection.rules.telling import RUN_COLUMNS

HIDDEN = "Numbers below five are not shown outside the Centre."


def for_outside(snapshot: Snapshot) -> Snapshot:
    """The snapshot for people outside: small numbers suppressed, and said so; nothing that names a record."""
    figures = tuple(suppressed(figure) for figure in snapshot.figures)
    cut = {figure.key for figure in figures if HIDDEN in figure.missing}
    summary = tuple(_sentence(sentence, cut) for sentence in snapshot.summary)
    return replace(snapshot, figures=figures, summary=summary, records={}, is_for_outside=True)


def suppressed(figure: Figure) -> Figure:
    """The figure without small numbers.

    A row with a count from 1 to 4 loses every number. Where that leaves one row hidden, the smallest of the others goes
    too, since a total would give the one away. A figure of fewer than five loses all of its rows' numbers.
    """
    numbers = [place for place, column in enumerate(figure.columns) if column.is_number]
    if not numbers:
        return _without_small_rows(figure)
    hidden = _hidden(figure)
    rows = tuple(Row(_without(row.cells, numbers) if at in hidden else row.cells) for at, row in enumerate(figure.rows))
    if not hidden:
        return replace(figure, rows=rows)
    return replace(figure, rows=rows, headline=HIDDEN, chart=None, missing=(HIDDEN,))


def _without_small_rows(figure: Figure) -> Figure:
    """Of a figure in words: rows that tell of a few records are taken out."""
    kept = tuple(Row(row.cells) for row in figure.rows if not 0 < len(row.records) < SMALL)
    said = (HIDDEN,) if len(kept) < len(figure.rows) else ()
    return replace(figure, rows=kept, missing=(*figure.missing, *said))


def _hidden(figure: Figure) -> set[int]:
    """The places of the rows whose numbers must not be shown."""
    counts = [place for place, column in enumerate(figure.columns) if column.kind == "number"]
    hidden = {at for at, row in enumerate(figure.rows) if 0 < figure.n < SMALL or _is_small(row, counts)}
    if figure.columns == RUN_COLUMNS:
        hidden |= {
            at for at, row in enumerate(figure.rows) if 0 < _number(row.cells[1]) - _number(row.cells[2]) < SMALL
        }
    return hidden | _next_smallest(figure, hidden, counts) if len(hidden) == 1 else hidden


def _is_small(row: Row, counts: list[int]) -> bool:
    return any(0 < _number(row.cells[place]) < SMALL for place in counts)


def _number(cell: Cell) -> float:
    return cell if isinstance(cell, (int, float)) else 0


def _next_smallest(figure: Figure, hidden: set[int], counts: list[int]) -> set[int]:
    others = [
        (max(_number(row.cells[place]) for place in counts), at)
        for at, row in enumerate(figure.rows)
        if at not in hidden and any(_number(row.cells[place]) for place in counts)
    ]
    return {min(others)[1]} if others else set()


def _without(cells: tuple[Cell, ...], numbers: list[int]) -> tuple[Cell, ...]:
    return tuple(None if place in numbers else cell for place, cell in enumerate(cells))


def _sentence(sentence: Sentence, cut: set[str]) -> Sentence:
    return Sentence(HIDDEN, sentence.figures) if cut.intersection(sentence.figures) else sentence
