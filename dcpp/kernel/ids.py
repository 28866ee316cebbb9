"""Ids for rows, and references for people."""

from uuid import UUID, uuid4

from sqlalchemy import select, text
from sqlalchemy.orm import Mapped, mapped_column

from dcpp.kernel.db import Base, db


def new_id() -> UUID:
    return uuid4()


class ReferenceCounter(Base):
    """The last number given out for each prefix and year."""

    __tablename__ = "reference_counters"

    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


def next_reference(prefix: str, year: int | None = None) -> str:
    """The next printed reference, such as AUD-2026-0147. Holds the series' row until the transaction ends.

    Without a year for what lasts, such as CRS-0012. Numbers are not reused; a transaction that is undone gives its
    number back.
    """
    series = f"{prefix}-{year}" if year else prefix
    db.session.execute(
        text("INSERT INTO reference_counters (series, last) VALUES (:series, 0) ON CONFLICT DO NOTHING"),
        {"series": series},
    )
    counter = db.session.execute(
        select(ReferenceCounter)
        .where(ReferenceCounter.series == series)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()
    counter.last += 1
    db.session.flush()
    return f"{series}-{counter.last:04d}"
