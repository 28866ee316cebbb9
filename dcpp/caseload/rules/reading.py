"""From a workbook to rows, cases and findings. Nothing is written anywhere; the same file gives the same reading."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple, TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from dcpp.caseload.rules import cases, checks, safety, sheets
from dcpp.caseload.rules.cases import Case
from dcpp.caseload.rules.findings import CannotImportLists, Finding
from dcpp.caseload.rules.rows import ListRow, RowReader
from dcpp.caseload.rules.sheets import RecognisedSheet

ROWS_PER_STEP = 2_000
NO_LIST = (
    "No list was found in this workbook. Each list needs a sheet of its own, with the headers of Annex A in one of "
    f"the first {sheets.ROWS_LOOKED_AT} rows."
)

T = TypeVar("T")
Progress = Callable[[str, int, int], None]


class SheetCount(NamedTuple):
    """What became of one sheet's rows: read = kept + refused. Blank rows are not rows."""

    list_number: int
    sheet: str
    rows_read: int
    rows_kept: int
    rows_refused: int


class Reading(NamedTuple):
    """All that a workbook says, as at a day."""

    as_at: date
    recognised: tuple[RecognisedSheet, ...]
    counts: tuple[SheetCount, ...]
    findings: tuple[Finding, ...]
    rows: tuple[ListRow, ...]
    cases: tuple[Case, ...]

    def as_report(self) -> dict[str, Any]:
        """The reading as the report file has it."""
        return report(self.counts, self.findings)


def report(counts: Sequence[SheetCount], findings: Sequence[Finding]) -> dict[str, Any]:
    """`{"lists": […], "findings": […]}` as issue and command line promise it."""
    return {
        "lists": [
            {
                "list": count.list_number,
                "sheet": count.sheet,
                "rows_read": count.rows_read,
                "rows_kept": count.rows_kept,
                "rows_refused": count.rows_refused,
            }
            for count in counts
        ],
        "findings": [finding.as_report() for finding in findings],
    }


def sha256_of(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(safety.PIECE):
        digest.update(piece)
    return digest.hexdigest()


def read_workbook(
    file: BinaryIO, as_at: date, *, limits: safety.Limits = safety.LIMITS, progress: Progress = lambda *_: None
) -> Reading:
    """Read every list of a workbook as at a day, or raise CannotImportLists.

    `progress` is told what is being read, how many rows are done, and how many there may be.
    """
    progress("Checking the file", 0, 0)
    expected = safety.inspect(file, limits)
    found = _Gathered()
    with _open(file) as workbook:
        for name in _worksheets(workbook):
            _read_sheet(found, _asked(partial(workbook.get_sheet_by_name, name)), as_at, expected, progress)
    if not found.recognised:
        raise CannotImportLists(NO_LIST)
    progress("Comparing the lists", found.rows_seen, expected)
    return found.reading(as_at)


class _Gathered:
    """What has been read so far."""

    def __init__(self) -> None:
        self.recognised: list[RecognisedSheet] = []
        self.counts: list[SheetCount] = []
        self.findings: list[Finding] = []
        self.rows: list[ListRow] = []
        self.rows_seen = 0

    def reading(self, as_at: date) -> Reading:
        groups = cases.by_case(self.rows)
        lists_there = frozenset(sheet.child_list.number for sheet in self.recognised)
        findings = chain(
            sheets.findings_about(self.recognised),
            self.findings,
            checks.check_repeats(self.rows),
            checks.check(groups, lists_there),
        )
        return Reading(
            as_at=as_at,
            recognised=tuple(self.recognised),
            counts=tuple(self.counts),
            findings=tuple(sorted(findings, key=lambda each: (each.list_number, each.sheet, each.row or 0))),
            rows=tuple(self.rows),
            cases=tuple(cases.combine(case_id, rows) for case_id, rows in groups.items()),
        )


def _read_sheet(found: _Gathered, sheet: CalamineSheet, as_at: date, expected: int, progress: Progress) -> None:
    rows: Iterator[list[Any]] = sheet.iter_rows()
    top = list(islice(rows, sheets.ROWS_LOOKED_AT))
    recognised = sheets.recognise(sheet.name, top)
    if recognised is None:
        return
    reader = RowReader(recognised, as_at)
    read, kept = 0, 0
    for number, cells in enumerate(chain(top, rows), 1):
        if number <= recognised.header_row or _is_blank(cells):
            continue
        row, findings = reader.read(number, cells)
        read += 1
        found.rows_seen += 1
        found.findings.extend(findings)
        if row is not None:
            kept += 1
            found.rows.append(row)
        if found.rows_seen % ROWS_PER_STEP == 0:
            progress(f"Reading {sheet.name}", found.rows_seen, expected)
    found.recognised.append(recognised)
    found.counts.append(SheetCount(recognised.child_list.number, sheet.name, read, kept, read - kept))
    progress(f"Reading {sheet.name}", found.rows_seen, expected)


def _is_blank(cells: list[Any]) -> bool:
    return all(isinstance(cell, str) and not cell.strip() for cell in cells)


def _open(file: BinaryIO) -> CalamineWorkbook:
    file.seek(0)
    return _asked(lambda: CalamineWorkbook.from_filelike(file))


def _worksheets(workbook: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def _asked(question: Callable[[], T]) -> T:
    """What the library answers, or the one sentence that fits its complaint."""
    try:
        return question()
    except PasswordError:
        raise CannotImportLists(safety.LOCKED) from None
    except (CalamineError, OSError, ValueError):
        raise CannotImportLists(safety.DAMAGED) from None
    except BaseException as error:
        # A panic inside the library is no Exception; it says no more than that the file is damaged.
        if type(error).__name__ == "PanicException":
            raise CannotImportLists(safety.DAMAGED) from None
        raise
