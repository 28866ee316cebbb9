"""Heavy work: asked for in a transaction, done by a worker process, once.

work.ask("readiness_report", report.id)          # in a service; the caller's transaction decides

def build_report(task: work.Task) -> None:       # in the domain; gathered in dcpp.wiring.WORK
    with reading():                              # read first: on SQLite a write keeps other writers waiting
        figures = …
    task.progress("Drawing charts", 3, 12)
    …write…
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID, uuid4

import structlog
from flask import Flask, current_app, has_request_context
from sqlalchemy import Index, event, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from dcpp.kernel import access, clock, queue
from dcpp.kernel.db import Record, db, insert_if_absent

log = structlog.get_logger()

_TO_QUEUE = "work_to_queue"


class WorkState(Enum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


UNFINISHED = (WorkState.QUEUED, WorkState.RUNNING)
_IS_UNFINISHED = text("state IN ('queued', 'running')")


@dataclass(frozen=True)
class Progress:
    """How far running work has come: the stage in words, and how many of how many are done."""

    stage: str = ""
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0


class Work(Record):
    """One piece of heavy work on one record. Of one kind and record, at most one is unfinished at a time."""

    __tablename__ = "works"
    __table_args__ = (
        Index(
            "uq_works_unfinished",
            "kind",
            "record_id",
            unique=True,
            sqlite_where=_IS_UNFINISHED,
            postgresql_where=_IS_UNFINISHED,
        ),
    )

    kind: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(index=True)
    asked_by_id: Mapped[UUID | None]
    asked_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[WorkState] = mapped_column(default=WorkState.QUEUED, index=True)
    claim: Mapped[str] = mapped_column(default="")
    attempts: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")

    @property
    def is_finished(self) -> bool:
        return self.state not in UNFINISHED

    @property
    def has_failed(self) -> bool:
        return self.state is WorkState.FAILED

    @property
    def progress(self) -> Progress:
        """What its worker last said; nothing before it starts and after it ends."""
        note = queue.here().find_note(_progress_key(self.id)) if self.state is WorkState.RUNNING else None
        return Progress(**note) if note else Progress()

    @property
    def stage(self) -> str:
        """In words, for the page that waits."""
        if self.state is WorkState.QUEUED:
            return "Waiting for its turn"
        return self.progress.stage or ("Under way" if self.state is WorkState.RUNNING else "")

    @property
    def done(self) -> int:
        return self.progress.done

    @property
    def total(self) -> int:
        return self.progress.total


@dataclass(frozen=True)
class Task:
    """What a handler is given."""

    work_id: UUID
    record_id: UUID
    asked_by_id: UUID | None = None

    def progress(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Say how far the work has come. Seen at once, outside the handler's transaction."""
        queue.here().note(_progress_key(self.work_id), {"stage": stage, "done": done, "total": total})


Handler = Callable[[Task], None]


def register(app: Flask, handlers: Mapping[str, Handler]) -> None:
    app.extensions["work"] = handlers


def handlers() -> Mapping[str, Handler]:
    found: Mapping[str, Handler] = current_app.extensions["work"]
    return found


def ask(kind: str, record_id: UUID) -> Work:
    """Ask for work on a record. Asked again before it is finished, the same row comes back.

    The request is kept or undone with the caller's transaction; workers hear of it after the commit.
    """
    if kind not in handlers():
        raise LookupError(f"dcpp.wiring.WORK has nobody for work of the kind {kind!r}")
    found = find_unfinished(kind, record_id)
    while found is None:
        viewer = access.find_viewer() if has_request_context() else None
        insert_if_absent(
            Work,
            id=uuid4(),
            kind=kind,
            record_id=record_id,
            asked_by_id=viewer.person_id if viewer else None,
            asked_at=clock.now(),
            state=WorkState.QUEUED,
            claim="",
            attempts=0,
            error="",
        )
        found = find_unfinished(kind, record_id)
    queue_after_commit(found.id)
    return found


def queue_after_commit(work_id: UUID) -> None:
    db.session.info.setdefault(_TO_QUEUE, set()).add(work_id)


def find_unfinished(kind: str, record_id: UUID) -> Work | None:
    return db.session.scalars(
        select(Work).where(Work.kind == kind, Work.record_id == record_id, Work.state.in_(UNFINISHED))
    ).one_or_none()


def find_newest(kind: str, record_id: UUID) -> Work | None:
    """The last work asked for on a record, in whatever state."""
    return db.session.scalars(
        select(Work).where(Work.kind == kind, Work.record_id == record_id).order_by(Work.asked_at.desc(), Work.id)
    ).first()


def get_work(work_id: UUID) -> Work:
    return db.session.scalars(select(Work).where(Work.id == work_id)).one()


def forget_progress(work_id: UUID) -> None:
    queue.here().forget(_progress_key(work_id))


def _progress_key(work_id: UUID) -> str:
    return f"progress:{work_id}"


@event.listens_for(db.session, "after_commit")
def _put_into_queue(session: Session) -> None:
    for work_id in session.info.pop(_TO_QUEUE, ()):
        try:
            queue.here().put(work_id)
        except Exception as error:  # the row is kept; the sweep finds it within a minute
            log.warning("work could not be queued", work=str(work_id), exc_info=error)


@event.listens_for(db.session, "after_rollback")
def _forget_what_was_undone(session: Session) -> None:
    session.info.pop(_TO_QUEUE, None)
