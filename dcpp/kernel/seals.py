"""Sealing the trail: each minute the rows since the last seal get a hash each, and one over them all, in a chain.

Writers never wait for the chain. The canonical form, for whoever wants to check without us:

- a row is the JSON array [id, happened_at, event, record_kind, record_id, who_id, acting, origin, details], without
  spaces, in UTF-8, characters written as they are; happened_at is UTC to the microsecond
  ("2026-11-23T09:30:00.000000+00:00"), ids of records and people are in lower case with hyphens or null, and details
  is the text as it is stored. The row's hash is the SHA-256 of that.
- `leaves` is, for each row in the order of ids, the id in 8 bytes (big end first) and the hash in 32.
- `digest` is the SHA-256 of the leaves, in hexadecimal.
- `chain` is the SHA-256, in hexadecimal, of the JSON array [number, first_id, last_id, row_count, digest, previous,
  sealed_at], written in the same way. `previous` is the chain of the seal before, or 64 zeros.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import structlog
from sqlalchemy import BigInteger, Integer, Row, func, select
from sqlalchemy.orm import Mapped, mapped_column

from dcpp.kernel import clock
from dcpp.kernel.db import Base, db
from dcpp.kernel.horizon import settled_horizon
from dcpp.kernel.jobs import Job, every
from dcpp.kernel.trail import TrailEntry

log = structlog.get_logger()

BEGINNING = "0" * 64
ROWS_A_SEAL = 5_000
SEALS_A_RUN = 4  # a second or so: on SQLite nobody else can write meanwhile. A backlog takes several runs
LOCK = 7_421_001
BIG = BigInteger().with_variant(Integer(), "sqlite")
LEAF = 40


class TrailSeal(Base):
    """One link of the chain. Database triggers refuse every change to a row."""

    __tablename__ = "trail_seals"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_id: Mapped[int] = mapped_column(BIG)
    last_id: Mapped[int] = mapped_column(BIG, unique=True)
    row_count: Mapped[int]
    leaves: Mapped[bytes]
    digest: Mapped[str]
    previous: Mapped[str] = mapped_column(unique=True)
    chain: Mapped[str] = mapped_column(unique=True)
    sealed_at: Mapped[datetime]


def seal_trail() -> None:
    """Seal the newest rows of the trail."""
    seal_settled_rows()


def seal_settled_rows() -> int:
    """Seal what is settled, in the caller's transaction. Gives the number of rows sealed.

    Of several sealers at once one seals; the others find nothing to do.
    """
    horizon = settled_horizon()
    if horizon is None or not _is_only_sealer():
        return 0
    sealed = 0
    for _ in range(SEALS_A_RUN):
        added = _seal_next(horizon)
        sealed += added
        if added < ROWS_A_SEAL:
            break
    return sealed


def newest_seal() -> TrailSeal | None:
    """The seal to print on reports, so that a copy of it lies outside the building."""
    return db.session.scalar(select(TrailSeal).order_by(TrailSeal.number.desc()).limit(1))


def count_unsealed() -> int:
    """How many rows are younger than the last seal."""
    last = select(func.coalesce(func.max(TrailSeal.last_id), 0)).scalar_subquery()
    return db.session.scalar(select(func.count(TrailEntry.id)).where(TrailEntry.id > last)) or 0


def _is_only_sealer() -> bool:
    """SQLite has one writer anyway."""
    if db.engine.dialect.name == "sqlite":
        return True
    return bool(db.session.scalar(select(func.pg_try_advisory_xact_lock(LOCK))))


def _seal_next(horizon: int) -> int:
    before = newest_seal()
    rows = rows_between(before.last_id if before else None, horizon, most=ROWS_A_SEAL)
    if not rows:
        return 0
    leaves = b"".join(leaf(row) for row in rows)
    seal = TrailSeal(
        number=before.number + 1 if before else 1,
        first_id=rows[0].id,
        last_id=rows[-1].id,
        row_count=len(rows),
        leaves=leaves,
        digest=sha256(leaves).hexdigest(),
        previous=before.chain if before else BEGINNING,
        sealed_at=clock.now(),
    )
    seal.chain = chain_of(seal)
    db.session.add(seal)
    db.session.flush()
    log.info("trail sealed", seal=seal.number, rows=seal.row_count, chain=seal.chain)
    return seal.row_count


def rows_between(after: int | None, until: int, most: int | None = None) -> Sequence[Row[Any]]:
    """Rows of the trail with ids above `after` (None: all) up to `until`, in their order."""
    wanted = select(*TrailEntry.__table__.columns).where(TrailEntry.id <= until).order_by(TrailEntry.id).limit(most)
    return db.session.execute(wanted if after is None else wanted.where(TrailEntry.id > after)).all()


def leaf(row: Row[Any]) -> bytes:
    row_id: int = row.id
    return row_id.to_bytes(8, "big", signed=True) + sha256(_row_form(row)).digest()


def read_leaves(leaves: bytes) -> Iterator[tuple[int, bytes]]:
    """Ids and the hashes that their rows had when they were sealed."""
    for start in range(0, len(leaves), LEAF):
        one = leaves[start : start + LEAF]
        yield int.from_bytes(one[:8], "big", signed=True), one[8:]


def chain_of(seal: TrailSeal) -> str:
    parts = [
        seal.number,
        seal.first_id,
        seal.last_id,
        seal.row_count,
        seal.digest,
        seal.previous,
        _moment_form(seal.sealed_at),
    ]
    return sha256(_form(parts)).hexdigest()


def _row_form(row: Row[Any]) -> bytes:
    ids = [str(found) if found else None for found in (row.record_id, row.who_id)]
    happened_at = _moment_form(row.happened_at)
    return _form([row.id, happened_at, row.event, row.record_kind, *ids, row.acting, row.origin, row.details])


def _moment_form(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _form(parts: list[Any]) -> bytes:
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


JOBS = [Job(seal_trail, at=every(minutes=1))]
