"""The tables of actions and of what was said about them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.actions import rules
from dcpp.actions.rules import ActionLevel, ActionState, UpdateKind
from dcpp.actions.rules.escalation import Rung, Told, days_late
from dcpp.actions.rules.impact import Impact
from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person


class Action(Versioned, Record):
    """What one person must do by a day, and why: the record of another domain that it came from.

    `origin_part` tells several actions of one origin apart; the three together are unique, so that raising twice
    raises once. Team, service and practitioner are those that the action concerns, as they were when it was raised.
    `checker_id` is who is asked to check it and, once it is checked, who did. `owner_told_at` is empty until a mail
    told its owner of it.
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
    checker_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    owner_told_at: Mapped[datetime | None]
    impact_due_on: Mapped[date | None] = mapped_column(index=True)
    impact_checked_on: Mapped[date | None]
    impact: Mapped[Impact | None]
    practitioner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("services.id"), index=True)

    owner: Mapped[Person] = relationship(foreign_keys=[owner_id])
    checker: Mapped[Person | None] = relationship(foreign_keys=[checker_id])
    escalations: Mapped[list["ActionEscalation"]] = relationship(
        back_populates="action", order_by="ActionEscalation.escalated_on, ActionEscalation.id"
    )
    evidence: Mapped[list["ActionEvidence"]] = relationship(
        back_populates="action", order_by="ActionEvidence.number.desc()"
    )
    updates: Mapped[list["ActionUpdate"]] = relationship(
        back_populates="action", order_by="ActionUpdate.written_at.desc(), ActionUpdate.number.desc()"
    )

    @property
    def owner_name(self) -> str:
        return self.owner.name

    @property
    def last_words(self) -> str:
        """What somebody wrote last in its history."""
        return next((update.words for update in self.updates if update.words), "")

    def days_overdue(self, today: date) -> int:
        return rules.days_overdue(self.state, self.due_on, today)

    def days_late(self, today: date) -> int:
        """As days_overdue, and it counts too when nobody checks what was finished."""
        return days_late(self.state, self.due_on, self.done_on, today)

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


class ActionEscalation(Record):
    """A late action was brought before one person, on one rung. `ended_on` is the day it showed life again."""

    __tablename__ = "action_escalations"
    __table_args__ = (
        UniqueConstraint("action_id", "spell", "rung"),
        Index("ix_action_escalations_to_id_ended_on", "to_id", "ended_on"),
    )

    action_id: Mapped[UUID] = mapped_column(ForeignKey("actions.id"))
    rung: Mapped[Rung]
    spell: Mapped[int]
    to_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    days_late: Mapped[int]
    escalated_on: Mapped[date]
    ended_on: Mapped[date | None]

    action: Mapped[Action] = relationship(back_populates="escalations")
    to: Mapped[Person] = relationship()

    @property
    def told(self) -> Told:
        return Told(self.rung, self.spell, self.ended_on)


class ActionEvidence(Record):
    """What shows that it was done: a kept file (`sha256` is its key in the store), or a place in the record, or both.

    Rows only grow: a newer piece is a newer row that names the one it replaces. `about_on` is the day it is
    about, `uploaded_at` when it came here, `expires_on` its last good day.
    """

    __tablename__ = "action_evidence"
    __table_args__ = (
        UniqueConstraint("action_id", "number"),
        UniqueConstraint("replaces_id"),
        CheckConstraint("sha256 <> '' OR place <> ''", name="something"),
    )

    action_id: Mapped[UUID] = mapped_column(ForeignKey("actions.id"))
    number: Mapped[int]
    shows: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")
    about_on: Mapped[date]
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    expires_on: Mapped[date | None] = mapped_column(index=True)
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("action_evidence.id"))

    action: Mapped[Action] = relationship(back_populates="evidence")
    uploaded_by: Mapped[Person] = relationship()
