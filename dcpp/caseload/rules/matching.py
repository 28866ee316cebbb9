"""The match report: which sheet was taken for which list, which header for which column, which word for which code.

It is made before anything is kept, for a person to look at and correct. Words are shown from columns of codes alone,
and only where they may be codes: short, no dates, and not dozens of unknown ones. So no child's name gets into it where
a column of names stands in the place of a column of codes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dcpp.caseload.rules.cells import is_blank, read_text
from dcpp.caseload.rules.columns import ColumnReader
from dcpp.caseload.rules.findings import CannotReadCell
from dcpp.caseload.rules.rows import ListReader
from dcpp.caseload.rules.sheets import LONGEST_HEADER, RecognisedSheet

LONGEST_WORD = 60
MOST_UNKNOWN = 40
A_DATE = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}")
DIGITS = re.compile(r"\d{5}")


class ValueMatch(NamedTuple):
    """A word of a column, on how many rows it stands, and the code or group it was taken for: None is unknown."""

    said: str
    rows: int
    value: str | None


class ColumnMatch(NamedTuple):
    """A header and the column that it was taken for. `hidden` counts unknown words that are not shown."""

    position: int
    header: str
    column: str
    certainty: str
    is_coded: bool
    values: tuple[ValueMatch, ...]
    hidden: int

    @property
    def unknown(self) -> int:
        """How many different words nobody knows."""
        return sum(value.value is None for value in self.values) + self.hidden


class SheetMatch(NamedTuple):
    """A sheet and the list that it was taken for: 0 for none."""

    name: str
    list_number: int
    how: str
    header_row: int
    rows: int
    columns: tuple[ColumnMatch, ...]
    other_headers: tuple[tuple[int, str], ...]
    missing: tuple[str, ...]

    @property
    def unknown(self) -> int:
        return sum(column.unknown for column in self.columns)


class StaffMatch(NamedTuple):
    """A worker or team as written, on how many rows, and who is meant: found by name, by what people said, or not yet.

    `about` is "worker" or "team"; `nearest` holds ids of those whose names come near.
    """

    about: str
    written: str
    rows: int
    found_id: str
    was_said: bool
    nearest: tuple[str, ...]


class MatchReport(NamedTuple):
    sheets: tuple[SheetMatch, ...]
    staff: tuple[StaffMatch, ...]

    @property
    def unknown(self) -> int:
        return sum(sheet.unknown for sheet in self.sheets)

    @property
    def unmatched(self) -> int:
        """How many workers and teams nobody has been found for."""
        return sum(not each.found_id and not each.was_said for each in self.staff)


def no_list(name: str) -> SheetMatch:
    return SheetMatch(name, 0, "", 0, 0, (), (), ())


def match_of(sheet: RecognisedSheet, reader: ListReader) -> SheetMatch:
    """What a sheet was taken for, once its rows have been read."""
    readers = {each.position: each for each in reader.readers if each.counts is not None}
    columns = []
    for match in sheet.headers.matches:
        values, hidden = _values_of(readers[match.position]) if match.position in readers else ((), 0)
        header = match.header[:LONGEST_HEADER]
        columns.append(
            ColumnMatch(
                match.position,
                header,
                match.column.name,
                str(match.certainty),
                bool(match.column.codes),
                values,
                hidden,
            )
        )
    return SheetMatch(
        name=sheet.name,
        list_number=sheet.child_list.number,
        how=str(sheet.how),
        header_row=sheet.header_row,
        rows=reader.rows_read,
        columns=tuple(columns),
        other_headers=tuple((at, header[:LONGEST_HEADER]) for at, header in sheet.headers.unknown),
        missing=tuple(column.name for column in sheet.headers.missing),
    )


def _values_of(reader: ColumnReader) -> tuple[tuple[ValueMatch, ...], int]:
    """The words of a column of codes, the unknown first, then by how often; and how many unknown are not shown."""
    words: Counter[str] = Counter()
    for cell, times in (reader.counts or Counter()).items():
        words[read_text(cell)] += times
    found = [ValueMatch(said, times, _meaning(reader, said)) for said, times in words.items() if not is_blank(said)]
    known = sorted((each for each in found if each.value is not None), key=lambda each: (-each.rows, each.said))
    unknown = sorted((each for each in found if each.value is None), key=lambda each: (-each.rows, each.said))
    shown = [each for each in unknown if may_be_shown(each.said)] if len(unknown) <= MOST_UNKNOWN else []
    return tuple(shown + [each for each in known if may_be_shown(each.said)]), len(unknown) - len(shown)


def _meaning(reader: ColumnReader, said: str) -> str | None:
    value = reader.seen[said]
    return None if isinstance(value, CannotReadCell) else str(value or "")


def may_be_shown(said: str) -> bool:
    """Whether a word may be a code rather than something about a person."""
    return len(said) <= LONGEST_WORD and not A_DATE.search(said) and not DIGITS.search(said)


def to_json(report: MatchReport) -> dict[str, Any]:
    return {"sheets": [_plain(sheet) for sheet in report.sheets], "staff": [_plain(each) for each in report.staff]}


def from_json(said: Mapping[str, Any]) -> MatchReport:
    return MatchReport(tuple(map(_sheet, said["sheets"])), tuple(_staff(said["staff"])))


def _plain(value: Any) -> Any:
    """Named tuples as tables, so that the kept report can be read by name."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    return [_plain(part) for part in value] if isinstance(value, (tuple, list)) else value


def _sheet(said: Mapping[str, Any]) -> SheetMatch:
    columns = (
        ColumnMatch(**{**column, "values": tuple(ValueMatch(**value) for value in column["values"])})
        for column in said["columns"]
    )
    others = tuple((at, header) for at, header in said["other_headers"])
    return SheetMatch(**{**said, "columns": tuple(columns), "other_headers": others, "missing": tuple(said["missing"])})


def _staff(said: Sequence[Mapping[str, Any]]) -> Iterator[StaffMatch]:
    return (StaffMatch(**{**each, "nearest": tuple(each["nearest"])}) for each in said)


def staff_of(names: Iterable[StaffMatch]) -> tuple[StaffMatch, ...]:
    """Those not found first, then by how often they stand there."""
    return tuple(sorted(names, key=lambda each: (bool(each.found_id) or each.was_said, -each.rows, each.written)))
