"""Requests a second of My work and of a list of 5,000 audits, on two workers, beside a bare Flask hello.

    python benchmarks/pages_rate.py [REQUESTS]

Every page is asked for REQUESTS times (300 unless told otherwise, and for at most 20 seconds), four at a time, in turns
with the others, twice; the better of the two counts. All on 127.0.0.1. Prints one line of JSON; the ratios say how many
hellos one page costs.
"""

import http.client
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from council_rows import council, make_person
from flask import Flask
from signing_in import cookie_of
from sqlalchemy import select, update

from audits.models import Audit
from audits.rules.audits import WITH_AUDITOR
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionState
from dcpp.app import create_app
from dcpp.config import Settings
from dcpp.kernel.db import db, transaction
from dcpp.people.models import Person
from dcpp.people.rules import Role
from dcpp.serving import web

AT_ONCE = 4
LONGEST = 20


class Bare(web.Web):
    """The same server around an application without a database."""

    def _after_fork(self) -> None:
        pass


def hello() -> Flask:
    app = Flask("hello")
    app.extensions["settings"] = Settings(data=None)
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


def start(run: Callable[[socket.socket], None]) -> tuple[int, int]:
    """A server in a process of its own; its id and its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    process = os.fork()
    if process == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        run(listener)
        os._exit(0)
    port = listener.getsockname()[1]
    listener.close()
    return process, port


def usual_auditor() -> Person:
    """Somebody with eight audits and six actions: a busy month, not a queue of thousands."""
    with transaction():
        person = make_person("Una Usual", "una@council.example", Role.AUDITOR)
        audits = select(Audit.id).where(Audit.state.in_(WITH_AUDITOR)).limit(8)
        actions = select(Action.id).where(Action.state == ActionState.IN_PROGRESS).limit(6)
        db.session.execute(update(Audit).where(Audit.id.in_(audits)).values(auditor_id=person.id))
        db.session.execute(update(Action).where(Action.id.in_(actions)).values(owner_id=person.id))
        person_id = person.id
    return db.session.get_one(Person, person_id)


def rate(port: int, path: str, cookie: str, expected: bytes, count: int) -> float:
    """Requests a second; every answer is looked at."""
    ends = time.perf_counter() + LONGEST

    def ask_many(share: int) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        done = 0
        while done < share and time.perf_counter() < ends:
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or expected not in body:
                raise SystemExit(f"{path} gave {answer.status}: {body[:200]!r}")
            done += 1
        connection.close()
        return done

    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = sum(pool.map(ask_many, [count // AT_ONCE] * AT_ONCE))
    return done / (time.perf_counter() - began)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with council(278, children=2500) as filled:
        app = create_app(filled.extensions["settings"])
        auditor = cookie_of(app, usual_auditor())
        lead = cookie_of(app, db.session.scalars(select(Person).where(Person.name == "Lee Lead")).one())
        audits = len(db.session.scalars(select(Audit.id)).all())
        db.session.remove()
        db.engine.dispose()
        servers = [
            start(lambda listener: web.run(app, listener)),
            start(lambda listener: Bare(hello(), listener).run()),
        ]
        (_, ours), (_, bare) = servers
        try:
            pages = {
                "hello": (bare, "/", "", b"hello", count * 10),
                "my_work": (ours, "/", auditor, b"My work", count),
                "audit_list": (ours, "/audits", lead, b"Audits", count),
                "overview": (ours, "/overview", lead, b"Practice overview", count // 4),
            }
            time.sleep(2)
            for port, path, cookie, expected, _count in pages.values():
                rate(port, path, cookie, expected, AT_ONCE * 2)
            found = [{name: rate(*page) for name, page in pages.items()} for _ in range(2)]
        finally:
            for process, _port in servers:
                os.kill(process, signal.SIGTERM)
                os.waitpid(process, 0)
    best = {name: max(turn[name] for turn in found) for name in pages}
    told = {f"{name}_per_second": round(value, 1) for name, value in best.items()}
    ratios = {f"{name}_in_hellos": round(best["hello"] / value, 1) for name, value in best.items() if name != "hello"}
    print(json.dumps({"audits": audits, "workers": 2, **told, **ratios, "load": round(os.getloadavg()[0], 1)}))


if __name__ == "__main__":
    main()
