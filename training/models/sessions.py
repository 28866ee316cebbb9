"""Sessions: one time that a course runs, on one date or several."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person
from training.models.courses import TrainingCourse
from training.rules.booking_rule import BookingRule
from training.rules.sessions import SessionState

WORDS = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""A list of words, or nothing: a JSON null would not be nothing to SQL."""


class TrainingSession(Versioned, Record):
    """When, where and with whom a course runs. The columns of a rule are None where the course's own holds.

    trainer_name is a trainer from outside; video_link is given out with the joining instructions, not in the catalogue.
    waiting_places: how many may queue, 0 for none. opens_at: when booking begins, None for as soon as it is open.
    first_starts_at and last_ends_at are those of its dates, kept here to sort and search by; services keep them so.
    """

    __tablename__ = "training_sessions"
    __table_args__ = (
        CheckConstraint("maximum > 0 AND minimum >= 0 AND minimum <= maximum", name="places"),
        CheckConstraint("waiting_places >= 0", name="waiting_places"),
        Index("ix_training_sessions_state_first_starts_at", "state", "first_starts_at"),
        Index("ix_training_sessions_course_id_first_starts_at", "course_id", "first_starts_at"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("training_courses.id"))
    series_id: Mapped[UUID | None] = mapped_column(index=True)
    state: Mapped[SessionState]
    trainer_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    trainer_name: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    video_link: Mapped[str] = mapped_column(default="")
    minimum: Mapped[int] = mapped_column(default=0)
    maximum: Mapped[int]
    waiting_places: Mapped[int] = mapped_column(default=0)
    opens_at: Mapped[datetime | None]
    joining_instructions: Mapped[str] = mapped_column(default="")
    asks_access: Mapped[bool] = mapped_column(default=True)
    first_starts_at: Mapped[datetime] = mapped_column(index=True)
    last_ends_at: Mapped[datetime]
    added_at: Mapped[datetime]
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    opened_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]

    booking_closes_days: Mapped[int | None]
    cut_off_days: Mapped[int | None]
    freeze_days: Mapped[int | None]
    late_charge_pence: Mapped[int | None]
    absence_charge_pence: Mapped[int | None]
    needs_approval: Mapped[bool | None]
    allows_substitute: Mapped[bool | None]
    sectors: Mapped[list[str] | None] = mapped_column(WORDS)
    own_council: Mapped[bool | None]
    audience: Mapped[list[str] | None] = mapped_column(WORDS)

    course: Mapped[TrainingCourse] = relationship()
    trainer: Mapped[Person | None] = relationship(foreign_keys=[trainer_id])
    dates: Mapped[list["SessionDate"]] = relationship(
        back_populates="session", order_by="SessionDate.starts_at, SessionDate.id", cascade="all, delete-orphan"
    )

    @property
    def rule(self) -> BookingRule:
        """By which rule it is booked: its own words where it has some, else the course's."""
        usual = self.course.rule.as_json()
        own: dict[str, Any] = {name: getattr(self, OWN_RULE.get(name, name)) for name in usual}
        return BookingRule.from_json(usual | {name: value for name, value in own.items() if value is not None})

    @property
    def is_online(self) -> bool:
        """Whether people come by video and not to a place."""
        return bool(self.video_link) and not self.place

    @property
    def trainer_words(self) -> str:
        return self.trainer.name if self.trainer else self.trainer_name


OWN_RULE = {"closes_days": "booking_closes_days"}


class SessionDate(Record):
    """One date of a session; calendars know it by its id. A place or link here stands before the session's."""

    __tablename__ = "training_session_dates"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends"),)

    session_id: Mapped[UUID] = mapped_column(ForeignKey("training_sessions.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    video_link: Mapped[str] = mapped_column(default="")

    session: Mapped[TrainingSession] = relationship(back_populates="dates")

    @property
    def held_in(self) -> str:
        """The place that holds for this date; empty where it is held by video."""
        return self.place or ("" if self.video_link else self.session.place)

    @property
    def joined_by(self) -> str:
        """The link that holds for this date."""
        return self.video_link or ("" if self.place else self.session.video_link)
