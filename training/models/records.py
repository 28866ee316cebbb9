"""What people have learnt, wherever they learnt it, and what shows it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person
from training.models.courses import TrainingCourse
from training.rules.records import RecordSource, RecordState, state_of

LIVE = text("withdrawn_at IS NULL")


class TrainingRecord(Versioned, Record):
    """One course that one person completed; withdrawn where it was a mistake, never deleted.

    course_id is None for a course that is in no catalogue: `title` and `provider` then say what it was. expires_on: its
    last good day, None for ever. booking_id: the booking it came from, which has at most one live record. confirmed_at:
    since when it answers what is asked; attended and imported records do so at once.
    """

    __tablename__ = "training_records"
    __table_args__ = (
        CheckConstraint("course_id IS NOT NULL OR title <> ''", name="something"),
        CheckConstraint("minutes >= 0 AND cpd_minutes >= 0", name="minutes"),
        CheckConstraint("expires_on > completed_on", name="expires"),
        Index(
            "ix_training_records_counting",
            "person_id",
            "course_id",
            "completed_on",
            "expires_on",
            sqlite_where=text("confirmed_at IS NOT NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("confirmed_at IS NOT NULL AND withdrawn_at IS NULL"),
        ),
        Index("ix_training_records_person_id_completed_on", "person_id", "completed_on"),
        Index("uq_training_records_booking_id", "booking_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_training_records_course_id_completed_on", "course_id", "completed_on"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    course_id: Mapped[UUID | None] = mapped_column(ForeignKey("training_courses.id"))
    title: Mapped[str] = mapped_column(default="")
    provider: Mapped[str] = mapped_column(default="")
    completed_on: Mapped[date] = mapped_column(index=True)
    minutes: Mapped[int]
    cpd_minutes: Mapped[int]
    expires_on: Mapped[date | None]
    source: Mapped[RecordSource]
    booking_id: Mapped[UUID | None] = mapped_column(ForeignKey("training_bookings.id"))
    import_id: Mapped[UUID | None] = mapped_column(index=True)
    kept_at: Mapped[datetime]
    kept_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_reason: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    course: Mapped[TrainingCourse | None] = relationship()
    kept_by: Mapped[Person | None] = relationship(foreign_keys=[kept_by_id])
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id])
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=[withdrawn_by_id])
    evidence: Mapped[list["TrainingEvidence"]] = relationship(
        back_populates="record", order_by="TrainingEvidence.number.desc()"
    )

    @property
    def name(self) -> str:
        """What was learnt: the catalogue's title, or what somebody wrote."""
        return self.course.title if self.course else self.title

    @property
    def state(self) -> RecordState:
        return state_of(is_confirmed=self.confirmed_at is not None, is_withdrawn=self.withdrawn_at is not None)

    @property
    def counts(self) -> bool:
        return self.state is RecordState.COUNTS

    def has_run_out(self, today: date) -> bool:
        return self.expires_on is not None and self.expires_on < today


class TrainingEvidence(Record):
    """What shows a record: a kept file (`sha256` is its key in the store). Rows only grow.

    about_on: the day it is about; uploaded_at: when it came here; expires_on: its last good day.
    """

    __tablename__ = "training_evidence"
    __table_args__ = (UniqueConstraint("record_id", "number"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("training_records.id"))
    number: Mapped[int]
    shows: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    about_on: Mapped[date]
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    expires_on: Mapped[date | None]

    record: Mapped[TrainingRecord] = relationship(back_populates="evidence")
    uploaded_by: Mapped[Person] = relationship()
