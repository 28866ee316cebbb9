"""Which sheets of a workbook are lists, where their headers are, and which column is what.

What is recognised is a value of its own, so that a person can be shown it, and correct it, before a row is read.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dcpp.caseload.rules.findings import Code, Finding, Severity
from dcpp.frameworks.annex_a import ChildList, annex_a_known
from dcpp.frameworks.annex_a_headers import HeaderRow, match_headers

LIST_NAME = re.compile(r"^\W*(?:annex\W*a\W*)?list[\s_\-]*0?(\d{1,2})(?!\d)", re.IGNORECASE)
ROWS_LOOKED_AT = 12
FEWEST_HEADERS = 3
CLEARLY_THIS_LIST = 0.8
LONGEST_HEADER = 80

Cells = Sequence[object]


class RecognisedSheet(NamedTuple):
    """A sheet taken for a list; `header_row` as Excel numbers it, cell positions within the row from 0."""

    name: str
    child_list: ChildList
    header_row: int
    headers: HeaderRow

    def finding(self, code: Code, text: str, column: str = "", severity: Severity = Severity.QUERY) -> Finding:
        return Finding(self.child_list.number, self.name, None, column, code, severity, text)


def recognise(name: str, top: Sequence[Cells]) -> RecognisedSheet | None:
    """The list that a sheet holds, told by its name, else its title, else its headers; None when it is no list.

    `top` is the first rows of the sheet, from row 1 of Excel.
    """
    rows = [[_header(cell) for cell in cells] for cells in top[:ROWS_LOOKED_AT]]
    for number in _numbers(name, rows):
        for child_list in annex_a_known():
            if child_list.number == number and (best := _header_row(child_list, rows)):
                return RecognisedSheet(name, child_list, *best)
    return _by_headers(name, rows)


def _header(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _numbers(name: str, rows: Sequence[Sequence[str]]) -> Iterator[int]:
    for text in (name, *(cell for row in rows for cell in row[:3])):
        if found := LIST_NAME.match(text):
            yield int(found[1])


def _header_row(child_list: ChildList, rows: Sequence[Sequence[str]]) -> tuple[int, HeaderRow] | None:
    """The row with the most headers of the list, if it has enough of them to be a header row at all."""
    found = [(number, match_headers(child_list, row)) for number, row in enumerate(rows, 1) if any(row)]
    if not found:
        return None
    number, headers = max(found, key=lambda each: (len(each[1].matches), -each[0]))
    return (number, headers) if len(headers.matches) >= FEWEST_HEADERS else None


def _by_headers(name: str, rows: Sequence[Sequence[str]]) -> RecognisedSheet | None:
    """A sheet whose headers are nearly all those of one list, and less so those of every other."""
    scored = []
    for child_list in annex_a_known():
        if best := _header_row(child_list, rows):
            required = [column for column in child_list.columns if column.required or column.keep]
            there = {match.column.name for match in best[1].matches}
            if child_list.columns[0].name not in there:
                continue
            share = sum(column.name in there for column in required) / len(required)
            scored.append((share, len(best[1].matches), RecognisedSheet(name, child_list, *best)))
    scored.sort(key=lambda each: each[:2], reverse=True)
    if not scored or scored[0][0] < CLEARLY_THIS_LIST:
        return None
    if len(scored) > 1 and scored[1][:2] == scored[0][:2]:
        return None
    return scored[0][2]


def findings_about(sheets: Sequence[RecognisedSheet]) -> Iterator[Finding]:
    """Lists that are missing or there twice, columns that are missing or unknown."""
    seen: dict[int, str] = {}
    for sheet in sheets:
        number = sheet.child_list.number
        if number in seen:
            yield sheet.finding(
                Code.LIST_TWICE, f"List {number} is also on the sheet “{seen[number]}”. Both were read."
            )
        seen.setdefault(number, sheet.name)
        yield from _columns_missing(sheet)
        for _position, header in sheet.headers.unknown:
            yield sheet.finding(
                Code.COLUMN_UNKNOWN, "This column is not one of the list’s. It was not read.", header[:LONGEST_HEADER]
            )
    for child_list in annex_a_known():
        if child_list.number not in seen:
            text = f"The file has no list {child_list.number} ({child_list.title})."
            yield Finding(child_list.number, "", None, "", Code.LIST_MISSING, Severity.QUERY, text)


def _columns_missing(sheet: RecognisedSheet) -> Iterator[Finding]:
    for column in sheet.headers.missing:
        if column.keep == "case_id":
            text = "There is no column for the case reference, so no row of this sheet can be kept."
            yield sheet.finding(Code.COLUMN_MISSING, text, column.name, Severity.ERROR)
        elif column.keep != "birth_date" and (column.keep or column.required):
            yield sheet.finding(Code.COLUMN_MISSING, "There is no such column on this sheet.", column.name)
