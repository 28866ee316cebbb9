"""Programmes: what is audited, month after month."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from audits.rules.programmes import Schedule, SeedScheme
from dcpp.kernel.db import Record, Versioned


class AuditProgramme(Record, Versioned):
    """Such as "Monthly core audit". What it says now holds for draws whose list is not yet frozen."""

    __tablename__ = "audit_programmes"
    __table_args__ = (
        CheckConstraint("size > 0", name="size"),
        CheckConstraint("months_apart >= 0", name="months_apart"),
        CheckConstraint("list_age_days > 0", name="list_age_days"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    stratify_by: Mapped[list[str]]
    statuses_left_out: Mapped[list[str]]
    months_apart: Mapped[int]
    list_age_days: Mapped[int]
    seed_scheme: Mapped[SeedScheme]
    public_what: Mapped[str] = mapped_column(default="")
    public_where: Mapped[str] = mapped_column(default="")
    schedule: Mapped[Schedule]
    is_active: Mapped[bool] = mapped_column(default=True)
    set_up_at: Mapped[datetime]
    set_up_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
