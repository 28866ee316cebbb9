"""The trail: who did what, when, to which record, from where. Rows are only ever added."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from flask import has_request_context, request
from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import Mapped, mapped_column

from dcpp.kernel import access
from dcpp.kernel.db import Base, db

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
