"""Frame, hash and draw of a million cases on one core, beside the floor: one bare hash for each case in the same run.

    python benchmarks/sample_million.py [CASES]

Prints one line of JSON; `seconds` counts from a list of cases as they come from the caseload to the drawn sample,
`processor_seconds` leaves out what other programs took.
"""

import hashlib
import json
import os
import resource
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1]))

from audits.rules import frames, sampling, seeds

STATUSES = ("Child in need", "Child protection", "Looked after", "Care leaver")
SERVICES = tuple(f"Service {letter}" for letter in "ABCDEFGHIJKL")
DRAW_ID = UUID("6f0c1d8e-3f0e-4a52-9a2e-51f6a0a3b001")
HEAD = frames.FrameHead(
    draw_id=DRAW_ID,
    programme="Monthly core audit",
    month="2026-12",
    size=200,
    list_id="benchmark",
    list_as_at=date(2026, 11, 30),
    frozen_at=datetime(2026, 12, 1, 6, 15, tzinfo=UTC),
    seed_plan=(frames.TWO_PEOPLE,),
)


def made_up_cases(count: int) -> list[tuple[str, str, str, str]]:
    """Case id, status, service and why it is kept out, in no order."""
    return [
        (f"C{n * 7919 % 10**9:09d}", STATUSES[n % 4], SERVICES[n % 12], "Closed" if n % 11 == 0 else "")
        for n in range(count)
    ]


def seconds_of_a_sample(cases: list[tuple[str, str, str, str]]) -> dict[str, float]:
    start = time.perf_counter()
    lines = frames.ordered_lines(
        frames.FrameLine(case_id, frames.stratum_label(status, service), why) for case_id, status, service, why in cases
    )
    framed = time.perf_counter()
    frame_hash = frames.frame_hash(HEAD, lines)
    hashed = time.perf_counter()
    seed = seeds.seed_from_public_value(DRAW_ID, "4 8 15 16 23 42")
    sampling.draw(lines, size=HEAD.size, seed=seed, frame_hash=frame_hash)
    drawn = time.perf_counter()
    return {"seconds": drawn - start, "frame": framed - start, "hash": hashed - framed, "draw": drawn - hashed}


def seconds_of_the_floor(cases: list[tuple[str, str, str, str]]) -> float:
    sha256 = hashlib.sha256
    ids = [case[0] for case in cases]
    start = time.perf_counter()
    for case_id in ids:
        sha256(case_id.encode()).digest()
    return time.perf_counter() - start


def main(count: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    cases = made_up_cases(count)
    began = time.process_time()
    seconds = seconds_of_a_sample(cases)
    busy, floor = time.process_time() - began, seconds_of_the_floor(cases)
    figures = {"cases": count, "processor_seconds": round(busy, 2)}
    figures |= {name: round(value, 2) for name, value in seconds.items()}
    figures |= {"floor": round(floor, 2), "times_the_floor": round(seconds["seconds"] / floor, 1)}
    figures["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
