"""Reading a file of people: a CSV or an Excel workbook, whatever its program wrote it with."""

import csv
import io
from typing import Any, cast

from dcpp.kernel import workbooks
from dcpp.kernel.workbooks import CannotOpenWorkbook, Limits
from dcpp.people.rules import imports as rules
from dcpp.people.rules.imports import CannotReadFile, Cell, Fault

NEITHER = "Choose an Excel workbook (.xlsx) or a CSV file: this file is neither, or is protected by a password"
LIMITS = Limits(megabytes=10, unfolded_megabytes=200, cells=2_000_000)
"""A sheet of all staff of the largest council, with room for rows and columns that somebody only coloured."""


def read_rows(content: bytes, file_name: str) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Each row under our names, with its number in the spreadsheet as "row", and what is wrong within rows."""
    cells = _cells(content, file_name)
    start = rules.find_headings(cells)
    headings = rules.read_headings(cells[start] if cells else [])
    if len(cells) - start - 1 > rules.MOST_ROWS:
        raise CannotReadFile(f"The file has more than {rules.MOST_ROWS:,} rows: split it and upload the parts")
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for number, line in enumerate(cells[start + 1 :], start=start + 2):
        named = {column: line[place] for place, column in headings.items() if place < len(line)}
        if not any(cell not in (None, "") for cell in named.values()):
            continue
        values, wrong = rules.read_row(number, named)
        rows.append({"row": number, **values})
        faults += wrong
    if not rows:
        raise CannotReadFile("The file has headings but no people under them")
    return rows, faults


def _cells(content: bytes, file_name: str) -> list[list[Cell]]:
    if content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0":
        return _workbook_cells(content)
    if file_name.lower().endswith((".xlsx", ".xls")) or b"\0" in content[:4096]:
        raise CannotReadFile(NEITHER)
    return _csv_cells(content)


def _workbook_cells(content: bytes) -> list[list[Cell]]:
    import python_calamine

    file = io.BytesIO(content)
    try:
        workbooks.inspect(file, LIMITS)
        file.seek(0)
        sheet = python_calamine.load_workbook(file).get_sheet_by_index(0)
        cells = sheet.to_python(skip_empty_area=False)
    except CannotOpenWorkbook as refusal:
        raise CannotReadFile(str(refusal)) from None
    except (python_calamine.CalamineError, IndexError, OSError, ValueError) as error:
        raise CannotReadFile(NEITHER) from error
    return cast("list[list[Cell]]", cells)


def _csv_cells(content: bytes) -> list[list[Cell]]:
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        written = content.decode("cp1252", errors="replace")
    first = written.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=False)]
    except csv.Error as error:
        raise CannotReadFile(NEITHER) from error
