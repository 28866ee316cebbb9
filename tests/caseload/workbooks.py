"""Workbooks for tests: the official ones where they are at hand, and our own of a few rows."""

import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dcpp.caseload.rules import reading, writing
from dcpp.caseload.rules.findings import Code

REFUSING = {Code.MISSING_ID, Code.ID_LOOKS_LIKE_A_NAME, Code.ID_NOT_USABLE}
AS_AT = date(2026, 11, 20)
SHARED = Path(os.environ.get("DCPP_SHARED") or Path(__file__).parents[3] / "shared")

IN_NEED = {
    "Child Unique ID": 1001,
    "Gender": "a) Male",
    "Ethnicity": "a) WBRI",
    "Date of Birth": date(2015, 3, 1),
    "Age of Child (Years)": 11,
    "Does the Child have a Disability": "b) No",
    "CIN Start Date": date(2026, 6, 1),
    "Primary Need Code": "N1 - Abuse or neglect",
    "Date Child Was Last Seen": date(2026, 11, 10),
    "Case status": "c) Child in need plan",
    "Allocated Team": "Team A",
    "Allocated Worker": "Worker One",
}


def official(name="annex_a_official_workbook_aug2019_with_rows.xlsx"):
    """One of the workbooks beside the project; the test is skipped, and says so, where they are not at hand."""
    path = SHARED / "data" / "annex_a" / name
    if not path.exists():
        pytest.skip(
            f"the official workbook is not at hand: set DCPP_SHARED to the folder that holds data/annex_a/{name}"
        )
    return path


def write(path, rows=None, **options):
    """An official-format workbook with rows by list number."""
    writing.write_workbook(path, rows or {}, as_at=AS_AT, **options)
    return path


def raw(path, sheets):
    """A workbook of sheets given as rows of cells, as untidy as one likes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def read(path, **options):
    with path.open("rb") as file:
        return reading.read_workbook(file, options.pop("as_at", AS_AT), **options)


def codes(found, number=None):
    """The codes of the findings about rows (of one list), in order."""
    return [str(each.code) for each in found.findings if each.row and number in (None, each.list_number)]
