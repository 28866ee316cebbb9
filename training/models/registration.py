"""What somebody said of renewing their registration."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dcpp.kernel.db import Record, Versioned


class Renewal(Versioned, Record):
    """One person's renewal for the registration year that begins on `year_on`; their own word for all of it."""

    __tablename__ = "training_renewals"
    __table_args__ = (UniqueConstraint("person_id", "year_on"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    year_on: Mapped[date] = mapped_column(index=True)
    joined_on: Mapped[date | None]
    form_on: Mapped[date | None]
    fee_on: Mapped[date | None]
