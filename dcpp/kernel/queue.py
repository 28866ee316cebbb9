"""The line that heavy work waits in, and small notes that must never wait for the main database (huey)."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, current_app
from huey.api import Huey, PostgresHuey, SqliteHuey, TaskWrapper
from huey.constants import EmptyData
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy.engine import make_url

Found = TypeVar("Found")


class JsonMessages(Serializer):  # type: ignore[misc]
    """Messages as JSON. Huey's own way is pickle, which would run whatever somebody wrote into the table."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        found = json.loads(data)
        return Message(*found) if isinstance(found, list) else found


class Queue:
    """Ids of work that waits, and notes by key. Opened at first use, once in each process."""

    def __init__(self, database_url: str, data: Path) -> None:
        self.database_url = database_url
        self.data = data
        self.perform: Callable[[UUID], None] = _nobody_performs_here
        self._opened: tuple[int, Huey, TaskWrapper] | None = None

    @property
    def huey(self) -> Huey:
        return self._open()[1]

    def put(self, work_id: UUID) -> None:
        """Let a worker find the work. Putting it twice does no harm: work is claimed in its own table."""
        self._again_if_cut_off(lambda: self._open()[2](str(work_id)))

    def waiting(self) -> set[UUID]:
        """The ids that no worker has taken out yet."""
        return {UUID(task.args[0]) for task in self._again_if_cut_off(self._pending)}

    def note(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep a small value under a key, at once and outside any transaction."""
        self._again_if_cut_off(lambda: self.huey.storage.put_data(key, json.dumps(value).encode()))

    def find_note(self, key: str) -> dict[str, Any] | None:
        raw = self._again_if_cut_off(lambda: self.huey.storage.peek_data(key))
        return None if raw is EmptyData else json.loads(bytes(raw))

    def list_notes(self, prefix: str) -> dict[str, dict[str, Any]]:
        everything = self._again_if_cut_off(self._everything)
        return {key: json.loads(bytes(raw)) for key, raw in sorted(everything.items()) if key.startswith(prefix)}

    def forget(self, key: str) -> None:
        self._again_if_cut_off(lambda: self.huey.storage.delete_data(key))

    def close(self) -> None:
        if self._opened is not None:
            self.huey.storage.close()

    def _pending(self) -> list[Any]:
        found: list[Any] = self.huey.pending()
        return found

    def _everything(self) -> dict[str, bytes]:
        found: dict[str, bytes] = self.huey.storage.result_items()
        return found

    def _open(self) -> tuple[int, Huey, TaskWrapper]:
        if self._opened is None or self._opened[0] != os.getpid():
            huey = self._new_huey()
            self._opened = (os.getpid(), huey, huey.task(name="do_work")(self._do_work))
        return self._opened

    def _new_huey(self) -> Huey:
        url = make_url(self.database_url)
        common = {"results": False, "serializer": JsonMessages()}
        if url.get_backend_name() == "sqlite":
            return SqliteHuey("dcpp", filename=str(self.data / "queue.sqlite3"), timeout=20, fsync=False, **common)
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        # Tables stand in a schema of their own, made by migration 0002.
        return PostgresHuey("dcpp", dsn=address, options="-c search_path=huey", create_tables=False, **common)

    def _do_work(self, work_id: str) -> None:
        self.perform(UUID(work_id))

    def _again_if_cut_off(self, call: Callable[[], Found]) -> Found:
        """Try once more on a new connection when the database server has closed the old one."""
        import psycopg

        try:
            return call()
        except psycopg.OperationalError:
            return call()


def _nobody_performs_here(_work_id: UUID) -> None:
    raise RuntimeError("Only a worker process performs work")


def register(app: Flask, database_url: str, data: Path) -> None:
    app.extensions["queue"] = Queue(database_url, data)


def here() -> Queue:
    """The queue of the application at hand."""
    found: Queue = current_app.extensions["queue"]
    return found
