"""Signs of life. Whoever holds a claim beats while it works; a claim without a beat is free to be taken again.

Beats are notes beside the main database: on SQLite a long write would otherwise keep them waiting.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from flask import Flask, current_app

from dcpp.kernel import clock, queue

EVERY = timedelta(seconds=2)
STALE_AFTER = timedelta(seconds=30)

log = structlog.get_logger()


@contextmanager
def beating(name: str) -> Iterator[None]:
    """Beat under a name until the block ends, however it ends."""
    beat(name)
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    ended = threading.Event()
    thread = threading.Thread(target=_go_on_beating, args=(app, name, ended), name=f"beat {name}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        queue.here().forget(_key(name))


def beat(name: str) -> None:
    queue.here().note(_key(name), {"at": clock.now().isoformat()})


def is_alive(name: str, within: timedelta = STALE_AFTER) -> bool:
    """Whether somebody beat under the name a short time ago."""
    note = queue.here().find_note(_key(name))
    return note is not None and clock.now() - datetime.fromisoformat(note["at"]) <= within


def last_beats(prefix: str) -> dict[str, datetime]:
    """Names that begin with `prefix`, and when each last beat."""
    notes = queue.here().list_notes(_key(prefix))
    return {key.removeprefix(_key("")): datetime.fromisoformat(note["at"]) for key, note in notes.items()}


def count_alive(role: str, within: timedelta = STALE_AFTER) -> int:
    """How many processes of a role, on whatever host, have given a sign of life a short time ago."""
    now = clock.now()
    return sum(now - at <= within for at in last_beats(f"{role}:").values())


def forget_the_dead(older_than: timedelta = timedelta(days=1)) -> None:
    """Clear away what killed processes left."""
    for name, at in last_beats("").items():
        if clock.now() - at > older_than:
            queue.here().forget(_key(name))


def _key(name: str) -> str:
    return f"beat:{name}"


def _go_on_beating(app: Flask, name: str, ended: threading.Event) -> None:
    while not ended.wait(EVERY.total_seconds()):
        try:
            with app.app_context():
                beat(name)
        except Exception as error:  # one missed beat is no harm; the next may come through
            log.warning("a beat was missed", name=name, exc_info=error)
