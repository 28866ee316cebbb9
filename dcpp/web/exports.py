"""A list that people filter, to take away: all its rows as a workbook or as CSV, with its filters and the day on top.

    CASES = Export("Cases", "cases", "caseload", {"Case": lambda case: case.case_reference, …})

    @blueprint.get("/export")
    @may(access.VIEW_CASELOAD)
    def export_cases():
        return exports.send(_listing(viewer()), CASES)

and beside the page’s h1: {{ export_links(url_for("caseload.export_cases"), listing) }}.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, current_app, request

from dcpp.kernel import clock
from dcpp.kernel.access import viewer
from dcpp.web import filters, sheets
from dcpp.web.listing import Listing
from dcpp.web.sheets import Cell, Fact, Sheet

EVERYTHING = "None: everything that you may see"


@dataclass(frozen=True)
class Export:
    """name: of the file, and in the trail; kind: of the records; columns: heading → what a row says there."""

    title: str
    name: str
    kind: str
    columns: Mapping[str, Callable[[Any], Cell]]

    def cells(self, rows: Iterable[Any]) -> Iterator[list[Cell]]:
        for row in rows:
            yield [say(row) for say in self.columns.values()]


def send(listing: Listing, export: Export, *, record_id: UUID | None = None) -> Response:
    """All rows of a filtered list in its order."""
    facts = facts_of_listing(listing, export.title)
    sheet = Sheet(export.title, list(export.columns), export.cells(listing.stream()), facts)
    return send_sheets(sheet, name=export.name, kind=export.kind, record_id=record_id)


def send_rows(rows: Sequence[Any], export: Export, *, record_id: UUID | None = None) -> Response:
    """The same for a list that is short and has no filters."""
    facts = _facts(export.title, EVERYTHING, "Rows", len(rows))
    sheet = Sheet(export.title, list(export.columns), export.cells(rows), facts)
    return send_sheets(sheet, name=export.name, kind=export.kind, record_id=record_id)


def send_sheets(sheet: Sheet, *more: Sheet, name: str, kind: str, record_id: UUID | None = None) -> Response:
    """Sheets in the form that the address asks for: a workbook unless it says CSV."""
    form = "csv" if request.args.get("as") == "csv" else "xlsx"
    return sheets.send(sheet, *more, form=form, name=name, kind=kind, record_id=record_id)


def marked() -> list[Fact]:
    """The council’s marking as a line above a list; none where the setting MARKING says so."""
    marking = current_app.extensions["settings"].marking
    return [("Marking", marking)] if marking else []


def facts_of_listing(listing: Listing, title: str, of: str = "Rows") -> list[Fact]:
    """What stands on top of a filtered list; `of` names what the list counts."""
    chosen = "; ".join(chip.text for chip in listing.chips) or EVERYTHING
    return _facts(title, chosen, of, listing.count)


def _facts(title: str, chosen: str, of: str, count: int) -> list[Fact]:
    return [
        ("List", title),
        ("As at", filters.moment(clock.now())),
        ("Made by", viewer().name),
        ("Filters", chosen),
        (of, filters.thousands(count)),
        *marked(),
    ]
