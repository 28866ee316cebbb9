"""One leader among many schedulers: an advisory lock on PostgreSQL, a locked file beside SQLite."""

import fcntl
from pathlib import Path
from typing import IO, Protocol

import structlog
from flask import Flask
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from dcpp.config import Settings
from dcpp.kernel.db import db

ADVISORY_KEY = 0x44435050  # "DCPP"; an advisory lock belongs to one database

log = structlog.get_logger()


class Leadership(Protocol):
    def holds(self) -> bool:
        """Whether we lead now; tries to become the leader when nobody leads."""

    def give_up(self) -> None: ...


class FileLock:
    """The lock is gone with the process that held it, however it ended."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def holds(self) -> bool:
        if self._file is not None:
            return True
        file = self.path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def give_up(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class AdvisoryLock:
    """Held by a connection of its own; lost with that connection, and then we know at the next look."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._connection: Connection | None = None

    def holds(self) -> bool:
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                return True
            return self._try()
        except SQLAlchemyError as error:
            log.warning("the scheduler lost its connection", exc_info=error)
            self.give_up()
            return False

    def _try(self) -> bool:
        with self.app.app_context():
            connection = db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        if connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY_KEY}):
            self._connection = connection
            return True
        connection.close()
        return False

    def give_up(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def leadership(app: Flask) -> Leadership:
    settings: Settings = app.extensions["settings"]
    return FileLock(settings.data / "scheduler.lock") if settings.is_sqlite else AdvisoryLock(app)
