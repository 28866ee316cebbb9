"""How long it takes to write a list of audits as a workbook, beside the floor: bare XlsxWriter, the same cells.

    python benchmarks/export_audits.py [AUDITS]

5,000 audits unless told otherwise. `seconds` is the list as people take it, from its statement to the last byte;
`inspection_seconds` the list that an inspection asks for; `floor_seconds` writes the cells of the first, ready in
memory, with nothing around. Prints one line of JSON.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, BinaryIO
from uuid import uuid4

from council_rows import council
from flask import Flask, g
from xlsxwriter import Workbook

from audits import access
from audits.queries import FinishedAudit
from audits.views.audits import audits_listing
from audits.views.exports import AUDITS
from audits.views.inspection_list import COLUMNS, inspection_listing
from dcpp.kernel.access import Scope, Viewer
from dcpp.web import exports, sheets
from dcpp.web.sheets import Cell, Sheet

MONTHS = 18


def main() -> None:
    audits = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with council(-(-audits // MONTHS), MONTHS, children=100) as app:
        print(json.dumps(measure(app)))


def measure(app: Flask) -> dict[str, float]:
    everything = {access.VIEW_AUDITS: Scope.COUNCIL, access.EXPORT_AUDITS: Scope.COUNCIL}
    with app.test_request_context("/audits/export?from=2020-01-01&until=2030-01-01"):
        g.viewer = Viewer(uuid4(), "Lee Lead", everything)
        taken, size, cpu = timed(_list)
        inspection, _, _ = timed(_inspection)
        cells = [list(row) for row in AUDITS.cells(audits_listing(g.viewer).stream())]
    floor, _, _ = timed(lambda: cells, write=_bare)
    return {
        "audits": len(cells),
        "cells": sum(map(len, cells)),
        "seconds": taken,
        "cpu_seconds": cpu,
        "inspection_seconds": inspection,
        "floor_seconds": floor,
        "times_the_floor": round(taken / floor, 2),
        "kb": size // 1024,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load": round(os.getloadavg()[0], 1),
    }


def _list() -> Sheet:
    listing = audits_listing(g.viewer)
    rows = AUDITS.cells(listing.stream())
    return Sheet(AUDITS.title, list(AUDITS.columns), rows, exports.facts_of_listing(listing, AUDITS.title))


def _inspection() -> Sheet:
    listing = inspection_listing()
    rows = ([column.says(FinishedAudit(*row)) for column in COLUMNS] for row in listing.stream())
    return Sheet("Inspection", [column.heading for column in COLUMNS], rows)


def _write(target: BinaryIO, sheet: Sheet) -> None:
    sheets.write(target, sheet, form="xlsx")


def _bare(target: BinaryIO, cells: list[list[Cell]]) -> None:
    with Workbook(target, {"constant_memory": True}) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(cells):
            for column, value in enumerate(row):
                if isinstance(value, (date, datetime)):
                    page.write_datetime(number, column, value, day)
                elif isinstance(value, (int, float)):
                    page.write_number(number, column, value)
                elif value:
                    page.write_string(number, column, str(value))


def timed(make: Callable[[], Any], write: Callable[[BinaryIO, Any], None] = _write) -> tuple[float, int, float]:
    """Seconds, bytes and CPU seconds of making something and writing it to disk."""
    began, cpu = time.perf_counter(), time.process_time()
    with tempfile.TemporaryFile() as target:
        write(target, make())
        size = target.tell()
    return round(time.perf_counter() - began, 2), size, round(time.process_time() - cpu, 2)


if __name__ == "__main__":
    main()
