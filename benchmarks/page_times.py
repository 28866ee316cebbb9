"""How long the server takes for every page that people reach, by role, beside a bare Flask hello of the same run.

    python benchmarks/page_times.py [--times 5] [--seconds 240] [--only WORDS] [--roles NAME,NAME] [--all] FOLDER …

Each FOLDER holds a sample council (made by `dcpp sample-council` or benchmarks/council_fill.py); a copy of it is read.
As each of the people who can sign in, the pages are found as they find them: from the menu, link by link, one address
of each page, and of a list the addresses of its sortings, of its filters and of its last page. Then the map of all
addresses is gone through: a page that no link led to is tried with a few records of every state (page_seeds.py), and
`not_reached` names those that answered to nobody. Each is asked for --times times in this process, without a network,
after once that warms; the median counts. A page of more than a second is asked for twice. `processor_ms` leaves out
what other programs took of the machine. --seconds bounds a folder: each role has its share, and `unfinished` names
those that did not come to an end. --only measures the pages whose endpoint holds WORDS.

Prints one line of JSON for each folder: median and 95th in a hundred, how many took over 150 ms, the slowest pages
first, one address of each, with statements of SQL, and the files to download that took longest, each asked for once;
where there are several folders, also the pages that ask the database more often in the last than in the first. --all
tells every page.
"""

import argparse
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
from page_seeds import Seeds, with_filters
from signing_in import cookie_of
from sqlalchemy import event
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from dcpp.app import create_app
from dcpp.config import Settings
from dcpp.kernel import schema
from dcpp.kernel.db import db
from dcpp.people import queries as people
from dcpp.sample_council.keys import SHOWN

LIMIT_MS = 150
TOLD = 12
LONG_MS = 1000
PASSED_BY = {"static", "look.theme_css", "health.healthz", "health.readyz", "health.show_metrics"}
VARIANTS = 12
FILES = 2


@dataclass(frozen=True)
class Page:
    role: str
    endpoint: str
    address: str
    ms: float
    processor_ms: float
    statements: int
    hellos: float
    is_file: bool


@dataclass(frozen=True)
class Wanted:
    times: int
    seconds: float
    only: re.Pattern[str]
    roles: frozenset[str]
    hello: float


class Asking:
    """One person's way through the pages of a council."""

    def __init__(self, app: Flask, role: str, cookie: str, wanted: Wanted, seeds: Seeds) -> None:
        self.role, self.wanted, self.seeds = role, wanted, seeds
        self.client = app.test_client(use_cookies=False)
        self.headers = {"Cookie": cookie}
        self.adapter = app.url_map.bind("127.0.0.1")
        self.statements = 0
        self.has_ended = False
        self.met: dict[str, set[frozenset[str]]] = {}
        self.refused: dict[str, set[str]] = {}
        self.files: set[str] = set()

    def pages(self, until: float) -> Iterator[Page]:
        """Every page within reach, measured, in the order found; none after the moment `until` of the clock."""
        waiting = ["/"]
        while waiting and time.perf_counter() < until:
            address = waiting.pop(0)
            endpoint = self._endpoint(address)
            key = frozenset(parse_qs(urlsplit(address).query))
            if not self._is_new(endpoint, key):
                continue
            answer, wall, processor = self._ask(address)
            if answer.status_code == 200:
                self.met.setdefault(endpoint, set()).add(key)
                is_file = answer.mimetype != "text/html"
                self.files |= {endpoint} if is_file else set()
                if self.wanted.only.search(endpoint):
                    yield self._measured(endpoint, address, (wall, processor), is_file=is_file)
                waiting += [] if is_file else self._links(answer.text, address)
            else:
                self.refused.setdefault(endpoint, set()).add(address)
            waiting = waiting or self._unmet()
        self.has_ended = not waiting

    def _is_new(self, endpoint: str | None, key: frozenset[str]) -> bool:
        if endpoint is None or endpoint in PASSED_BY:
            return False
        met = self.met.get(endpoint, set())
        return key not in met and len(met) < (FILES if endpoint in self.files else VARIANTS)

    def _unmet(self) -> list[str]:
        """Of each page that no link led to, the next address to try."""
        tried = {endpoint: self.refused.get(endpoint, set()) for endpoint in self.seeds.of_pages}
        left = {
            end: [one for one in self.seeds.of_pages[end] if one not in tried[end]]
            for end in tried.keys() - self.met.keys()
        }
        return [addresses[0] for endpoint, addresses in sorted(left.items()) if addresses and endpoint not in PASSED_BY]

    def _endpoint(self, address: str) -> str | None:
        try:
            return self.adapter.match(urlsplit(address).path, method="GET")[0]
        except (HTTPException, RequestRedirect):
            return None

    def _links(self, html: str, address: str) -> list[str]:
        """Addresses on a page; of page numbers the greatest first."""
        found = [one.replace("&amp;", "&") for one in re.findall(r'href="([/?][^"#]*)"', html)]
        full = [one if one.startswith("/") else urlsplit(address).path + one for one in dict.fromkeys(found)]
        by_page = sorted(full, key=lambda one: -int((parse_qs(urlsplit(one).query).get("page") or ["0"])[0]))
        return by_page + with_filters(html, urlsplit(address).path)

    def _ask(self, address: str) -> tuple[TestResponse, float, float]:
        """An answer, read to its end, with its milliseconds by the clock and of processor."""
        self.statements = 0
        wall, processor = time.perf_counter(), time.process_time()
        answer = self.client.get(address, headers=self.headers)
        answer.get_data()
        return answer, 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)

    def _measured(self, endpoint: str, address: str, first: tuple[float, float], *, is_file: bool) -> Page:
        """The first answer counts alone for a file, and beside one more where it was long; else it only warms."""
        more = 0 if is_file else self.wanted.times if first[1] < LONG_MS else 1
        taken = [self._ask(address)[1:] for _ in range(more)] or [first]
        wall, processor = (statistics.median(one) for one in zip(*taken, strict=True))
        return Page(
            self.role,
            endpoint,
            address,
            round(wall, 1),
            round(processor, 1),
            self.statements,
            round(processor / self.wanted.hello, 1),
            is_file,
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


def pages_of(folder: Path, wanted: Wanted) -> tuple[list[Page], dict[str, list[str]]]:
    """What was measured; who did not come to an end, and which pages answered to nobody."""
    settings = Settings(
        folder,
        database_url=f"sqlite:///{folder / 'dcpp.sqlite3'}",
        files_url=(folder / "files").as_uri(),
        secret_key="for a benchmark",
    )
    app, found, unfinished, met = create_app(settings), [], [], set()
    with app.app_context():
        schema.upgrade()
        cookies = {
            name: cookie_of(app, person)
            for name in SHOWN
            if not wanted.roles or name in wanted.roles
            if (person := people.find_person_by_email(email_of(folder, name)))
        }
        seeds = Seeds(app)
        db.session.remove()
        engine = db.engine
    end = time.perf_counter() + wanted.seconds
    for left, (name, cookie) in zip(range(len(cookies), 0, -1), cookies.items(), strict=True):
        asking = Asking(app, name, cookie, wanted, seeds)
        event.listen(engine, "before_cursor_execute", asking.count)
        found += asking.pages(until=time.perf_counter() + (end - time.perf_counter()) / left)
        event.remove(engine, "before_cursor_execute", asking.count)
        unfinished += [] if asking.has_ended else [name]
        met |= asking.met.keys()
    engine.dispose()
    return found, {"unfinished": unfinished, "not_reached": sorted(seeds.of_pages.keys() - met - PASSED_BY)}


def email_of(folder: Path, name: str) -> str:
    accounts = (folder / "sample-accounts.txt").read_text(encoding="utf-8")
    found = re.search(rf"^\s+({re.escape(name)}@\S+)", accounts, re.MULTILINE)
    return found[1] if found else ""


def told(folder: Path, answers: list[Page], hello: float, *, tells_all: bool) -> dict[str, object]:
    slowest = sorted(answers, key=lambda page: -page.processor_ms)
    pages = [page for page in slowest if not page.is_file]
    files = [page for page in slowest if page.is_file]
    return {
        "council": folder.name,
        "pages": len(pages),
        "endpoints": len({page.endpoint for page in pages}),
        "median_ms": statistics.median(page.ms for page in pages),
        "median_processor_ms": statistics.median(page.processor_ms for page in pages),
        "p95_processor_ms": pages[len(pages) // 20].processor_ms,
        "over_150_ms": sum(page.ms > LIMIT_MS for page in pages),
        "over_150_processor_ms": sum(page.processor_ms > LIMIT_MS for page in pages),
        "hello_processor_ms": round(hello, 2),
        "most_statements": max(page.statements for page in pages),
        "slowest": [asdict(page) for page in (pages if tells_all else once_each(pages)[:TOLD])],
        "files": [f"{page.role} {page.address}: {page.processor_ms} ms" for page in once_each(files)[:TOLD]],
        "load": round(os.getloadavg()[0], 1),
    }


def once_each(pages: list[Page]) -> list[Page]:
    """The first of every endpoint."""
    first: dict[str, Page] = {}
    for page in pages:
        first.setdefault(page.endpoint, page)
    return list(first.values())


def grown(first: list[Page], last: list[Page]) -> list[str]:
    """Pages that ask the database more often where there are more rows."""
    before = {(page.role, page.endpoint, page.address.partition("?")[2]): page.statements for page in first}
    return [
        f"{page.role} {page.address}: {before[key]} then {page.statements}"
        for page in last
        if (key := (page.role, page.endpoint, page.address.partition("?")[2])) in before
        and page.statements > before[key]
    ]


def asked_for() -> tuple[Wanted, list[str], bool]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=240)
    parser.add_argument("--only", type=re.compile, default=re.compile(""))
    parser.add_argument("--roles", type=lambda names: frozenset(names.split(",")), default=frozenset())
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    return Wanted(given.times, given.seconds, given.only, given.roles, hello_ms()), given.folders, given.all


def main() -> None:
    wanted, names, tells_all = asked_for()
    each = []
    for name in names:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / Path(name).resolve().name
            shutil.copytree(name, folder)
            pages, left = pages_of(folder, wanted)
            each.append(pages)
            line = told(folder, pages, wanted.hello, tells_all=tells_all) | left
        if len(each) > 1:
            line["more_statements_than_in_the_first"] = grown(each[0], each[-1])
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
