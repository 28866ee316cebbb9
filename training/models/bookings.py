"""Bookings, the steps that each has climbed, who stands in for a manager, and how the queue was last looked at."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel import clock
from dcpp.kernel.db import Base, Record, Versioned
from dcpp.people.models import Person
from training.models.sessions import TrainingSession
from training.rules.booking_rule import BookingRule
from training.rules.bookings import LIVE, BookingState, Deed, Step

_IS_LIVE = text("state IN ({})".format(", ".join(f"'{state.value}'" for state in BookingState if state in LIVE)))


class Booking(Versioned, Record):
    """One person's booking of one session. Its state is always what replaying its steps gives.

    `kept_rule` is the session's rule as it stood when the booking was made; `arrived` rises with every booking and is
    the order of the queue. `expires_on` is the last day to answer a request. `replaces_id` is the booking whose place
    a substitute took over. Access and food are read by co-ordinator and trainer only, and deleted after the session.
    """

    __tablename__ = "training_bookings"
    __table_args__ = (
        Index(
            "uq_training_bookings_live",
            "session_id",
            "person_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        Index("ix_training_bookings_session_id_state_arrived", "session_id", "state", "arrived"),
        Index("ix_training_bookings_person_id_state", "person_id", "state"),
        Index("ix_training_bookings_state_expires_on", "state", "expires_on"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("training_sessions.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    arrived: Mapped[int] = mapped_column(BigInteger, unique=True)
    state: Mapped[BookingState]
    kept_rule: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime] = mapped_column(index=True)
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    expires_on: Mapped[date | None]
    requirement_kind: Mapped[str] = mapped_column(default="")
    requirement_id: Mapped[UUID | None]
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("training_bookings.id"), index=True)
    access_needs: Mapped[str] = mapped_column(default="")
    dietary_needs: Mapped[str] = mapped_column(default="")

    session: Mapped[TrainingSession] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    approver: Mapped[Person | None] = relationship(foreign_keys=[approver_id])
    replaces: Mapped["Booking | None"] = relationship(remote_side="Booking.id")
    steps: Mapped[list["BookingStep"]] = relationship(back_populates="booking", order_by="BookingStep.number")

    @property
    def rule(self) -> BookingRule:
        """The rule as it stood when the booking was made."""
        return BookingRule.from_json(self.kept_rule)

    @property
    def charge_pence(self) -> int:
        """What finance is told of: for cancelling late or not coming. Never taken here."""
        if self.state is BookingState.CANCELLED_LATE:
            return self.rule.late_charge_pence
        return self.rule.absence_charge_pence if self.state is BookingState.ABSENT else 0

    @property
    def came_from_queue_on(self) -> date | None:
        """The day on which the queue gave it its place; None where it came by another way, or has none."""
        found = None
        for before, step in zip(self.steps, self.steps[1:], strict=False):
            if step.deed is Deed.PLACED and before.state is BookingState.WAITING:
                found = clock.london(step.at).date()
        return found


class BookingStep(Base):
    """One step, with who (None: the platform), when and why. Database triggers refuse every change to a row.

    Ids rise in the order in which things happened to the bookings of a session. `last_day` is the last day on which
    the queue could move, as it stood; `is_override`: a place above the maximum.
    """

    __tablename__ = "training_booking_steps"
    __table_args__ = (
        UniqueConstraint("booking_id", "number"),
        CheckConstraint("deed NOT IN ('placed_by_hand', 'took_over', 'passed_over') OR why <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    booking_id: Mapped[UUID] = mapped_column(ForeignKey("training_bookings.id"))
    number: Mapped[int]
    deed: Mapped[Deed]
    state: Mapped[BookingState]
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    why: Mapped[str] = mapped_column(default="")
    place_in_queue: Mapped[int | None]
    is_override: Mapped[bool] = mapped_column(default=False)
    last_day: Mapped[date | None]

    booking: Mapped[Booking] = relationship(back_populates="steps")
    by: Mapped[Person | None] = relationship()

    @property
    def on_ladder(self) -> Step:
        return Step(self.number, self.deed, self.state)


class ApprovalDelegate(Versioned, Record):
    """Somebody approves in a manager's place from one day to another, both included."""

    __tablename__ = "training_approval_delegates"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="days"),
        CheckConstraint("delegate_id <> manager_id", name="another"),
        Index("ix_training_approval_delegates_manager_id_ends_on", "manager_id", "ends_on"),
        Index("ix_training_approval_delegates_delegate_id_ends_on", "delegate_id", "ends_on"),
    )

    manager_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    delegate_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    named_at: Mapped[datetime]
    named_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None]

    manager: Mapped[Person] = relationship(foreign_keys=[manager_id])
    delegate: Mapped[Person] = relationship(foreign_keys=[delegate_id])

    def holds_on(self, day: date) -> bool:
        return self.ended_at is None and self.starts_on <= day <= self.ends_on


class QueueRun(Base):
    """When the queue of a session was last looked at, why, and what came of it."""

    __tablename__ = "training_queue_runs"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("training_sessions.id"), primary_key=True)
    ran_at: Mapped[datetime]
    because: Mapped[str]
    free: Mapped[int]
    waiting: Mapped[int]
    placed: Mapped[int]
    passed_over: Mapped[int]


class BookingCheck(Record):
    """What `check-bookings` found one night: how many rows it looked at, and the sentence for each broken rule."""

    __tablename__ = "training_booking_checks"

    ran_at: Mapped[datetime] = mapped_column(index=True)
    sessions: Mapped[int]
    bookings: Mapped[int]
    many: Mapped[int]
    faults: Mapped[list[str]]
