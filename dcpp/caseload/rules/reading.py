"""From a file to rows, cases and findings. Nothing is written anywhere; the same file gives the same reading."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple

from dcpp.caseload.rules import cases, checks, comparing, files, matching, safety, sheets
from dcpp.caseload.rules.cases import Case
from dcpp.caseload.rules.corrections import NONE, Corrections
from dcpp.caseload.rules.findings import CannotImportLists, Finding
from dcpp.caseload.rules.matching import SheetMatch
from dcpp.caseload.rules.rows import ListReader, ListRow
from dcpp.caseload.rules.sheets import RecognisedSheet

ROWS_AT_ONCE = 4_000
NO_LIST = (
    "No list was found in this file. Each list needs a sheet or a CSV of its own, with the headers of Annex A in one "
    f"of the first {sheets.ROWS_LOOKED_AT} rows."
)

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
    matches: tuple[SheetMatch, ...]
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
    file: BinaryIO,
    as_at: date,
    *,
    name: str = "",
    corrections: Corrections = NONE,
    limits: safety.Limits = safety.LIMITS,
    progress: Progress = lambda *_: None,
) -> Reading:
    """Read every list of a file as at a day, or raise CannotImportLists where no sheet is or may be a list.

    `name` is the file's own: a CSV is told by it which list it holds. `progress` is told what is being read, how many
    rows are done, and how many there may be.
    """
    progress("Checking the file", 0, 0)
    found = _Gathered(as_at, corrections, progress)
    with files.opened(file, name, limits) as opened:
        found.rows_expected = opened.rows_expected
        for sheet in opened.sheets:
            found.read(sheet)
    if not found.recognised and not found.might_be_lists:
        raise CannotImportLists(NO_LIST)
    progress("Comparing the lists", found.rows_seen, found.rows_seen)
    return found.reading()


class _Gathered:
    """What has been read so far."""

    def __init__(self, as_at: date, corrections: Corrections, progress: Progress) -> None:
        self.as_at = as_at
        self.corrections = corrections
        self.progress = progress
        self.recognised: list[RecognisedSheet] = []
        self.matches: list[SheetMatch] = []
        self.counts: list[SheetCount] = []
        self.findings: list[Finding] = []
        self.rows: list[ListRow] = []
        self.might_be_lists = False
        self.rows_seen = 0
        self.rows_expected = 0

    def read(self, sheet: files.Sheet) -> None:
        """Read a sheet, if it is a list."""
        top = list(islice(sheet.rows, sheets.ROWS_LOOKED_AT))
        recognised = sheets.recognise(sheet.name, top, self.corrections)
        if recognised is None:
            self.matches.append(matching.no_list(sheet.name))
            self.might_be_lists = self.might_be_lists or sheets.might_be_list(top)
            return
        reader = ListReader(recognised, self.as_at, self.corrections)
        kept_before, seen_before = len(self.rows), self.rows_seen
        for first_row, block in _blocks(chain(top[recognised.header_row :], sheet.rows), recognised.header_row + 1):
            rows, findings = reader.read(first_row, block)
            self.rows += rows
            self.findings += findings
            self.rows_seen = seen_before + reader.rows_read
            self.progress(f"Reading {sheet.name}", self.rows_seen, max(self.rows_expected, self.rows_seen))
        kept = len(self.rows) - kept_before
        self.recognised.append(recognised)
        self.matches.append(matching.match_of(recognised, reader))
        self.counts.append(
            SheetCount(recognised.child_list.number, sheet.name, reader.rows_read, kept, reader.rows_read - kept)
        )

    def reading(self) -> Reading:
        groups = cases.by_case(self.rows)
        lists_there = frozenset(sheet.child_list.number for sheet in self.recognised)
        findings = chain(
            sheets.findings_about(self.recognised),
            self.findings,
            checks.check_repeats(self.rows),
            checks.check_days(self.rows),
            checks.check(groups, lists_there),
            comparing.compare(self.rows, groups),
        )
        return Reading(
            as_at=self.as_at,
            recognised=tuple(self.recognised),
            matches=tuple(self.matches),
            counts=tuple(self.counts),
            findings=tuple(sorted(findings, key=lambda each: (each.list_number, each.sheet, each.row or 0))),
            rows=tuple(self.rows),
            cases=tuple(cases.combine(case_id, rows) for case_id, rows in groups.items()),
        )


def _blocks(rows: Iterator[files.Cells], first_row: int) -> Iterator[tuple[int, list[files.Cells]]]:
    """Rows in blocks, with the number of each block's first."""
    while block := list(islice(rows, ROWS_AT_ONCE)):
        yield first_row, block
        first_row += len(block)
