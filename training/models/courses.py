"""Courses: what is taught, for whom, and by which rules their sessions are booked."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel.db import Base, Record, Versioned
from dcpp.people.models import Person
from dcpp.themes.models import Theme
from training.rules.booking_rule import BookingRule
from training.rules.courses import Level

course_themes = Table(
    "training_course_themes",
    Base.metadata,
    Column("course_id", ForeignKey("training_courses.id"), primary_key=True),
    Column("theme_id", ForeignKey("themes.id"), primary_key=True, index=True),
)
prerequisites = Table(
    "training_prerequisites",
    Base.metadata,
    Column("course_id", ForeignKey("training_courses.id"), primary_key=True),
    Column("needs_id", ForeignKey("training_courses.id"), primary_key=True, index=True),
)


class TrainingCourse(Versioned, Record):
    """Such as "Working with hidden men". What its rules say holds for sessions that say nothing else.

    audience: job roles, empty for everybody; sectors: codes of partner sectors who may book, empty for none. Days are
    working days before the first date. months_valid: how long a record of it holds, None for ever.
    """

    __tablename__ = "training_courses"
    __table_args__ = (
        CheckConstraint("length_minutes > 0", name="length"),
        CheckConstraint("cpd_minutes >= 0", name="cpd"),
        CheckConstraint("late_charge_pence >= 0 AND absence_charge_pence >= 0", name="charges"),
        CheckConstraint("booking_closes_days >= 0 AND cut_off_days >= 0 AND freeze_days >= 0", name="days"),
        CheckConstraint("months_valid > 0", name="months_valid"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(unique=True)
    aim: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    audience: Mapped[list[str]] = mapped_column(default=list)
    length_minutes: Mapped[int]
    cpd_minutes: Mapped[int]
    level: Mapped[Level]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    review_on: Mapped[date | None] = mapped_column(index=True)
    sectors: Mapped[list[str]] = mapped_column(default=list)
    own_council: Mapped[bool] = mapped_column(default=True)
    needs_approval: Mapped[bool] = mapped_column(default=True)
    booking_closes_days: Mapped[int]
    cut_off_days: Mapped[int]
    freeze_days: Mapped[int]
    late_charge_pence: Mapped[int] = mapped_column(default=0)
    absence_charge_pence: Mapped[int] = mapped_column(default=0)
    allows_substitute: Mapped[bool] = mapped_column(default=True)
    months_valid: Mapped[int | None]
    retired_on: Mapped[date | None]
    added_at: Mapped[datetime]
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    themes: Mapped[list[Theme]] = relationship(secondary=course_themes, order_by=Theme.name)
    prerequisites: Mapped[list["TrainingCourse"]] = relationship(
        secondary=prerequisites,
        primaryjoin="TrainingCourse.id == training_prerequisites.c.course_id",
        secondaryjoin="TrainingCourse.id == training_prerequisites.c.needs_id",
        order_by="TrainingCourse.title",
    )

    @property
    def is_retired(self) -> bool:
        return self.retired_on is not None

    @property
    def rule(self) -> BookingRule:
        """By which rule its sessions are booked, where they say nothing else."""
        return BookingRule(
            closes_days=self.booking_closes_days,
            cut_off_days=self.cut_off_days,
            freeze_days=self.freeze_days,
            late_charge_pence=self.late_charge_pence,
            absence_charge_pence=self.absence_charge_pence,
            needs_approval=self.needs_approval,
            allows_substitute=self.allows_substitute,
            sectors=tuple(self.sectors),
            own_council=self.own_council,
            audience=tuple(self.audience),
        )
