"""The tables of immediate concerns: each concern, who was told when, its history, and the hours that the Centre set."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.models.audits import Audit
from audits.rules.concerns import LEAST_HOURS, MOST_HOURS, ConcernLineKind, ConcernRung, ConcernState
from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person


class Concern(Versioned, Record):
    """Something seen in a case file that cannot wait. Its words are lines of its history, the first what was seen.

    `answer_by` is when the clock of those who were told last runs out; `first_answer_by` when the first ran out.
    `done_on` is the day on which something was done for the child. Team, service and practitioner are the audit's.
    """

    __tablename__ = "audit_concerns"
    __table_args__ = (
        Index("ix_audit_concerns_state_answer_by", "state", "answer_by"),
        Index("ix_audit_concerns_raised_by_id_state", "raised_by_id", "state"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audits.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("services.id"), index=True)
    practitioner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[ConcernState]
    rung: Mapped[ConcernRung]
    raised_at: Mapped[datetime] = mapped_column(index=True)
    raised_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    answer_by: Mapped[datetime]
    first_answer_by: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    done_on: Mapped[date | None]
    seen_at: Mapped[datetime | None]
    withdrawal_asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    audit: Mapped[Audit] = relationship()
    raised_by: Mapped[Person] = relationship(foreign_keys=[raised_by_id])
    acknowledged_by: Mapped[Person | None] = relationship(foreign_keys=[acknowledged_by_id])
    told: Mapped[list["ConcernTold"]] = relationship(
        back_populates="concern", order_by="ConcernTold.told_at, ConcernTold.id"
    )
    lines: Mapped[list["ConcernLine"]] = relationship(back_populates="concern", order_by="ConcernLine.number.desc()")

    @property
    def is_open(self) -> bool:
        return self.state.is_open

    @property
    def is_answered(self) -> bool:
        return self.state is not ConcernState.RAISED


class ConcernTold(Record):
    """Somebody was told of a concern, once. Database triggers refuse every change to a row."""

    __tablename__ = "audit_concerns_told"
    __table_args__ = (UniqueConstraint("concern_id", "person_id"),)

    concern_id: Mapped[UUID] = mapped_column(ForeignKey("audit_concerns.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    rung: Mapped[ConcernRung]
    told_at: Mapped[datetime]
    answer_by: Mapped[datetime]

    concern: Mapped[Concern] = relationship(back_populates="told")
    person: Mapped[Person] = relationship()


class ConcernLine(Record):
    """One dated line of a concern's history. Database triggers refuse every change to a row."""

    __tablename__ = "audit_concern_lines"
    __table_args__ = (UniqueConstraint("concern_id", "number"),)

    concern_id: Mapped[UUID] = mapped_column(ForeignKey("audit_concerns.id"))
    number: Mapped[int]
    kind: Mapped[ConcernLineKind]
    words: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    concern: Mapped[Concern] = relationship(back_populates="lines")
    written_by: Mapped[Person | None] = relationship()


class ConcernSettings(Versioned, Record):
    """One row: how many working hours there are to acknowledge a concern."""

    __tablename__ = "audit_concern_settings"
    __table_args__ = (CheckConstraint(f"answer_hours BETWEEN {LEAST_HOURS} AND {MOST_HOURS}", name="hours"),)

    answer_hours: Mapped[int]
