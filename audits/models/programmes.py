"""Programmes: what is audited, month after month, and who audits it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.rules.kinds import unit_of, units_of
from audits.rules.programmes import AuditorPool, Schedule, SeedScheme, Stratify
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.kernel.db import Base, Record, Versioned
from dcpp.people.models import Person
from dcpp.people.rules import Role

programme_auditors = Table(
    "audit_programme_auditors",
    Base.metadata,
    Column("programme_id", ForeignKey("audit_programmes.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
)
group_members = Table(
    "audit_group_members",
    Base.metadata,
    Column("group_id", ForeignKey("audit_groups.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
)


class AuditorGroup(Record, Versioned):
    """Auditors under one name, such as "Advanced practitioners", for several programmes."""

    __tablename__ = "audit_groups"

    name: Mapped[str] = mapped_column(unique=True)

    members: Mapped[list[Person]] = relationship(secondary=group_members, order_by=Person.name)


class AuditProgramme(Record, Versioned):
    """Such as "Monthly core audit". What it says now holds for draws whose list is not yet frozen.

    `minimum` is the least that is drawn from each group, `minimums` that of groups that have one of their own, by name.
    `targeted` are codes of targeted rules, `limits` their thresholds where they are not the usual ones; `drawn_in` are
    months as "1" to "12". `tool_version` and `look_back_months` are None where those of the tool in force hold;
    `most_each` is the most that one auditor gets of one draw.
    """

    __tablename__ = "audit_programmes"
    __table_args__ = (
        CheckConstraint("size > 0", name="size"),
        CheckConstraint("months_apart >= 0", name="months_apart"),
        CheckConstraint("list_age_days > 0", name="list_age_days"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[AuditKind] = mapped_column(default=AuditKind.CORE)
    tool_code: Mapped[str] = mapped_column(default="core")
    tool_version: Mapped[int | None]
    look_back_months: Mapped[int | None]
    size: Mapped[int]
    minimum: Mapped[int] = mapped_column(default=1)
    minimums: Mapped[dict[str, Any]] = mapped_column(default=dict)
    stratify_by: Mapped[list[str]]
    statuses_left_out: Mapped[list[str]]
    targeted: Mapped[list[str]] = mapped_column(default=list)
    limits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    months_apart: Mapped[int]
    months_since_held: Mapped[int] = mapped_column(default=12)
    list_age_days: Mapped[int]
    seed_scheme: Mapped[SeedScheme]
    public_what: Mapped[str] = mapped_column(default="")
    public_where: Mapped[str] = mapped_column(default="")
    schedule: Mapped[Schedule]
    drawn_in: Mapped[list[str]] = mapped_column(default=list)
    pool: Mapped[AuditorPool] = mapped_column(default=AuditorPool.EVERYBODY)
    pool_role: Mapped[Role | None]
    pool_group_id: Mapped[UUID | None] = mapped_column(ForeignKey("audit_groups.id"))
    most_each: Mapped[int | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    set_up_at: Mapped[datetime]
    set_up_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    auditors: Mapped[list[Person]] = relationship(secondary=programme_auditors, order_by=Person.name)
    pool_group: Mapped[AuditorGroup | None] = relationship()

    @property
    def unit(self) -> str:
        """One of what is drawn, for sentences."""
        return unit_of(self.kind)

    @property
    def units(self) -> str:
        """Several of them."""
        return units_of(self.kind)

    @property
    def stratify_words(self) -> str:
        return " and ".join(Stratify(one).noun for one in self.stratify_by)

    @property
    def month_words(self) -> str:
        """The months it is drawn in, by name."""
        return ", ".join(f"{date(2000, int(one), 1):%B}" for one in self.drawn_in)
