"""Which sheets of a workbook are lists, where their headers are, and which column is what.

What is recognised is a value of its own, so that a person can be shown it, and correct it, before a row is read.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from dcpp.caseload.rules.corrections import NONE, Corrections
from dcpp.caseload.rules.findings import Code, Finding, Severity
from dcpp.frameworks.annex_a import ChildList, annex_a_known
from dcpp.frameworks.annex_a_headers import HeaderRow, match_headers

LIST_NAME = re.compile(r"^\W*(?:annex\W*a\W*)?list[\s_\-]*0?(\d{1,2})(?!\d)", re.IGNORECASE)
ROWS_LOOKED_AT = 12
FEWEST_HEADERS = 3
FEWEST_TO_ASK = 2
CLEARLY_THIS_LIST = 0.8
LONGEST_HEADER = 80

Cells = Sequence[object]


class How(StrEnum):
    """By what a sheet was taken for a list."""

    CORRECTED = "corrected"
    NAME = "name"
    TITLE = "title"
    HEADERS = "headers"


class RecognisedSheet(NamedTuple):
    """A sheet taken for a list; `header_row` as Excel numbers it, cell positions within the row from 0."""

    name: str
    child_list: ChildList
    header_row: int
    headers: HeaderRow
    how: How = How.NAME

    def finding(self, code: Code, text: str, column: str = "", severity: Severity = Severity.QUERY) -> Finding:
        return Finding(self.child_list.number, self.name, None, column, code, severity, text)


def recognise(name: str, top: Sequence[Cells], corrections: Corrections = NONE) -> RecognisedSheet | None:
    """The list that a sheet holds, told by its name, else its title, else its headers; None when it is no list.

    `top` is the first rows of the sheet, from row 1 of Excel. What people said of the sheet goes before all.
    """
    rows = [[_header(cell) for cell in cells] for cells in top[:ROWS_LOOKED_AT]]
    said = corrections.of_sheet(name)
    if said is not None:
        return _as_list(name, said, rows, How.CORRECTED, corrections)
    for number, how in _numbers(name, rows):
        if found := _as_list(name, number, rows, how, corrections):
            return found
    return _by_headers(name, rows, corrections)


def might_be_list(top: Sequence[Cells]) -> bool:
    """Whether a sheet that was not recognised has headers enough that a person may say which list it is."""
    rows = [[_header(cell) for cell in cells] for cells in top[:ROWS_LOOKED_AT]]
    found = (_header_row(child_list, rows, NONE) for child_list in annex_a_known())
    return any(best is not None and len(best[1].matches) >= FEWEST_TO_ASK for best in found)


def _as_list(
    name: str, number: int, rows: Sequence[Sequence[str]], how: How, corrections: Corrections
) -> RecognisedSheet | None:
    """The sheet as this list, if the number is a list's and enough of its headers are there."""
    fewest = 1 if how is How.CORRECTED else FEWEST_HEADERS
    child_list = next((each for each in annex_a_known() if each.number == number), None)
    best = _header_row(child_list, rows, corrections) if child_list is not None else None
    if child_list is None or best is None or len(best[1].matches) < fewest:
        return None
    return RecognisedSheet(name, child_list, best[0], best[1], how)


def _header(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _numbers(name: str, rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, How]]:
    if found := LIST_NAME.match(name):
        yield int(found[1]), How.NAME
    for text in (cell for row in rows for cell in row[:3]):
        if found := LIST_NAME.match(text):
            yield int(found[1]), How.TITLE


def _header_row(
    child_list: ChildList, rows: Sequence[Sequence[str]], corrections: Corrections
) -> tuple[int, HeaderRow] | None:
    """The row with the most headers of the list."""
    corrected = corrections.of_headers(child_list.number)
    found = [(number, match_headers(child_list, row, corrected)) for number, row in enumerate(rows, 1) if any(row)]
    return max(found, key=lambda each: (len(each[1].matches), -each[0]), default=None)


def _by_headers(name: str, rows: Sequence[Sequence[str]], corrections: Corrections) -> RecognisedSheet | None:
    """A sheet whose headers are nearly all those of one list, and less so those of every other."""
    scored = []
    for child_list in annex_a_known():
        found = _as_list(name, child_list.number, rows, How.HEADERS, corrections)
        there = {match.column.name for match in found.headers.matches} if found else set()
        if found is None or child_list.columns[0].name not in there:
            continue
        required = [column for column in child_list.columns if column.required or column.keep]
        share = sum(column.name in there for column in required) / len(required)
        scored.append((share, len(there), found))
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
