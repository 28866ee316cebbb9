"""How long lists of 100,000 rows take to be read, checked and made into cases, beside a bare read of the same file.

    python benchmarks/import_rows.py [ROWS]

The file has all eleven lists, every column filled, about three rows for each child. The bare read is python-calamine
giving every row as a list. Prints one line of JSON, in seconds of the processor, each the best of three that take turns
with the bare read: `reading` is what a trial takes (safety, match, rows, cases, findings); `keeping` puts sheets,
findings, rows and cases into the database, once. Reading holds Python’s collector of cycles back; `bare_uncollected` is
a bare read that does so too, for whoever would compare like with like.
"""

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from council_rows import council
from python_calamine import CalamineWorkbook

from dcpp.caseload import services
from dcpp.caseload.rules import writing
from dcpp.frameworks.annex_a import ChildList, Column, ColumnType, annex_a_on
from dcpp.kernel.collecting import without_collecting
from dcpp.kernel.db import transaction

AS_AT = date(2026, 11, 20)
SHARES = {1: 30, 2: 8, 3: 15, 4: 15, 5: 5, 6: 15, 7: 3, 8: 5, 9: 3, 10: 0.5, 11: 0.5}
CHILDREN = 0.35  # for each row
MOST = 3
TURNS = 3
MEMORY_MB = 400


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder, council(30, months=1, children=10):
        path = Path(folder) / "lists.xlsx"
        write(path, rows)
        with path.open("rb") as file:
            turns = [take_turn(path, file) for _ in range(TURNS)]
            bare, uncollected, reading = map(min, zip(*turns, strict=True))
            found = read(path, file)
            keeping, cases = timed(lambda: keep(file, found))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            json.dumps(
                {
                    "rows": sum(count.rows_read for count in found.counts),
                    "cases": cases,
                    "findings": len(found.findings),
                    "bare": round(bare, 2),
                    "bare_uncollected": round(uncollected, 2),
                    "reading": round(reading, 2),
                    "keeping": round(keeping, 2),
                    "times_bare": round(reading / bare, 2),
                    "times_bare_with_keeping": round((reading + keeping) / bare, 2),
                    "memory_mb": memory,
                    "within": reading <= MOST * bare and memory <= MEMORY_MB,
                    "load": round(os.getloadavg()[0], 1),
                }
            )
        )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


class Turn(NamedTuple):
    """Seconds of the processor."""

    bare: float
    uncollected: float
    reading: float


def take_turn(path: Path, file: Any) -> Turn:
    bare, _rows = timed(lambda: count_rows(path))
    with without_collecting():
        uncollected, _rows = timed(lambda: count_rows(path))
    reading, _found = timed(lambda: read(path, file))
    return Turn(bare, uncollected, reading)


def read(path: Path, file: Any) -> Any:
    return services.read_lists(file, AS_AT, name=path.name)


def count_rows(path: Path) -> int:
    return sum(len(sheet) for sheet in bare_read(path))


def bare_read(path: Path) -> Iterator[list[Any]]:
    workbook = CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        yield workbook.get_sheet_by_name(name).to_python()


def keep(file: Any, found: Any) -> int:
    with transaction():
        return services.import_lists(file, found, file_name="lists.xlsx").cases


def write(path: Path, rows: int) -> None:
    chance = random.Random(20261120)  # the same file every time
    lists = {each.number: each for each in annex_a_on(AS_AT)}
    whole = sum(SHARES.values())
    writing.write_workbook(
        path,
        {number: listed(lists[number], round(rows * share / whole), rows, chance) for number, share in SHARES.items()},
        as_at=AS_AT,
    )


def listed(child_list: ChildList, count: int, rows: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Rows of a list with every column filled; once for each child where the list has one row for each."""
    children = chance.sample(range(100_000, 100_000 + round(rows * CHILDREN)), count)
    for child in children:
        row = {column.name: cell(column, chance) for column in child_list.columns}
        blank = {column.name: None for column in child_list.columns if is_ending(child_list, column)}
        yield row | blank | {child_list.columns[0].name: child}


def is_ending(child_list: ChildList, column: Column) -> bool:
    """Most matters go on: neither their end nor its reason is there, nor what comes after another day."""
    later = {then for _first, then in child_list.ordered} | {reason for reason, _end in child_list.reasons}
    return (column.keep or column.uses) in {*later, "conference_result", "family_id"}


def cell(column: Column, chance: random.Random) -> Any:
    if column.codes:
        return chance.choice(column.codes).code
    if column.keep == "birth_date":
        return AS_AT - timedelta(days=chance.randrange(400, 6_000))
    if column.type is ColumnType.DATE:
        return AS_AT - timedelta(days=chance.randrange(180))
    if column.keep == "age":
        return None
    if column.type is ColumnType.INTEGER:
        return chance.randrange(4)
    return f"{column.name.split()[-1]} {chance.randrange(300)}"


if __name__ == "__main__":
    main()
