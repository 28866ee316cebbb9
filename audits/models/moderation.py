"""The tables of moderation: who is moderated and why, the second reader's grades, and what was agreed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from audits.models.audits import Audit
from audits.rules import moderation as rules
from audits.rules.moderation import Because, Direction, LotsOf, ModerationState
from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person


class ModerationShare(Versioned, Record):
    """The share of audits, in percent, that is moderated at random: the council's, or a programme's own."""

    __tablename__ = "moderation_shares"
    __table_args__ = (CheckConstraint("share BETWEEN 0 AND 100", name="share"),)

    programme_id: Mapped[UUID | None] = mapped_column(ForeignKey("audit_programmes.id"), unique=True)
    share: Mapped[int]


class ModerationValue(Record):
    """A month's value that decides lots.

    Until the month is over `value` is empty and `sealed` holds it, under a key that is not in the database.
    `commitment`, its SHA-256, is told from the beginning.
    Database triggers refuse every change but to `value` and `sealed`.
    """

    __tablename__ = "moderation_values"

    month: Mapped[date] = mapped_column(unique=True)
    value: Mapped[str]
    sealed: Mapped[str] = mapped_column(default="", server_default="")
    commitment: Mapped[str] = mapped_column(server_default="")
    made_at: Mapped[datetime]
    lots_of: Mapped[str] = mapped_column(default=LotsOf.REFERENCE.value, server_default=LotsOf.ID.value)

    def name_of(self, audit_id: UUID, reference: str) -> str:
        """What stands for an audit in its lot of this month."""
        return LotsOf(self.lots_of).said(audit_id, reference)


class ModerationChoice(Record):
    """Whether a submitted audit is moderated and why: `because` is empty where it is not. Only grows."""

    __tablename__ = "moderation_choices"

    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audits.id"), unique=True)
    month: Mapped[date] = mapped_column(index=True)
    share: Mapped[int]
    because: Mapped[list[str]]
    chosen_at: Mapped[datetime]

    @property
    def reasons(self) -> list[Because]:
        return [Because(code) for code in self.because]


class Moderation(Versioned, Record):
    """The second reading of one audit.

    `grade` is the moderator's own overall grade; `proposed_grade` what moderator and auditor came to, `decided_grade`
    what a practice lead decided where they did not. What stands in the end is written to the audit beside its first
    grade. `action_…` is what a lower grade asks to be done, raised when it stands.
    """

    __tablename__ = "moderations"
    __table_args__ = (Index("ix_moderations_moderator_id_state", "moderator_id", "state"),)

    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audits.id"), unique=True)
    state: Mapped[ModerationState] = mapped_column(index=True)
    moderator_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    allocated_on: Mapped[date | None]
    due_on: Mapped[date | None]

    submitted_at: Mapped[datetime | None]
    grade: Mapped[str | None]

    proposed_at: Mapped[datetime | None]
    proposed_grade: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    feedback: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    auditor_says: Mapped[str] = mapped_column(default="")

    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    decided_grade: Mapped[str | None]
    decided_reason: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date | None] = mapped_column(index=True)

    action_what: Mapped[str] = mapped_column(default="")
    action_owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    action_due_on: Mapped[date | None]

    audit: Mapped[Audit] = relationship()
    moderator: Mapped[Person | None] = relationship(foreign_keys=[moderator_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    action_owner: Mapped[Person | None] = relationship(foreign_keys=[action_owner_id])
    choice: Mapped[ModerationChoice | None] = relationship(
        primaryjoin=lambda: foreign(Moderation.audit_id) == ModerationChoice.audit_id, viewonly=True, uselist=False
    )
    readings: Mapped[list["ModerationAnswer"]] = relationship(back_populates="moderation")

    @property
    def is_blind(self) -> bool:
        """Nobody has seen both readers' grades yet."""
        return self.state in rules.BLIND

    @property
    def is_agreed(self) -> bool:
        return self.state is ModerationState.AGREED

    @property
    def final_grade(self) -> str | None:
        """What a practice lead decided, or what was proposed."""
        return self.decided_grade or self.proposed_grade

    @property
    def direction(self) -> Direction | None:
        """Where the overall grade went; None until it is agreed."""
        first, agreed = self.audit.grade, self.final_grade
        return rules.direction(first, agreed) if self.is_agreed and first and agreed else None

    def days_overdue(self, today: date) -> int:
        late = self.state in rules.READING and self.due_on
        return max(0, (today - self.due_on).days) if late and self.due_on else 0


class ModerationAnswer(Versioned, Record):
    """What the second reader says of one section; `proposed` and `decided` where the two readers differed."""

    __tablename__ = "moderation_answers"
    __table_args__ = (UniqueConstraint("moderation_id", "section"),)

    moderation_id: Mapped[UUID] = mapped_column(ForeignKey("moderations.id"))
    section: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    proposed: Mapped[str] = mapped_column(default="")
    decided: Mapped[str] = mapped_column(default="")
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))

    moderation: Mapped[Moderation] = relationship(back_populates="readings")
    saved_by: Mapped[Person] = relationship()

    @property
    def reading(self) -> rules.Reading:
        return rules.Reading(answer=self.answer, evidence=self.evidence, place=self.place)

    @property
    def is_written(self) -> bool:
        return bool(self.answer or self.evidence or self.place)

    @property
    def final(self) -> str:
        """What a practice lead decided, or what was proposed, where the readers differed; else empty."""
        return self.decided or self.proposed


class ModerationAllocation(Record):
    """Who was asked to moderate, when, by whom and why; the newest holds. Only grows.

    `could_see`: another role of theirs showed them the audit's grade in lists until then, whether or not they looked.
    """

    __tablename__ = "moderation_allocations"

    moderation_id: Mapped[UUID] = mapped_column(ForeignKey("moderations.id"), index=True)
    moderator_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    allocated_at: Mapped[datetime]
    allocated_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(default="")
    could_see: Mapped[bool] = mapped_column(default=False, server_default=false())


class Accreditation(Record):
    """An auditor was accredited, or no longer is, from a day, with the reason. Only grows; the newest holds.

    `moderated` is how many audits of theirs had been moderated and agreed by then.
    """

    __tablename__ = "auditor_accreditations"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    is_given: Mapped[bool]
    given_at: Mapped[datetime]
    given_on: Mapped[date]
    given_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str]
    moderated: Mapped[int]

    given_by: Mapped[Person] = relationship(foreign_keys=[given_by_id])
