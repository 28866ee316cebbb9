"""How long it takes to make a sample council, and how much memory, beside a bare SQLite that takes as many rows.

    python benchmarks/council_fill.py [SIZE [FOLDER]]

SIZE is small (unless told otherwise), council or county. FOLDER keeps what was made, for benchmarks/page_times.py.
Prints one line of JSON. `longest_month` is the longest that the writer's lock was held for; `times_the_floor` compares
the whole with the bare rows.
"""

import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


from sqlalchemy import func, select

from audits.models import Audit
from dcpp.app import create_app
from dcpp.caseload.models import Case
from dcpp.config import Settings
from dcpp.kernel import schema
from dcpp.kernel.db import Base, db
from dcpp.people.models import Person
from dcpp.sample_council import council

ROW = "x" * 200


def fill(size: str, data: Path) -> dict[str, object]:
    database = data / "dcpp.sqlite3"
    settings = Settings(data, database_url=f"sqlite:///{database}", files_url=(data / "files").as_uri(), secret_key="b")
    with create_app(settings).app_context():
        schema.upgrade()
        began, cpu, steps = time.perf_counter(), time.process_time(), [time.perf_counter()]
        council.fill(size, 1, lambda _words: steps.append(time.perf_counter()))
        seconds, processor = time.perf_counter() - began, time.process_time() - cpu
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        counts = {name: db.session.scalar(select(func.count()).select_from(table)) for name, table in tables()}
        newest = select(func.count()).select_from(Case).group_by(Case.import_id).order_by(func.count().desc()).limit(1)
        return {
            "size": size,
            "people": counts[Person.__tablename__],
            "children_on_the_newest_lists": db.session.scalar(newest),
            "audits": counts[Audit.__tablename__],
            "rows": sum(counts.values()),
            "database_mb": database.stat().st_size // 2**20,
            "seconds": round(seconds, 1),
            "processor_seconds": round(processor, 1),
            "longest_month": round(max(after - before for before, after in pairwise(steps)), 1),
            "peak_megabytes": memory,
        }


def tables() -> list[tuple[str, object]]:
    return [(table.name, table) for table in Base.metadata.sorted_tables]


def floor(rows: int) -> float:
    """Seconds of processor that bare SQLite needs for as many rows of 200 letters."""
    with tempfile.TemporaryDirectory() as folder:
        bare = sqlite3.connect(Path(folder) / "bare.sqlite3")
        bare.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, words TEXT)")
        began = time.process_time()
        with bare:
            bare.executemany("INSERT INTO bare (words) VALUES (?)", ((ROW,) for _ in range(rows)))
        bare.close()
        return time.process_time() - began


def main() -> None:
    size = sys.argv[1] if len(sys.argv) > 1 else "small"
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(sys.argv[2] if len(sys.argv) > 2 else temporary)
        data.mkdir(parents=True, exist_ok=True)
        told = fill(size, data)
    bare = floor(told["rows"])
    told |= {"floor": round(bare, 2), "times_the_floor": round(told["processor_seconds"] / bare)}
    print(json.dumps(told | {"load": round(os.getloadavg()[0], 1)}))


if __name__ == "__main__":
    main()
