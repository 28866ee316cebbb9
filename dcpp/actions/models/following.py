"""How the Centre follows actions: what it set, who stands on which rung, and who wants no weekly mail."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dcpp.actions.rules.escalation import Rung
from dcpp.kernel.db import Base, Record, Versioned


class ActionSettings(Record, Versioned):
    """One row: how many weeks after its evidence an action is looked at again, and the week of the newest digest."""

    __tablename__ = "action_settings"
    __table_args__ = (CheckConstraint("impact_weeks BETWEEN 1 AND 52", name="weeks"),)

    impact_weeks: Mapped[int]
    digest_week: Mapped[date | None]


class RungHolder(Record):
    """Who stands on a rung by name, in one service or (without one) everywhere; where nobody does, the line decides."""

    __tablename__ = "action_rung_holders"
    __table_args__ = (UniqueConstraint("rung", "service_id"),)

    rung: Mapped[Rung]
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("services.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))


class DigestRefusal(Base):
    """Somebody who wants no weekly mail of actions; mail that asks something of them still comes."""

    __tablename__ = "action_digest_refusals"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
