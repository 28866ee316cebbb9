"""How much auditors can take, and who is excused from what, by whose agreement."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.models.audits import Audit
from audits.models.programmes import AuditProgramme
from audits.rules.exemptions import ExemptionState
from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person


class AuditorCapacity(Record, Versioned):
    """The most audits that somebody is given in a month, over all programmes. Who has none is not limited."""

    __tablename__ = "audit_capacities"
    __table_args__ = (CheckConstraint("per_month >= 0", name="per_month"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), unique=True)
    per_month: Mapped[int]
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))


class Exemption(Record, Versioned):
    """An auditor excused from a programme for a month, or a case excused from its audit: asked, then decided.

    One of `person_id` (the auditor) and `audit_id` (the case) is set. Whoever asked, is excused, or did the work never
    decides.
    """

    __tablename__ = "audit_exemptions"
    __table_args__ = (Index("ix_audit_exemptions_programme_id_month", "programme_id", "month"),)

    reference: Mapped[str] = mapped_column(unique=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("audit_programmes.id"))
    month: Mapped[date]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    audit_id: Mapped[UUID | None] = mapped_column(ForeignKey("audits.id"), index=True)
    state: Mapped[ExemptionState]
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    decision: Mapped[str] = mapped_column(default="")

    programme: Mapped[AuditProgramme] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    audit: Mapped[Audit | None] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def is_open(self) -> bool:
        return self.state is ExemptionState.ASKED
