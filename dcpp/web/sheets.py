"""A list that leaves as a workbook or as CSV: what it is on top, then one heading and one row for each record.

    sheet = Sheet("Actions", ["Reference", "Due"], rows, facts=[("As at", "23 November 2026")])
    return sheets.send(sheet, form="xlsx", name="actions", kind="action")

Lists that people filter leave through dcpp.web.exports.

Whatever somebody wrote stays words: a text that a spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from uuid import UUID

from flask import Response

from dcpp.kernel import clock
from dcpp.kernel.refusal import Refusal
from dcpp.web import downloads, filters

Cell = str | int | float | Decimal | bool | date | datetime | Enum | None
Fact = tuple[str, str]

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
LONGEST = 32_767  # characters that a cell of a workbook holds
CUT = " … (the rest does not fit into a cell)"
MOST_ROWS = 1_000_000
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
WIDEST, NARROWEST = 60, 12


class CannotWriteSheet(Refusal):
    """The list is longer than a workbook can hold; the sentence says what to do."""


@dataclass(frozen=True)
class Sheet:
    """One list. rows: as many cells each as there are columns; facts: (name, words) that stand above the heading."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    facts: Sequence[Fact] = field(default_factory=tuple)


def send(sheet: Sheet, *more: Sheet, form: str, name: str, kind: str, record_id: UUID | None = None) -> Response:
    """Answer with sheets as "xlsx" or "csv", and keep in the trail that `name` was taken.

    It is written to a file first, so that a long list takes little memory and a list that fails gives no half file.
    """
    target = TemporaryFile()  # noqa: SIM115 - the response closes it once it was sent
    write(target, sheet, *more, form=form)
    return downloads.send_file(
        target,
        name=f"{name}-{clock.today().isoformat()}.{form}",
        media_type=MEDIA_TYPES[form],
        kind=kind,
        record_id=record_id,
        what=f"{name.replace('-', '_')}_{form}",
    )


def write(target: BinaryIO, *sheets: Sheet, form: str) -> None:
    """Write sheets row by row: beside each other as "xlsx", below each other as "csv"."""
    if form == "xlsx":
        _write_xlsx(target, sheets)
    else:
        _write_csv(target, sheets)


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text[:1] in FORMULA_STARTS or text.lstrip()[:1] in FORMULA_STARTS else text


def _write_csv(target: BinaryIO, sheets: Sequence[Sheet]) -> None:
    """With a mark at its beginning, so that Excel reads it as UTF-8."""
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for number, sheet in enumerate(sheets):
        if number:
            writer.writerow([])
        writer.writerows([harmless(name), harmless(words)] for name, words in sheet.facts)
        if sheet.facts:
            writer.writerow([])
        writer.writerow([harmless(column) for column in sheet.columns])
        writer.writerows([_csv_cell(value) for value in row] for row in sheet.rows)
    text.flush()
    text.detach()


def _csv_cell(value: Cell) -> Any:
    if isinstance(value, datetime):
        return f"{clock.london(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return (
        value if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) else harmless(_words(value))
    )


def in_words(value: Cell) -> str:
    """A cell as people read it on paper."""
    return (
        filters.moment(value)
        if isinstance(value, datetime)
        else (filters.day(value) if isinstance(value, date) else _words(value))
    )


def _words(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    return str(value)


def _write_xlsx(target: BinaryIO, sheets: Sequence[Sheet]) -> None:
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(target, options) as book:
        book.set_properties({"title": sheets[0].title, "created": clock.now().replace(tzinfo=None)})
        writer = _Writer(book)
        for sheet in sheets:
            writer.write(sheet)


class _Writer:
    """Writes sheets into one workbook, whose formats are made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"valign": "top"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"})

    def write(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(_tab(sheet.title))
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, max(NARROWEST, min(WIDEST, len(column) + 8)))
        for row, (name, words) in enumerate(sheet.facts):
            page.write_string(row, 0, harmless(name), self.bold)
            page.write_string(row, 1, harmless(words))
        heading = len(sheet.facts) + 1 if sheet.facts else 0
        for number, column in enumerate(sheet.columns):
            page.write_string(heading, number, harmless(column), self.head)
        page.freeze_panes(heading + 1, 1)
        for row, cells in enumerate(sheet.rows, heading + 1):
            if row > MOST_ROWS:
                raise CannotWriteSheet("The list is too long for one workbook. Filter it, and export it in parts")
            for number, value in enumerate(cells):
                self._cell(page, row, number, value)

    def _cell(self, page: Any, row: int, column: int, value: Cell) -> None:
        if isinstance(value, datetime):
            page.write_datetime(row, column, clock.london(value).replace(tzinfo=None), self.moment)
        elif isinstance(value, date):
            page.write_datetime(row, column, value, self.day)
        elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            page.write_number(row, column, value, self.number)
        elif words := _words(value):
            page.write_string(row, column, _fitting(harmless(words)), self.text)


def _fitting(text: str) -> str:
    """A text that is too long for a cell says so: the library would leave it out without a word."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def _tab(title: str) -> str:
    """A worksheet’s name: at most 31 characters, none that Excel refuses."""
    return "".join(" " if each in "[]:*?/\\'" else each for each in title).strip()[:31] or "Sheet"
