"""The tables of actions and of what was said about them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.actions import rules
from dcpp.actions.rules import ActionLevel, ActionState, UpdateKind
from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person


class Action(Versioned, Record):
    """What one person must do by a day, and why: the record of another domain that it came from.

    `origin_part` tells several actions of one origin apart; the three together are unique, so that raising twice
    raises once. Team, service and practitioner are those that the action concerns, as they were when it was raised.
    """

    __tablename__ = "actions"
    __table_args__ = (
        UniqueConstraint("origin_kind", "origin_id", "origin_part"),
        Index("ix_actions_state_due_on", "state", "due_on"),
        Index("ix_actions_owner_id_state", "owner_id", "state"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    what: Mapped[str]
    level: Mapped[ActionLevel]
    state: Mapped[ActionState]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    raised_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    finished_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    due_on: Mapped[date]
    raised_on: Mapped[date] = mapped_column(index=True)
    done_on: Mapped[date | None]
    closed_on: Mapped[date | None] = mapped_column(index=True)
    origin_kind: Mapped[str]
    origin_id: Mapped[UUID]
    origin_part: Mapped[str] = mapped_column(default="")
    practitioner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("services.id"), index=True)

    owner: Mapped[Person] = relationship(foreign_keys=[owner_id])
    updates: Mapped[list["ActionUpdate"]] = relationship(
        back_populates="action", order_by="ActionUpdate.written_at.desc(), ActionUpdate.number.desc()"
    )

    def days_overdue(self, today: date) -> int:
        return rules.days_overdue(self.state, self.due_on, today)

    def age(self, today: date) -> int:
        """Days from the day it was raised to the day it was closed, or to today."""
        return ((self.closed_on or today) - self.raised_on).days


class ActionUpdate(Record):
    """One dated line: what was done or said. Database triggers refuse every change to a row."""

    __tablename__ = "action_updates"
    __table_args__ = (UniqueConstraint("action_id", "number"),)

    action_id: Mapped[UUID] = mapped_column(ForeignKey("actions.id"))
    number: Mapped[int]
    kind: Mapped[UpdateKind]
    words: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    action: Mapped[Action] = relationship(back_populates="updates")
    written_by: Mapped[Person | None] = relationship()
