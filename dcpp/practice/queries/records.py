"""The records behind the numbers: of each unit, how it is counted and what a list shows of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from audits.queries import controlled
from audits.queries.measures import ALL, Unit
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.practice.queries.asking import Asked
from dcpp.practice.rules import behind
from dcpp.web import filters
from dcpp.web.listing import Listing

Cell = Any


@dataclass(frozen=True)
class Column:
    """A column of a list. sort: its key in the unit's order, or None; cell: from a row to what it shows."""

    title: str
    cell: Callable[[Any], Cell]
    sort: str | None = None
    is_short: bool = False
    is_number: bool = False
    is_grade: bool = False

    def text(self, row: Any) -> str:
        """What a page shows: days and names in words."""
        return in_words(self.cell(row))


@dataclass(frozen=True)
class Records:
    """One kind of record. opens: from a row to the endpoint and its values where the record is shown."""

    one: str
    many: str
    unit: Callable[[Viewer, date], Unit]
    columns: Sequence[Column]
    opens: Callable[[Any], tuple[str, dict[str, Any]]]

    def url_of(self, row: Any) -> str:
        """Where the record is shown."""
        endpoint, values = self.opens(row)
        return url_for(endpoint, **values)


def in_words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return filters.day(cell)
    return str(getattr(cell, "label", cell))


def _audit(row: Any) -> tuple[str, dict[str, Any]]:
    return "audits.view_audit", {"audit_id": row[0].id}


REFERENCE = Column("Reference", lambda row: row[0].reference, "reference", is_short=True)
SERVICE = Column("Service", lambda row: row[0].service_name, "service")
TEAM = Column("Team", lambda row: row[0].team_name)
STATUS = Column("Status", lambda row: row[0].status)
SUBMITTED = Column("Submitted", lambda row: row[0].submitted_on, "submitted", is_short=True)

RECORDS: Mapping[str, Records] = {
    "drawn": Records(
        "case drawn",
        "cases drawn",
        controlled.drawn_unit,
        [
            REFERENCE,
            SERVICE,
            TEAM,
            Column("Programme", lambda row: row[2]),
            Column("Auditor", lambda row: row[1]),
            Column("State", lambda row: row[0].state),
            Column("Due", lambda row: row[0].due_on, "due", is_short=True),
            SUBMITTED,
        ],
        _audit,
    ),
}


def listing_of(viewer: Viewer, args: MultiDict[str, str]) -> Listing:
    """The records behind the number that an address names. LookupError or ValueError where no figure has it."""
    asked = Asked(viewer, args)
    unit = RECORDS[args.get("unit", "")].unit(viewer, clock.today())
    return asked.listing(unit, measure=args.get("measure") or ALL, by=args.get("by", ""), value=args.get("value", ""))


def words_of(args: MultiDict[str, str]) -> str:
    """What was counted, as in "Completed late, November 2026"."""
    return behind.words_of(args.get("measure", ""), args.get("by", ""), args.get("value", ""))
