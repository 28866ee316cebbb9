"""Writing a workbook as the official one is laid out: for made-up councils, for tests, for trying a reader."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dcpp.frameworks.annex_a import annex_a_on

Cell = str | int | float | bool | date | None


def write_workbook(
    target: Path | BinaryIO, rows: Mapping[int, Iterable[Mapping[str, Cell]]], *, as_at: date, titled: bool = True
) -> None:
    """Write all eleven lists as asked for on a day, each with its title row (unless not wanted) and its headers.

    `rows` maps a list's number to its rows, and a row maps headers, as `ChildList.headers` has them, to cells. Dates
    are written as dates in day/month/year. A header that the list does not have is refused with KeyError.
    """
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, {"constant_memory": True}) as book:
        formats = {"date": book.add_format({"num_format": "dd/mm/yyyy"}), "bold": book.add_format({"bold": True})}
        for child_list in annex_a_on(as_at):
            sheet = book.add_worksheet(child_list.sheet_name)
            places = {header: place for place, header in enumerate(child_list.headers)}
            if titled:
                sheet.write_string(0, 0, child_list.heading, formats["bold"])
            for header, place in places.items():
                sheet.write_string(int(titled), place, header, formats["bold"])
            for number, row in enumerate(rows.get(child_list.number, ()), int(titled) + 1):
                for header, cell in sorted(row.items(), key=lambda each: places[each[0]]):
                    _write(sheet, number, places[header], cell, formats["date"])


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, date_format: Format) -> None:
    """Text stays text, whatever it looks like: no formula is ever made of it."""
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, date_format)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)
