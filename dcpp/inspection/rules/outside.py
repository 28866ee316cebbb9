"""What may leave the Centre: no number below five, no record behind a figure, no way to work a hidden number out."""

from dataclasses import replace

from dcpp.inspection.rules.snapshot import SMALL, Cell, Figure, Row, Sentence, Snapshot

HIDDEN = "Numbers below five are not shown outside the Centre."


def for_outside(snapshot: Snapshot) -> Snapshot:
    """The snapshot for people outside: small numbers suppressed, and said so; nothing that names a record."""
    figures = tuple(suppressed(figure) for figure in snapshot.figures)
    cut = {figure.key for figure in figures if HIDDEN in figure.missing}
    summary = tuple(_sentence(sentence, cut) for sentence in snapshot.summary)
    return replace(snapshot, figures=figures, summary=summary, records={}, is_for_outside=True)


def suppressed(figure: Figure) -> Figure:
    """The figure without small numbers.

    A row with a count from 1 to 4 loses every number, and so does one whose share leaves 1 to 4 over. Since a total
    less the rows that are shown gives away what the others come to, more rows go, the smallest first, until at least
    two are hidden and nothing that they come to is from 1 to 4. A figure of under five loses its n and all numbers.
    """
    numbers = [place for place, column in enumerate(figure.columns) if column.is_number]
    if not numbers:
        return _without_small_rows(figure)
    hidden = _hidden(figure)
    rows = tuple(Row(_without(row.cells, numbers) if at in hidden else row.cells) for at, row in enumerate(figure.rows))
    if not hidden:
        return replace(figure, rows=rows)
    is_few = 0 < figure.n < SMALL
    n = 0 if is_few else figure.n
    return replace(figure, n=n, is_few=is_few, rows=rows, headline=HIDDEN, chart=None, missing=(HIDDEN,))


def _without_small_rows(figure: Figure) -> Figure:
    """Of a figure in words: rows that tell of a few records are taken out."""
    kept = tuple(Row(row.cells) for row in figure.rows if not 0 < len(row.records) < SMALL)
    said = (HIDDEN,) if len(kept) < len(figure.rows) else ()
    return replace(figure, rows=kept, missing=(*figure.missing, *said))


def _hidden(figure: Figure) -> set[int]:
    """The places of the rows whose numbers must not be shown."""
    counts = [place for place, column in enumerate(figure.columns) if column.kind == "number"]
    if 0 < figure.n < SMALL:
        return set(range(len(figure.rows)))
    hidden = {at for at, row in enumerate(figure.rows) if _is_small(row, counts) or _leaves_few(figure, row, counts)}
    while hidden and _tells(figure, hidden, counts) and (more := _next_smallest(figure, hidden, counts)) is not None:
        hidden.add(more)
    return hidden


def _leaves_few(figure: Figure, row: Row, counts: list[int]) -> bool:
    """Whether a row tells a part of a whole, and the rest is few."""
    is_share = len(counts) == 2 and any(column.kind == "percent" for column in figure.columns)
    return is_share and 0 < abs(_number(row.cells[counts[0]]) - _number(row.cells[counts[1]])) < SMALL


def _tells(figure: Figure, hidden: set[int], counts: list[int]) -> bool:
    """Whether a total less the rows shown would give a small number away."""
    sums = [sum(_number(figure.rows[at].cells[place]) for at in hidden) for place in counts]
    return len(hidden) == 1 or any(0 < together < SMALL for together in sums)


def _is_small(row: Row, counts: list[int]) -> bool:
    return any(0 < _number(row.cells[place]) < SMALL for place in counts)


def _number(cell: Cell) -> float:
    return cell if isinstance(cell, (int, float)) else 0


def _next_smallest(figure: Figure, hidden: set[int], counts: list[int]) -> int | None:
    """The place of the smallest row that is shown and counts something; None where there is none."""
    others = [
        (max(_number(row.cells[place]) for place in counts), at)
        for at, row in enumerate(figure.rows)
        if at not in hidden and any(_number(row.cells[place]) for place in counts)
    ]
    return min(others)[1] if others else None


def _without(cells: tuple[Cell, ...], numbers: list[int]) -> tuple[Cell, ...]:
    return tuple(None if place in numbers else cell for place, cell in enumerate(cells))


def _sentence(sentence: Sentence, cut: set[str]) -> Sentence:
    return Sentence(HIDDEN, sentence.figures) if cut.intersection(sentence.figures) else sentence
