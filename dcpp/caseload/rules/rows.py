"""The rows of a list: kept, with what sampling and visit checks need, or refused, with the reason."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import repeat, zip_longest
from typing import Any, NamedTuple

from dcpp.caseload.rules import agreement
from dcpp.caseload.rules.columns import ColumnReader, Seen, reader_for
from dcpp.caseload.rules.corrections import NONE, Corrections
from dcpp.caseload.rules.findings import CannotReadCell, Finding, Severity
from dcpp.caseload.rules.identifiers import read_identifier
from dcpp.caseload.rules.sheets import RecognisedSheet
from dcpp.caseload.rules.standing import standings
from dcpp.frameworks.annex_a import ColumnType
from dcpp.frameworks.status import CaseStatus

BLANK = frozenset({None, ""})
WORDS = ("gender", "ethnicity", "disability", "status", "team", "worker", "adviser")


class ListRow(NamedTuple):
    """What is kept of a row. `dates` maps a field such as `plan_started_on` to its day; `row` is Excel's number.

    `standing` is how the case stands by this row. `facts` holds what the checks compare and nobody keeps: counts and
    codes by field.
    """

    list_number: int
    sheet: str
    row: int
    case_id: str
    age: int | None
    gender: str
    ethnicity: str
    disability: str
    status: str
    team: str
    worker: str
    adviser: str
    standing: CaseStatus
    dates: dict[str, date]
    facts: dict[str, Any]

    @property
    def previous_plans(self) -> int | None:
        """How many child protection plans came before the one on this row; None where the list does not say."""
        plans: int | None = self.facts.get("previous_plans")
        return plans


class Block(NamedTuple):
    """Some rows of a sheet, column by column: their numbers and ids, and the values of each field."""

    numbers: list[int]
    ids: list[str]
    values: dict[str, list[Any]]
    dates: dict[str, list[date | None]]


class ListReader:
    """Reads the rows of one sheet. A date of birth serves to work out an age and to check one, and goes no further."""

    def __init__(self, sheet: RecognisedSheet, as_at: date, corrections: Corrections = NONE) -> None:
        self.sheet = sheet
        self.child_list = sheet.child_list
        self.as_at = as_at
        self.rows_read = 0
        self.ids = Seen(read_identifier)
        matches = sheet.headers.matches
        self.id_position = next((match.position for match in matches if match.column.keep == "case_id"), None)
        found = (
            reader_for(match, as_at, corrections.values_of(match.column))
            for match in matches
            if match.column.keep != "case_id"
        )
        self.readers: list[ColumnReader] = [reader for reader in found if reader is not None]
        self.agreement = agreement.Agreement(sheet, as_at)

    def read(self, first_row: int, rows: Sequence[Sequence[object]]) -> tuple[list[ListRow], list[Finding]]:
        """The rows that are kept, and what there is to say about these and the refused. Blank rows are not rows."""
        findings: list[Finding] = []
        numbers, ids, kept = self._identified(first_row, rows, findings)
        columns = list(zip_longest(*kept, fillvalue=""))
        values: dict[str, list[Any]] = {}
        dates: dict[str, list[date | None]] = {}
        for reader in self.readers:
            cells = columns[reader.position] if reader.position < len(columns) else [""] * len(kept)
            found, problems = reader.read(cells)
            findings.extend(self._finding(numbers[at], reader.column.name, problem) for at, problem in problems)
            if found:
                is_event = reader.column.type is ColumnType.DATE and reader.field != "birth_date"
                (dates if is_event else values)[reader.field] = found
        block = Block(numbers, ids, values, dates)
        findings.extend(self.agreement.check(block))
        return list(map(ListRow._make, self._fields(block))), findings

    def _identified(
        self, first_row: int, rows: Sequence[Sequence[object]], findings: list[Finding]
    ) -> tuple[list[int], list[str], list[Sequence[object]]]:
        """Numbers, ids and cells of the rows that have an id; the others are refused, or blank and no rows at all."""
        place = self.id_position
        cells = [row[place] if place is not None and place < len(row) else "" for row in rows]
        ids = self.ids.read_all(cells)
        if not self.ids.has_problems:
            self.rows_read += len(rows)
            return list(range(first_row, first_row + len(rows))), ids, list(rows)
        numbers, kept_ids, kept = [], [], []
        for number, (case_id, row) in enumerate(zip(ids, rows, strict=True), first_row):
            if isinstance(case_id, str):
                numbers.append(number)
                kept_ids.append(case_id)
                kept.append(row)
            elif not is_blank(row):
                findings.append(self._finding(number, self.child_list.columns[0].name, case_id))
                self.rows_read += 1
        self.rows_read += len(kept)
        return numbers, kept_ids, kept

    def _fields(self, block: Block) -> Iterator[tuple[Any, ...]]:
        """The fields of each row, in the order of ListRow."""
        number = self.child_list.number
        words = [self._words(block, field) for field in WORDS]
        ages = block.values.get("age") or [None] * len(block.ids)
        standing = standings(number, words[WORDS.index("status")], block.dates)
        kept_elsewhere = {*WORDS, "age", "birth_date"}
        facts = {field: found for field, found in block.values.items() if field not in kept_elsewhere}
        return zip(
            repeat(number), repeat(self.sheet.name), block.numbers, block.ids, ages, *words, standing,
            by_row(block.dates, len(block.ids)), by_row(facts, len(block.ids)),
        )  # fmt: skip

    def _words(self, block: Block, field: str) -> list[str]:
        if field not in block.values:
            return [""] * len(block.ids)
        return [word or "" for word in block.values[field]]

    def _finding(self, row: int, column: str, problem: CannotReadCell) -> Finding:
        return Finding(self.child_list.number, self.sheet.name, row, column, problem.code, Severity.ERROR, problem.text)


def by_row(fields: dict[str, list[Any]], rows: int) -> list[dict[str, Any]]:
    """Columns turned into one table for each row, without what is blank."""
    full: dict[str, list[Any]] = {}
    gaps = False
    for name, column in fields.items():
        different = set(column)
        if different <= BLANK:
            continue
        full[name] = [None if value == "" else value for value in column] if "" in different else column
        gaps = gaps or not different.isdisjoint(BLANK)
    names = tuple(full)
    if not names:
        return [{} for _ in range(rows)]
    if not gaps:
        return [dict(zip(names, row, strict=True)) for row in zip(*full.values(), strict=True)]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in zip(*full.values(), strict=True)
    ]


def is_blank(cells: Sequence[object]) -> bool:
    return all(isinstance(cell, str) and not cell.strip() for cell in cells)
