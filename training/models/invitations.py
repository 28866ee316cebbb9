"""What calendars were told, and the secret addresses of feeds."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel.db import Record
from training.models.bookings import Booking


class Invitation(Record):
    """What one person's calendar was last told of one date of a booking.

    `uid` never changes and `sequence` rises with each mail. `date_id` may be of a date that is gone. `told` is the key
    of what was said; the rest is kept to say it again when it is taken back.
    """

    __tablename__ = "training_invitations"
    __table_args__ = (UniqueConstraint("booking_id", "date_id"),)

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("training_bookings.id"))
    date_id: Mapped[UUID]
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int]
    told: Mapped[str]
    title: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str]
    is_taken_back: Mapped[bool] = mapped_column(default=False)
    told_at: Mapped[datetime]

    booking: Mapped[Booking] = relationship()


class CalendarFeed(Record):
    """Somebody's feed. Its address is known by its SHA-256 alone: who has the database has no address."""

    __tablename__ = "training_feeds"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), unique=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
