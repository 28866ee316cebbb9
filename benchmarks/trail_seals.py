"""Sealing and verifying the trail, beside the floor: one bare SHA-256 over each row's words in the same run.

    python benchmarks/trail_seals.py [ROWS]

100,000 rows unless told otherwise, in a fresh database of its own. Prints one line of JSON, in seconds of processor;
`longest_seal_ms` is the longest that one transaction of the sealing job held the writer's lock for.
"""

import hashlib
import json
import os
import resource
import sys
import time
from uuid import uuid4

from council_rows import NOW, council
from sqlalchemy import insert, select

from dcpp.kernel import seal_check, seals
from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import TrailEntry, canonical

AT_ONCE = 10_000


def add_rows(count: int) -> None:
    for start in range(0, count, AT_ONCE):
        rows = [
            {
                "happened_at": NOW,
                "event": "AuditAllocated",
                "record_kind": "audit",
                "record_id": uuid4(),
                "details": canonical({"auditor_id": uuid4(), "due_on": "2026-12-21", "number": start + number}),
            }
            for number in range(min(AT_ONCE, count - start))
        ]
        with transaction():
            db.session.execute(insert(TrailEntry), rows)


def seal_all() -> tuple[float, float]:
    """Seconds of processor, and the longest transaction in seconds."""
    began, longest = time.process_time(), 0.0
    while True:
        started = time.perf_counter()
        with transaction():
            sealed = seals.seal_settled_rows()
        longest = max(longest, time.perf_counter() - started)
        if not sealed:
            return time.process_time() - began, longest


def floor() -> float:
    words = [row.encode() for row in db.session.scalars(select(TrailEntry.details))]
    began = time.process_time()
    for each in words:
        hashlib.sha256(each).digest()
    return time.process_time() - began


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with council(1, months=1, children=1):
        add_rows(count)
        sealing, longest = seal_all()
        began = time.process_time()
        verdict = seal_check.check_trail()
        verifying = time.process_time() - began
        if not verdict.is_whole:
            raise SystemExit("The trail that was just sealed is not whole")
        bare = floor()
    told = {
        "rows": count,
        "sealing": round(sealing, 2),
        "verifying": round(verifying, 2),
        "longest_seal_ms": round(1000 * longest),
        "floor": round(bare, 3),
        "sealing_in_floors": round(sealing / bare),
        "verifying_in_floors": round(verifying / bare),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
