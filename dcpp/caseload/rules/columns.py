"""Reading a list column by column: what a cell means is worked out once for each different cell.

Most cells of a list say what thousands of others say; a table of what was seen is far quicker than reading them again.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dcpp.caseload.rules.cells import CodeReader, read_age, read_date, read_number, read_text
from dcpp.caseload.rules.findings import CannotReadCell, Code
from dcpp.frameworks.annex_a import Column, ColumnType
from dcpp.frameworks.annex_a_headers import HeaderMatch

EARLIEST_EVENT = date(1990, 1, 1)
IN_FUTURE = CannotReadCell(Code.DATE_IN_FUTURE, "This date is after the day of the lists. It was left out.")
TOO_EARLY = CannotReadCell(Code.NOT_A_DATE, "This date is before 1990. It was left out.")

Read = Callable[[object], object]


class Seen(dict[Any, Any]):
    """What each different cell of a column means: a value, None where it is blank, or the CannotReadCell it raised."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self.has_problems = False

    def __missing__(self, cell: object) -> object:
        try:
            value = self._read(cell)
        except CannotReadCell as problem:
            value, self.has_problems = problem, True
        self[cell] = value
        return value

    def read_all(self, cells: Sequence[object]) -> list[Any]:
        """Each cell's meaning. True, which equals 1 in a table of Python's and not in a list, is told as a word."""
        if bool in set(map(type, cells)):
            cells = [str(cell) if isinstance(cell, bool) else cell for cell in cells]
        return list(map(self.__getitem__, cells))


class ColumnReader:
    """One column of a sheet: where it is, what it is, and what its cells mean."""

    def __init__(self, match: HeaderMatch, read: Read, *, counted: bool) -> None:
        self.position = match.position
        self.column = match.column
        self.field = match.column.keep or match.column.uses
        self.seen = Seen(read)
        self.counts: Counter[Any] | None = Counter() if counted else None

    def read(self, cells: Sequence[object]) -> tuple[list[Any], Sequence[tuple[int, CannotReadCell]]]:
        """The values of some rows (None where a cell is blank or cannot be read), and where they could not be.

        A column of codes that nobody keeps or compares is counted, for the match report, and gives nothing.
        """
        if self.counts is not None:
            self.counts.update(cells)
        if not self.field:
            return [], ()
        values = self.seen.read_all(cells)
        if not self.seen.has_problems:
            return values, ()
        problems = [(at, value) for at, value in enumerate(values) if isinstance(value, CannotReadCell)]
        for at, _problem in problems:
            values[at] = None
        return values, problems


def reader_for(match: HeaderMatch, as_at: date, corrected: Mapping[str, str]) -> ColumnReader | None:
    """How to read a column, or None when nothing is wanted of it. `corrected` holds what people said of its codes."""
    column = match.column
    if column.codes:
        return ColumnReader(match, CodeReader(column, corrected), counted=True)
    if not (column.keep or column.uses):
        return None
    return ColumnReader(match, _read_for(column, as_at), counted=False)


def _read_for(column: Column, as_at: date) -> Read:
    if column.keep == "age":
        return read_age
    if column.keep == "birth_date":
        return read_date
    if column.type is ColumnType.DATE:
        return _event_reader(as_at)
    return read_number if column.type is ColumnType.INTEGER else read_text


def _event_reader(as_at: date) -> Read:
    """Days on which something happened: not after the day of the lists, and not before anybody's childhood."""

    def read(cell: object) -> date | None:
        day = read_date(cell)
        if day is not None and day > as_at:
            raise IN_FUTURE
        if day is not None and day < EARLIEST_EVENT:
            raise TOO_EARLY
        return day

    return read
