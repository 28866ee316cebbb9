"""The figures as a workbook: a sheet a figure, and one with every record behind them.

Text is written as text only: a cell that begins with = is words and not a formula. Nothing depends on the day it is
made, so the same snapshot gives the same bytes.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from dcpp.inspection.rules import showing
from dcpp.inspection.rules.snapshot import Cell, Column, Figure, Snapshot
from dcpp.web import filters

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
TABLE_STYLE = "Table Style Light 1"
RECORD_COLUMNS = (
    Column("Figure", "text"),
    Column("Row", "text"),
    Column("Reference", "text"),
    Column("Kind", "text"),
    Column("Service", "text"),
    Column("Date", "day"),
    Column("What", "text"),
)


def render(snapshot: Snapshot) -> bytes:
    """The bytes of the .xlsx file."""
    from xlsxwriter import Workbook

    target = BytesIO()
    book = Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": ""}
    )
    made_at = datetime.fromisoformat(snapshot.taken_at).replace(tzinfo=None)
    book.set_properties({"title": showing.title_of(snapshot), "author": snapshot.council, "created": made_at})
    writer = Writer(book)
    writer.write_cover(snapshot)
    for figure in snapshot.figures:
        writer.write_figure(figure, _place(snapshot, figure))
    if snapshot.records:
        writer.write_records(snapshot)
    book.close()
    return target.getvalue()


def _place(snapshot: Snapshot, figure: Figure) -> str:
    """The heading of the section that a figure stands in."""
    return next(section.title for section in snapshot.sections if section.key == figure.section)


class Writer:
    """Writes sheets into one workbook; formats are made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.kinds = {
            "number": book.add_format({"num_format": "#,##0"}),
            "percent": book.add_format({"num_format": "0.0%"}),
            "limit": book.add_format({"num_format": "0.0%"}),
            "day": book.add_format({"num_format": "d mmmm yyyy", "align": "left"}),
            "month": book.add_format({"num_format": "mmmm yyyy", "align": "left"}),
        }
        self.names: set[str] = set()

    def sheet(self, name: str) -> Any:
        """A new sheet, its name made fit for Excel: 31 letters, none forbidden, none twice."""
        wanted = " ".join(name.translate(FORBIDDEN).split())[:31].strip() or "Sheet"
        fit, number = wanted, 2
        while fit.lower() in self.names:
            fit, number = f"{wanted[:27]} {number}", number + 1
        self.names.add(fit.lower())
        return self.book.add_worksheet(fit)

    def write_cover(self, snapshot: Snapshot) -> None:
        sheet = self.sheet("Summary")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        sheet.write_string(0, 0, showing.title_of(snapshot), self.title)
        facts = [("Council", snapshot.council), *showing.cover_facts(snapshot)]
        row = self.write_facts(sheet, 1, facts) + 1
        for sentence in snapshot.summary:
            sheet.write_string(row, 1, sentence.text, self.words)
            row += 1

    def write_facts(self, sheet: Any, row: int, facts: Sequence[tuple[str, str]]) -> int:
        """Name and words in two columns; gives the row after them."""
        for name, words in facts:
            sheet.write_string(row, 0, name, self.bold)
            sheet.write_string(row, 1, words, self.words if len(words) < 120 else None)
            row += 1
        return row

    def write_figure(self, figure: Figure, place: str) -> None:
        sheet = self.sheet(figure.key.replace("-", " ").replace("_", " ").capitalize())
        sheet.write_string(0, 0, f"{place}: {figure.title}", self.title)
        facts = [
            ("What it says", figure.headline),
            ("Definition", figure.definition),
            ("n", figure.n_words),
            ("As at", filters.day(figure.as_at)),
            ("Source", figure.source),
            *(("Missing", words) for words in figure.missing),
        ]
        row = 1
        for name, words in facts:
            sheet.write_string(row, 0, f"{name}: {words}")
            row += 1
        self.write_table(sheet, row + 1, figure.columns, [line.cells for line in figure.rows])

    def write_records(self, snapshot: Snapshot) -> None:
        sheet = self.sheet("Records")
        sheet.write_string(0, 0, "The records behind every figure", self.title)
        lines: list[tuple[Cell, ...]] = []
        for figure in snapshot.figures:
            for row in figure.rows:
                label = showing.cell_text(figure.columns[0], row.cells[0])
                for reference, behind in snapshot.behind(row.records):
                    told = (reference, behind.kind, behind.service, behind.on.isoformat(), behind.words)
                    lines.append((figure.key, label, *told))
        self.write_table(sheet, 2, RECORD_COLUMNS, lines)

    def write_table(self, sheet: Any, top: int, columns: Sequence[Column], lines: Sequence[Sequence[Cell]]) -> None:
        """A table with its filters on top; its headings stay in sight."""
        for place, column in enumerate(columns):
            longest = max((len(str(line[place])) for line in lines), default=0)
            sheet.set_column(place, place, max(14, min(60, len(column.title) + 4, longest + 4) if place else 34))
            sheet.write_string(top, place, column.title, self.bold)
        for at, line in enumerate(lines, start=top + 1):
            for place, cell in enumerate(line):
                self.write_cell(sheet, at, place, columns[place].kind, cell)
        sheet.freeze_panes(top + 1, 1)
        if not lines:
            sheet.write_string(top + 1, 0, "Nothing to count")
            return
        headings = [{"header": column.title} for column in columns]
        sheet.add_table(
            top,
            0,
            top + len(lines),
            len(columns) - 1,
            {"columns": headings, "style": TABLE_STYLE, "banded_rows": False},
        )

    def write_cell(self, sheet: Any, row: int, place: int, kind: str, cell: Cell) -> None:
        """A number stays a number and a date a date; everything else is words."""
        if cell is None:
            return
        if kind in {"day", "month"}:
            sheet.write_datetime(row, place, date.fromisoformat(str(cell)), self.kinds[kind])
        elif isinstance(cell, (int, float)):
            number = cell / 100 if kind in {"percent", "limit"} else cell
            sheet.write_number(row, place, number, self.kinds.get(kind))
        else:
            sheet.write_string(row, place, cell)
