"""The matrix: what is asked of which job role, how often and since when; what counts for it; and who is exempt."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel.db import Base, Record, Versioned
from dcpp.people.models import Person
from training.models.courses import TrainingCourse
from training.rules.requirements import EVERYBODY_ELSE, ExemptionState, Rule


class TrainingRequirement(Versioned, Record):
    """What is asked from one day to another. A change ends it and begins the next of its line, so that the past stays.

    line_id: shared by all that followed each other. months: how long a record holds, None for ever. months_before: the
    months that held until from_on where they were longer (0 for ever), else None. Days of grace are calendar days.
    """

    __tablename__ = "training_requirements"
    __table_args__ = (
        CheckConstraint("months > 0", name="months"),
        CheckConstraint("newcomer_days >= 0 AND introduction_days >= 0", name="grace"),
        CheckConstraint("until_on >= from_on", name="span"),
        UniqueConstraint("line_id", "from_on"),
        Index("ix_training_requirements_course_id_from_on", "course_id", "from_on"),
    )

    line_id: Mapped[UUID]
    course_id: Mapped[UUID] = mapped_column(ForeignKey("training_courses.id"))
    months: Mapped[int | None]
    months_before: Mapped[int | None]
    newcomer_days: Mapped[int]
    introduction_days: Mapped[int]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(default="")
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    course: Mapped[TrainingCourse] = relationship()
    set_by: Mapped[Person | None] = relationship()
    roles: Mapped[list["TrainingRequirementRole"]] = relationship(
        order_by="TrainingRequirementRole.job_role", cascade="all, delete-orphan"
    )

    @property
    def job_roles(self) -> list[str]:
        """The roles that are named; empty where it asks everybody else."""
        return [one.job_role for one in self.roles if one.job_role != EVERYBODY_ELSE]

    @property
    def rule(self) -> Rule:
        return Rule(
            job_roles=tuple(self.job_roles),
            months=self.months,
            newcomer_days=self.newcomer_days,
            introduction_days=self.introduction_days,
        )

    def is_in_force(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class TrainingRequirementRole(Base):
    """A job role that a requirement asks ("" for everybody else), and since when its line has asked it."""

    __tablename__ = "training_requirement_roles"

    requirement_id: Mapped[UUID] = mapped_column(ForeignKey("training_requirements.id"), primary_key=True)
    job_role: Mapped[str] = mapped_column(primary_key=True)
    asked_from: Mapped[date]


class TrainingEquivalence(Record):
    """A record of one course counts for another, where it was completed within these days. Never two steps far."""

    __tablename__ = "training_equivalences"
    __table_args__ = (
        CheckConstraint("course_id <> counts_id", name="two"),
        CheckConstraint("until_on >= from_on", name="span"),
        Index("ix_training_equivalences_course_id", "course_id"),
    )

    course_id: Mapped[UUID] = mapped_column(ForeignKey("training_courses.id"))
    counts_id: Mapped[UUID] = mapped_column(ForeignKey("training_courses.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    course: Mapped[TrainingCourse] = relationship(foreign_keys=[course_id])
    counts: Mapped[TrainingCourse] = relationship(foreign_keys=[counts_id])


class TrainingExemption(Versioned, Record):
    """One person is excused from one course for a while, for a reason. until_on is always set: it ends by itself."""

    __tablename__ = "training_exemptions"
    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="span"),
        Index("ix_training_exemptions_person_id_course_id", "person_id", "course_id"),
        Index("ix_training_exemptions_state_asked_at", "state", "asked_at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    course_id: Mapped[UUID] = mapped_column(ForeignKey("training_courses.id"))
    state: Mapped[ExemptionState]
    reason: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    decided_why: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    course: Mapped[TrainingCourse] = relationship()
    asked_by: Mapped[Person | None] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])


class TrainingRoleDay(Base):
    """Since which day somebody has been in a job role, noted when it changes: newcomers' days begin there."""

    __tablename__ = "training_role_days"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since_on: Mapped[date] = mapped_column(primary_key=True)
    job_role: Mapped[str]


class LadderTelling(Base):
    """That somebody was told of something due, on one rung of the ladder: nobody is told twice."""

    __tablename__ = "training_ladder_tellings"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("training_courses.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    rung: Mapped[int] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
