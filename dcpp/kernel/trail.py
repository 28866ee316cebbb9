"""The trail: who did what, when, to which record, from where. Rows are only ever added."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from flask import after_this_request, has_request_context, request
from sqlalchemy import BigInteger, Integer, insert, select, true
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response

from dcpp.kernel import access, clock
from dcpp.kernel.db import Base, aside, db

VIEWED, DOWNLOADED, FOUND_DAMAGED, COMMAND_RUN = BY_ITSELF = ("Viewed", "Downloaded", "FileFoundDamaged", "CommandRun")
ONE_LOOK = timedelta(minutes=10)

_acting: ContextVar[str] = ContextVar("acting", default="")


class TrailEntry(Base):
    """One fact, as it was announced. Database triggers refuse every change to a row."""

    __tablename__ = "trail_entries"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    happened_at: Mapped[datetime] = mapped_column(index=True)
    event: Mapped[str]
    record_kind: Mapped[str] = mapped_column(index=True)
    record_id: Mapped[UUID | None] = mapped_column(index=True)
    who_id: Mapped[UUID | None] = mapped_column(index=True)
    acting: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    details: Mapped[str]


@contextmanager
def acting(name: str) -> Iterator[None]:
    """Say which job or command is at work, where nobody is signed in."""
    token = _acting.set(name)
    try:
        yield
    finally:
        _acting.reset(token)


def keep(
    *, happened_at: datetime, event: str, record_kind: str, record_id: UUID | None, details: Mapping[str, Any]
) -> None:
    """Add a row, in the transaction of what happened."""
    db.session.add(TrailEntry(**entry_values(happened_at, event, record_kind, record_id, details)))


def viewed(record_kind: str, record_id: UUID) -> None:
    """Note that the one who asks saw a confidential record. Views do not call it: they declare @shows (viewing.py).

    One row for each person, record and address of origin in ONE_LOOK: a page that is opened again is one look.
    """
    values = entry_values(clock.now(), VIEWED, record_kind, record_id, {})
    db.session.rollback()  # nothing that the view left half done is written with it
    same = (TrailEntry.event, TrailEntry.record_kind, TrailEntry.record_id, TrailEntry.who_id, TrailEntry.origin)
    found = db.session.scalar(
        select(TrailEntry.id)
        .where(TrailEntry.happened_at > values["happened_at"] - ONE_LOOK, *(one == values[one.key] for one in same))
        .limit(1)
    )
    if found is None:
        _add_aside(values)


def downloaded(record_kind: str, record_id: UUID | None, what: str) -> None:
    """Note that a file left the building, each time; `what` is a code, such as "report_pdf".

    When the row cannot be kept, the answer is not given: nothing leaves unseen.
    """
    values = entry_values(clock.now(), DOWNLOADED, record_kind, record_id, {"what": what})

    @after_this_request
    def write(response: Response) -> Response:
        if response.status_code < 400:
            _add_aside(values)
        return response


def found_damaged(record_kind: str, record_id: UUID | None, what: str) -> None:
    """Note at once, in a transaction of its own, that a kept file is not what it was: the answer will be a refusal."""
    _add_aside(entry_values(clock.now(), FOUND_DAMAGED, record_kind, record_id, {"what": what}))


def commanded() -> None:
    """Note, in the transaction around, that somebody gave the command that is at work, where no event says so."""
    keep(happened_at=clock.now(), event=COMMAND_RUN, record_kind="command", record_id=None, details={})


def _add_aside(values: Mapping[str, Any]) -> None:
    """Add a row in a short transaction of its own."""
    db.session.rollback()  # what a library left open may hold the lock that the row needs
    with aside() as connection:
        connection.execute(insert(TrailEntry).values(values))


def entries_of(
    record_kind: str, record_id: UUID, events: Collection[str] = (), most: int = 200
) -> Sequence[TrailEntry]:
    """What happened to a record, newest first: of the named events, where some are named."""
    return db.session.scalars(
        select(TrailEntry)
        .where(
            TrailEntry.record_kind == record_kind,
            TrailEntry.record_id == record_id,
            TrailEntry.event.in_(events) if events else true(),
        )
        .order_by(TrailEntry.id.desc())
        .limit(most)
    ).all()


def entry_values(
    happened_at: datetime, event: str, record_kind: str, record_id: UUID | None, details: Mapping[str, Any]
) -> dict[str, Any]:
    """The columns of a row: the fact, and who is at work from where."""
    found = access.find_viewer() if has_request_context() else None
    return {
        "happened_at": happened_at,
        "event": event,
        "record_kind": record_kind,
        "record_id": record_id,
        "who_id": found.person_id if found else None,
        "acting": _acting.get(),
        "origin": request.remote_addr or "" if has_request_context() else "",
        "details": canonical(details),
    }


def canonical(details: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces, so that the same facts always hash alike."""
    return json.dumps(details, default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    return str(value)
