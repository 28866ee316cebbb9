"""The tables of findings, their themes, and the actions that an auditor proposes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.models.audits import Audit
from audits.rules.findings import FindingKind
from dcpp.actions.rules import ActionLevel
from dcpp.kernel.db import Base, Record, Versioned
from dcpp.people.models import Person
from dcpp.themes.models import Theme

finding_themes = Table(
    "audit_finding_themes",
    Base.metadata,
    Column("finding_id", ForeignKey("audit_findings.id", ondelete="CASCADE"), primary_key=True),
    Column("theme_id", ForeignKey("themes.id"), primary_key=True, index=True),
)


class Finding(Versioned, Record):
    """One thing that an audit saw: a strength, or something that needs work."""

    __tablename__ = "audit_findings"

    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audits.id"), index=True)
    kind: Mapped[FindingKind]
    section: Mapped[str] = mapped_column(default="")
    words: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))

    audit: Mapped[Audit] = relationship()
    themes: Mapped[list[Theme]] = relationship(secondary=finding_themes, order_by=Theme.name)
    proposed: Mapped[list["ProposedAction"]] = relationship(
        back_populates="finding", order_by="ProposedAction.due_on", cascade="all, delete-orphan"
    )


class ProposedAction(Record):
    """An action as its auditor wrote it. It is raised, and its owner told, when the audit is submitted."""

    __tablename__ = "audit_proposed_actions"

    finding_id: Mapped[UUID] = mapped_column(ForeignKey("audit_findings.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    level: Mapped[ActionLevel]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    due_on: Mapped[date]

    finding: Mapped[Finding] = relationship(back_populates="proposed")
    owner: Mapped[Person] = relationship()
