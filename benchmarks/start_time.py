"""From `./run` to the first answer, from nothing and the second time; and what each process then takes of memory.

    python benchmarks/start_time.py [PORT]

Runs ./run of this checkout with a data folder of its own (its .venv is there already: what the set-up of a machine
takes is not in this), on 127.0.0.1 and PORT (8149 unless told otherwise), and ends it again. Prints one line of JSON.
Memory is PSS, in megabytes: pages that processes share are counted once. `floor` is a bare Python that imports Flask
and SQLAlchemy: what no start can be quicker than, and its PSS.
"""

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST = 900
BARE = "import flask, sqlalchemy.orm; print(open('/proc/self/smaps_rollup').read())"


def pss(rollup: str) -> float:
    return round(next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024, 1)


def children_of(process: int) -> list[int]:
    """A process and all below it."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(one for child in found for one in children_of(int(child)))]


def memory_of(process: int) -> dict[str, float]:
    """Megabytes of each, by its id and the end of its name."""
    told = {}
    for one in children_of(process):
        folder = Path(f"/proc/{one}")
        with suppress(OSError):  # it ended while we looked
            rollup, name = (folder / "smaps_rollup").read_text(), (folder / "comm").read_text().strip()
            told[f"{name} {len(told) + 1}"] = pss(rollup)
    return told


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def start(data: str, port: int) -> tuple[float, dict[str, float], float]:
    """Seconds to the first answer, megabytes by process, seconds to the end."""
    began = time.perf_counter()
    running = subprocess.Popen(
        [ROOT / "run"],
        env=os.environ | {"DCPP_DATA": data, "PORT": str(port), "HOST": "127.0.0.1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers(port):
            if running.poll() is not None or time.perf_counter() - began > LONGEST:
                raise SystemExit("./run did not come up: start it by hand and read what it says")
            time.sleep(0.05)
        seconds = time.perf_counter() - began
        time.sleep(3)
        memory = memory_of(running.pid)
    finally:
        ending = time.perf_counter()
        running.send_signal(signal.SIGTERM)
        running.wait(60)
    return round(seconds, 1), memory, round(time.perf_counter() - ending, 1)


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8149
    began = time.perf_counter()
    bare = subprocess.run([sys.executable, "-c", BARE], capture_output=True, text=True, check=True).stdout
    floor = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as data:
        first, _memory, _end = start(data, port)
        second, memory, ended = start(data, port)
    told = {
        "from_nothing": first,
        "second_start": second,
        "end": ended,
        "pss_megabytes": memory,
        "pss_of_all": round(sum(memory.values()), 1),
        "floor": {"seconds": round(floor, 2), "pss": pss(bare)},
        "second_start_in_floors": round(second / floor, 1),
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
