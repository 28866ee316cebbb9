"""Up to which row the trail is settled: no row with that id or a lower one can still appear.

On SQLite one transaction writes at a time, so it is the highest id. On PostgreSQL ids are given out before their
transactions commit, so a lower id may appear after a higher one. There, the default of trail_entries.id makes sure
that whoever holds an id had a transaction number first. So: read the last id given out; then draw a transaction number
of our own; every transaction that holds an id up to that one has a lower number. Once all lower numbers are finished,
every such row is there for all to see, or never will be. (The snapshot's xmax would not do in place of a number of our
own: it is one past the highest *finished* transaction, so running ones may lie above it.)
"""

import time

from sqlalchemy import Connection, func, select, text

from dcpp.kernel.db import db
from dcpp.kernel.trail import TrailEntry

PATIENCE = 5.0  # seconds; what is not settled by then waits for the next minute
PAUSE = 0.05


def settled_horizon(patience: float = PATIENCE) -> int | None:
    """The id up to which the trail may be sealed, or None when there is nothing or it does not settle in time."""
    if db.engine.dialect.name == "sqlite":
        return db.session.scalar(select(func.max(TrailEntry.id)))
    # What the caller's own transaction wrote is sealed with it and must not be waited for.
    own = db.session.scalar(text("SELECT pg_current_xact_id_if_assigned()::text")) or "0"
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as watcher:
        last = watcher.execute(text("SELECT last_value, is_called FROM trail_entries_id_seq")).one()
        if not last.is_called:
            return None
        bound = watcher.scalar(text("SELECT pg_current_xact_id()::text"))
        deadline = time.monotonic() + patience
        while _is_any_running(watcher, str(bound), own):
            if time.monotonic() > deadline:
                return None
            time.sleep(PAUSE)
    horizon: int = last.last_value
    return horizon


def _is_any_running(watcher: Connection, bound: str, own: str) -> bool:
    """Whether a transaction with a number below the bound is still unfinished."""
    running = text(
        "SELECT EXISTS (SELECT FROM pg_snapshot_xip(pg_current_snapshot()) AS running(number) "
        "WHERE number < CAST(:bound AS xid8) AND number <> CAST(:own AS xid8))"
    )
    return bool(watcher.scalar(running, {"bound": bound, "own": own}))
