"""Many people after few places at once: does the platform keep count, keep the order, and how fast is it?

    python benchmarks/booking_rush.py --people 300 --places 20 --at-once 50 --workers 2 --database sqlite

Starts the application on a database of its own, signs everybody in by the page and opens the page to book (both before
the clock), then lets them all book, so many at once, over HTTP with their CSRF token; what is timed is the POST with
which a browser books. Then the same number of requests goes to a bare Flask application on the same server and the
same database that does no more than lock a row and insert one: the floor.

--database postgresql uses the server that TEST_DATABASE_URL names, or one that is started for the occasion. Prints one
line of JSON; what must hold is booked = places, waiting = the others, and 0 for oversold, out_of_order, faults, errors.
"""

import argparse
import http.client
import json
import os
import re
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as at
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Barrier, local
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID, uuid4

sys.path.insert(0, str(Path(__file__).parents[1]))

from council_rows import make_person
from flask import Flask
from flask_security.utils import hash_password
from sqlalchemy import Connection, Engine, create_engine, event, select, text, update
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from dcpp.app import create_app
from dcpp.config import Settings
from dcpp.kernel import clock, schema
from dcpp.kernel.db import PRAGMAS, db, transaction
from dcpp.people.models import Account
from dcpp.people.rules import Role
from dcpp.serving import web
from tools.run_tests import postgres
from training import queries, services
from training.models import Booking
from training.rules.bookings import BookingState
from training.rules.courses import Level
from training.rules.sessions import DatePart

PASSWORD = "three random words"
PATIENCE = 120
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
HOST = "127.0.0.1"
Who = TypeVar("Who")


@dataclass
class Answer:
    """One person's booking as their browser saw it. started and ended are seconds of one clock."""

    person: str
    started: float
    ended: float
    status: int
    location: str = ""


@dataclass
class Browser:
    """Somebody with a cookie and the token of the page that they have open."""

    email: str
    cookie: str = ""
    token: str = ""


def main() -> None:
    asked = arguments()
    with database(asked.database) as url, tempfile.TemporaryDirectory() as folder:
        app = create_app(
            Settings(
                data=Path(folder),
                database_url=url or f"sqlite:///{Path(folder) / 'dcpp.sqlite3'}",
                files_url=(Path(folder) / "files").as_uri(),
                secret_key="for a benchmark",
                cheap_hashing=True,
                web_workers=asked.workers,
            )
        )
        with app.app_context():
            schema.upgrade()
            session_id, emails = fill(asked.people, asked.places)
            _let_go()
        answers, seconds = rush(app, session_id, emails, asked.at_once)
        floor = floor_rate(app, asked.people, asked.at_once)
        with app.app_context():
            print(json.dumps(report(asked, session_id, answers, seconds, floor)))
            _let_go()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--places", type=int, default=20)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_args()


@contextmanager
def database(kind: str) -> Iterator[str]:
    """The address of a fresh database on a server; empty for SQLite, which needs none."""
    if kind == "sqlite":
        yield ""
        return
    with postgres() as server:
        name = f"rush_{os.getpid()}"
        admin = create_engine(server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            if not os.environ.get(
                "TEST_DATABASE_URL"
            ):  # made for tests, it forgets; here it keeps what it says it kept
                connection.execute(text("ALTER SYSTEM RESET ALL"))
                connection.execute(text("SELECT pg_reload_conf()"))
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield admin.url.set(database=name).render_as_string(hide_password=False)
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def fill(people: int, places: int) -> tuple[UUID, list[str]]:
    """One session that everybody may book without asking, and everybody with a password."""
    emails = [f"person{number}@council.example" for number in range(people)]
    with transaction():
        kept = [make_person(f"Person {number}", email, Role.PRACTITIONER) for number, email in enumerate(emails)]
        hashed = hash_password(PASSWORD)
        db.session.execute(
            update(Account).where(Account.person_id.in_([person.id for person in kept])).values(password=hashed)
        )
        course = services.add_course(
            services.CourseDetails(
                title="Working with hidden men",
                aim="You will know how to find fathers and include them.",
                length_minutes=360,
                cpd_minutes=360,
                level=Level.CORE,
                needs_approval=False,
            ),
            by=None,
        )
        first = datetime.combine(clock.today() + timedelta(days=60), at(9), tzinfo=clock.LONDON).astimezone(UTC)
        session = services.add_session(
            course,
            services.SessionDetails(
                dates=[DatePart(starts_at=first, ends_at=first + timedelta(hours=7))],
                maximum=places,
                waiting_places=people,
                place="Priory Hall",
            ),
            by=None,
        )
        services.open_session(session)
        return session.id, emails


def _let_go() -> None:
    db.session.remove()
    db.engine.dispose()


@contextmanager
def served(run: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server in processes of its own; its port."""
    listener = socket.create_server((HOST, 0), backlog=2048)
    process = os.fork()
    if process == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            run(listener)
        finally:
            os._exit(0)  # nothing of the parent's is tidied away here
    port = listener.getsockname()[1]
    listener.close()
    try:
        yield port
    finally:
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)


class Caller:
    """Asks one server, each thread over a connection of its own that stays open."""

    def __init__(self, port: int) -> None:
        self.port, self.here = port, local()

    def ask(
        self, method: str, path: str, cookie: str = "", form: dict[str, str] | None = None
    ) -> tuple[int, str, str, str]:
        """Status, body, Location, and the cookie that was set."""
        connection = getattr(self.here, "connection", None)
        if connection is None:
            connection = self.here.connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        cookies = answer.getheader("Set-Cookie") or ""
        return answer.status, body, answer.getheader("Location") or "", cookies.partition(";")[0]


def rush(app: Flask, session_id: UUID, emails: Sequence[str], at_once: int) -> tuple[list[Answer], float]:
    """Everybody books; their answers, and how many seconds it took from the first to the last."""
    path = f"/training/sessions/{session_id}/book"
    with served(lambda listener: web.run(app, listener)) as port:
        caller = Caller(port)
        with ThreadPoolExecutor(min(8, at_once)) as pool:
            browsers = list(pool.map(lambda email: arrive(caller, email, path), emails))
        return all_at_once(browsers, at_once, lambda one: book(caller, one, path))


def arrive(caller: Caller, email: str, path: str) -> Browser:
    """Sign in by the page, and open the page to book."""
    _status, page, _to, cookie = caller.ask("GET", "/sign-in")
    form = {"csrf_token": _token(page), "email": email, "password": PASSWORD, "next": path}
    status, page, _to, signed_in = caller.ask("POST", "/sign-in", cookie, form)
    if status != 302:
        raise SystemExit(f"Signing in gave {status}: {page[:300]}")
    status, page, _to, renewed = caller.ask("GET", path, signed_in)
    if status != 200:
        raise SystemExit(f"The page to book gave {status}")
    return Browser(email, renewed or signed_in, _token(page))


def _token(page: str) -> str:
    found = TOKEN.search(page)
    if not found:
        raise SystemExit(f"No token on the page: {page[:300]}")
    return found[1]


def book(caller: Caller, one: Browser, path: str) -> Answer:
    started = time.perf_counter()
    form = {"csrf_token": one.token, "access": "", "dietary": ""}
    status, _body, location, _cookie = caller.ask("POST", path, one.cookie, form)
    return Answer(one.email, started, time.perf_counter(), status, location)


def all_at_once(those: Sequence[Who], at_once: int, do: Callable[[Who], Answer]) -> tuple[list[Answer], float]:
    """So many begin together; each takes the next when it is done. Seconds are from the first to the last."""
    waiting, ready = SimpleQueue[Who](), Barrier(at_once)
    for one in those:
        waiting.put(one)

    def work(_number: int) -> list[Answer]:
        ready.wait()
        done = []
        while True:
            try:
                done.append(do(waiting.get_nowait()))
            except Empty:
                return done

    with ThreadPoolExecutor(at_once) as pool:
        answers = [answer for some in pool.map(work, range(at_once)) for answer in some]
    return answers, max(one.ended for one in answers) - min(one.started for one in answers)


class Bare(web.Web):
    """The same server around an application that has none of ours."""

    def _after_fork(self) -> None:
        self.application.extensions["engine"].dispose(close=False)


def floor_rate(app: Flask, requests: int, at_once: int) -> float:
    """How many times a second a bare application locks a row and inserts one, on the same server and database."""
    with app.app_context():
        url, locks = db.engine.url, db.engine.dialect.name == "postgresql"
        with db.engine.connect().execution_options(dcpp_writes=True) as connection, connection.begin():
            connection.execute(text("CREATE TABLE floor_sessions (id INTEGER PRIMARY KEY)"))
            connection.execute(text("CREATE TABLE floor_bookings (id VARCHAR(36) PRIMARY KEY, session_id INTEGER)"))
            connection.execute(text("INSERT INTO floor_sessions VALUES (1)"))
        _let_go()
    engine = create_engine(url)
    if not locks:
        _as_ours(engine)
    bare = Flask("floor")
    bare.extensions |= {"settings": app.extensions["settings"], "engine": engine}
    lock = text("SELECT id FROM floor_sessions WHERE id = 1" + (" FOR UPDATE" if locks else ""))

    @bare.post("/book")
    def book_bare() -> tuple[str, int]:
        with engine.begin() as connection:
            connection.execute(lock)
            connection.execute(text("INSERT INTO floor_bookings VALUES (:id, 1)"), {"id": str(uuid4())})
        return "", 302

    with served(lambda listener: Bare(bare, listener).run()) as port:
        caller = Caller(port)
        all_at_once(range(at_once), at_once, lambda _one: book_at_floor(caller))  # the workers are awake
        answers, seconds = all_at_once(range(requests), at_once, lambda _one: book_at_floor(caller))
    return sum(one.status == 302 for one in answers) / seconds


def _as_ours(engine: Engine) -> None:
    """SQLite as the platform uses it: the same pragmas, and a write lock from the beginning."""

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def book_at_floor(caller: Caller) -> Answer:
    started = time.perf_counter()
    status, *_rest = caller.ask("POST", "/book")
    return Answer("", started, time.perf_counter(), status)


def report(
    asked: argparse.Namespace, session_id: UUID, answers: Sequence[Answer], seconds: float, floor: float
) -> dict[str, object]:
    """What the database holds, what the browsers saw, and how fast it was."""
    places = queries.count_places([session_id])[session_id]
    bookings = db.session.scalars(select(Booking).order_by(Booking.arrived)).all()
    first = bookings[: asked.places]
    rate = len(answers) / seconds
    took = sorted(one.ended - one.started for one in answers)
    return {
        **vars(asked),
        "booked": places.booked,
        "waiting": places.waiting,
        "oversold": max(0, places.booked - asked.places),
        "out_of_order": sum(one.state is not BookingState.BOOKED for one in first) + out_of_order(answers, bookings),
        "faults": len(queries.check_bookings().faults),
        "errors": sum(one.status != 302 for one in answers),
        "bookings_per_s": round(rate, 1),
        "floor_bookings_per_s": round(floor, 1),
        "of_floor": round(rate / floor, 2),
        "p50_s": round(statistics.median(took), 3),
        "p95_s": round(took[int(len(took) * 0.95) - 1], 3),
        "load": round(os.getloadavg()[0], 1),
    }


def out_of_order(answers: Sequence[Answer], bookings: Sequence[Booking]) -> int:
    """How many were served after somebody who asked only once their own booking had been answered."""
    arrived = {str(one.id): one.arrived for one in bookings}
    served = [(arrived[one.location.rpartition("/")[2]], one) for one in answers if one.status == 302]
    in_turn = [one for _number, one in sorted(served, key=lambda pair: pair[0])]
    latest_start, wrong = 0.0, 0
    for one in in_turn:
        wrong += one.ended < latest_start
        latest_start = max(latest_start, one.started)
    return wrong


if __name__ == "__main__":
    main()
