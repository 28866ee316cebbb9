"""Who came on which date, and what finance is told of."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person
from training.models.bookings import Booking
from training.rules.attendance import Mark
from training.rules.charges import ChargeKind


class AttendanceMark(Versioned, Record):
    """How much of one date of a session somebody with a place was at, and who noted it last."""

    __tablename__ = "training_attendance"
    __table_args__ = (UniqueConstraint("booking_id", "date_id"),)

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("training_bookings.id"))
    date_id: Mapped[UUID] = mapped_column(index=True)
    mark: Mapped[Mark]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))

    booking: Mapped[Booking] = relationship()
    noted_by: Mapped[Person] = relationship()


class TrainingCharge(Versioned, Record):
    """What a late cancellation or an absence costs, by the rule as it stood at booking. Told to finance, never taken.

    Waived with a reason: by somebody, or by the platform when attendance is put right.
    """

    __tablename__ = "training_charges"
    __table_args__ = (CheckConstraint("pence > 0", name="pence"),)

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("training_bookings.id"), unique=True)
    kind: Mapped[ChargeKind]
    pence: Mapped[int]
    charged_on: Mapped[date] = mapped_column(index=True)
    waived_at: Mapped[datetime | None]
    waived_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    waived_reason: Mapped[str] = mapped_column(default="")

    booking: Mapped[Booking] = relationship()
    waived_by: Mapped[Person | None] = relationship()

    @property
    def is_waived(self) -> bool:
        return self.waived_at is not None
