"""How long the server takes for every page that people reach, by role, beside a bare Flask hello of the same run.

    python benchmarks/page_times.py FOLDER [FOLDER …]

Each FOLDER holds a sample council (made by `dcpp sample-council` or benchmarks/council_fill.py); a copy of it is read.
As each of the people who can sign in, the pages are found as they find them: from the menu, link by link, one address
of each page, and of a list the addresses of its sortings and of its last page. Each is asked for nine times in this
process, without a network; the median counts. `processor_ms` leaves out what other programs took of the machine.

Prints one line of JSON for each folder, the slowest pages first, with statements of SQL; where there are several
folders, also the pages that ask the database more often in the last than in the first. --all tells every page.
"""

import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from flask import Flask
from signing_in import cookie_of
from sqlalchemy import event
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from dcpp.app import create_app
from dcpp.config import Settings
from dcpp.kernel import schema
from dcpp.kernel.db import db
from dcpp.people import queries as people
from dcpp.sample_council.keys import SHOWN

TIMES = 9
LIMIT_MS = 150
TOLD = 12
PASSED_BY = {"static", "look.theme_css"}
VARIANTS = 6


@dataclass(frozen=True)
class Page:
    role: str
    endpoint: str
    address: str
    ms: float
    processor_ms: float
    statements: int
    hellos: float


class Asking:
    """One person's way through the pages of a council."""

    def __init__(self, app: Flask, role: str, cookie: str, hello: float) -> None:
        self.app, self.role, self.hello = app, role, hello
        self.client = app.test_client(use_cookies=False)
        self.headers = {"Cookie": cookie}
        self.adapter = app.url_map.bind("127.0.0.1")
        self.statements = 0

    def pages(self) -> Iterator[Page]:
        """Every page within reach, measured, in the order found."""
        waiting, met = ["/"], {}
        while waiting:
            address = waiting.pop(0)
            endpoint = self._endpoint(address)
            key = (endpoint, frozenset(parse_qs(urlsplit(address).query)))
            if not self._is_new(endpoint, key, met):
                continue
            answer = self.client.get(address, headers=self.headers)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                met.setdefault(endpoint, set()).add(key)
                yield self._measured(endpoint, address)
                waiting += self._links(answer.text, address)

    def _is_new(self, endpoint: str | None, key: tuple, met: dict[str, set]) -> bool:
        if endpoint is None or endpoint in PASSED_BY:
            return False
        return key not in met.get(endpoint, set()) and len(met.get(endpoint, ())) < VARIANTS

    def _endpoint(self, address: str) -> str | None:
        try:
            return self.adapter.match(urlsplit(address).path, method="GET")[0]
        except (HTTPException, RequestRedirect):
            return None

    def _links(self, html: str, address: str) -> list[str]:
        """Addresses on a page; of page numbers the greatest first."""
        found = [one.replace("&amp;", "&") for one in re.findall(r'href="([/?][^"#]*)"', html)]
        full = [one if one.startswith("/") else urlsplit(address).path + one for one in dict.fromkeys(found)]
        return sorted(full, key=lambda one: -int((parse_qs(urlsplit(one).query).get("page") or ["0"])[0]))

    def _measured(self, endpoint: str, address: str) -> Page:
        walls, processors = [], []
        for _ in range(TIMES):
            self.statements = 0
            wall, processor = time.perf_counter(), time.process_time()
            self.client.get(address, headers=self.headers)
            walls.append(time.perf_counter() - wall)
            processors.append(time.process_time() - processor)
        taken = 1000 * statistics.median(processors)
        return Page(
            self.role,
            endpoint,
            address,
            round(1000 * statistics.median(walls), 1),
            round(taken, 1),
            self.statements,
            round(taken / self.hello, 1),
        )

    def count(self, *_: object) -> None:
        self.statements += 1


def hello_ms() -> float:
    """Milliseconds of processor that a bare Flask takes for a hello, asked in the same way."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    client, taken = app.test_client(use_cookies=False), []
    for _ in range(500):
        began = time.process_time()
        client.get("/")
        taken.append(time.process_time() - began)
    return 1000 * statistics.median(taken)


def pages_of(folder: Path, hello: float) -> list[Page]:
    settings = Settings(
        folder,
        database_url=f"sqlite:///{folder / 'dcpp.sqlite3'}",
        files_url=(folder / "files").as_uri(),
        secret_key="for a benchmark",
    )
    app, found = create_app(settings), []
    with app.app_context():
        schema.upgrade()
        cookies = {
            name: cookie_of(app, person)
            for name in SHOWN
            if (person := people.find_person_by_email(email_of(folder, name)))
        }
        db.session.remove()
        engine = db.engine
    for name, cookie in cookies.items():
        asking = Asking(app, name, cookie, hello)
        event.listen(engine, "before_cursor_execute", asking.count)
        found += asking.pages()
        event.remove(engine, "before_cursor_execute", asking.count)
    engine.dispose()
    return found


def email_of(folder: Path, name: str) -> str:
    accounts = (folder / "sample-accounts.txt").read_text(encoding="utf-8")
    found = re.search(rf"^\s+({re.escape(name)}@\S+)", accounts, re.MULTILINE)
    return found[1] if found else ""


def told(folder: Path, pages: list[Page], hello: float) -> dict[str, object]:
    shown = pages if "--all" in sys.argv else sorted(pages, key=lambda page: -page.processor_ms)[:TOLD]
    return {
        "council": folder.name,
        "pages": len(pages),
        "endpoints": len({page.endpoint for page in pages}),
        "median_ms": statistics.median(page.ms for page in pages),
        "median_processor_ms": statistics.median(page.processor_ms for page in pages),
        "over_150_ms": sum(page.ms > LIMIT_MS for page in pages),
        "over_150_processor_ms": sum(page.processor_ms > LIMIT_MS for page in pages),
        "hello_processor_ms": round(hello, 2),
        "most_statements": max(page.statements for page in pages),
        "slowest": [asdict(page) for page in shown],
        "load": round(os.getloadavg()[0], 1),
    }


def grown(first: list[Page], last: list[Page]) -> list[str]:
    """Pages that ask the database more often where there are more rows."""
    before = {(page.role, page.endpoint, page.address.partition("?")[2]): page.statements for page in first}
    return [
        f"{page.role} {page.address}: {before[key]} then {page.statements}"
        for page in last
        if (key := (page.role, page.endpoint, page.address.partition("?")[2])) in before
        and page.statements > before[key]
    ]


def main() -> None:
    hello, each = hello_ms(), []
    for name in (one for one in sys.argv[1:] if not one.startswith("--")):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / Path(name).resolve().name
            shutil.copytree(name, folder)
            each.append(pages_of(folder, hello))
            line = told(folder, each[-1], hello)
        if len(each) > 1:
            line["more_statements_than_in_the_first"] = grown(each[0], each[-1])
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
