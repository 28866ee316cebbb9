"""The tables of audits, of their answers by section, and of who was asked to do them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, and_, case, func
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from audits.models.tools import ToolVersion
from audits.rules import audits as audit_rules
from audits.rules.audits import AuditState
from audits.rules.kinds import unit_of
from audits.rules.questions import code_of
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import AuditTool, Section
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person


class Audit(Versioned, Record):
    """One case file, looked at once, by one auditor.

    The header (status, age, service, team, worker) is as the list had it on the day of the draw, and stays so when the
    child moves on. A supervision file has no status; its `case_id` is the id of its practitioner. `month` is the
    programme's month, named by its first day. `auditor_outside_line` is None where nobody knows who held the case.
    `grade` is the first grade, its auditor's, and is never written over; `agreed_grade` is what a moderation came to.
    """

    __tablename__ = "audits"
    __table_args__ = (
        UniqueConstraint("draw_id", "case_id"),
        Index("ix_audits_auditor_id_state", "auditor_id", "state"),
        Index("ix_audits_state_due_on", "state", "due_on"),
        Index("ix_audits_case_id_submitted_on", "case_id", "submitted_on"),
        Index("ix_audits_month_state", "month", "state"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    draw_id: Mapped[UUID | None] = mapped_column(ForeignKey("audit_draws.id"))
    month: Mapped[date]
    kind: Mapped[AuditKind] = mapped_column(default=AuditKind.CORE, server_default=AuditKind.CORE.value)
    tool_code: Mapped[str]
    tool_version: Mapped[int]
    look_back_months: Mapped[int]

    case_id: Mapped[str]
    status: Mapped[CaseStatus | None]
    age_years: Mapped[int | None]
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("services.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    service_name: Mapped[str] = mapped_column(default="")
    team_name: Mapped[str] = mapped_column(default="")
    practitioner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    practitioner_name: Mapped[str] = mapped_column(default="")
    days_held: Mapped[int | None]

    state: Mapped[AuditState]
    auditor_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    auditor_outside_line: Mapped[bool | None]
    created_at: Mapped[datetime]
    allocated_on: Mapped[date | None]
    due_on: Mapped[date]
    started_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    submitted_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    grade: Mapped[str | None]
    agreed_grade: Mapped[str | None]
    re_audit_by: Mapped[date | None]

    auditor: Mapped[Person | None] = relationship(foreign_keys=[auditor_id])
    tool_kept: Mapped[ToolVersion] = relationship(
        primaryjoin=lambda: and_(
            foreign(Audit.tool_code) == ToolVersion.code, foreign(Audit.tool_version) == ToolVersion.number
        ),
        viewonly=True,
    )
    answers: Mapped[list["AuditAnswer"]] = relationship(back_populates="audit", order_by="AuditAnswer.section")
    allocations: Mapped[list["AuditAllocation"]] = relationship(
        back_populates="audit", order_by="AuditAllocation.allocated_at.desc()"
    )

    @property
    def tool(self) -> AuditTool:
        """The version that it began with; one read a version, however many audits ask."""
        return self.tool_kept.tool

    @property
    def sections(self) -> tuple[Section, ...]:
        """What its tool asks of such a case, in order."""
        return self.tool.sections_for(self.status, self.kind)

    @property
    def looked_at(self) -> tuple[date, date]:
        """The first and last day of the practice that it reads: up to when its case was given to an auditor."""
        until = self.allocated_on or clock.london(self.created_at).date()
        return clock.months_from(until, -self.look_back_months), until

    @property
    def is_of_supervision(self) -> bool:
        """Whether a practitioner's supervision file is audited, and no child's case."""
        return self.status is None

    @property
    def subject(self) -> str:
        """What is looked at, for sentences and headings."""
        return f"supervision file of {self.practitioner_name}" if self.status is None else f"{self.unit} {self.case_id}"

    @property
    def case_words(self) -> str:
        """The case’s reference; empty for a supervision file."""
        return "" if self.is_of_supervision else self.case_id

    @property
    def unit(self) -> str:
        """What kind of thing is looked at, for sentences."""
        return "supervision file" if self.status is None else unit_of(self.kind)

    @property
    def status_words(self) -> str:
        return self.status.label if self.status else "Supervision file"

    @property
    def is_with_auditor(self) -> bool:
        return self.state in audit_rules.WITH_AUDITOR

    @hybrid_property
    def grade_that_stands(self) -> str | None:
        """The agreed grade where the audit was moderated, else the first one: what everybody reads and counts."""
        return self.agreed_grade or self.grade

    @grade_that_stands.inplace.expression
    @classmethod
    def _grade_that_stands(cls) -> ColumnElement[str | None]:
        return func.coalesce(cls.agreed_grade, cls.grade)

    @property
    def is_submitted(self) -> bool:
        return self.state is AuditState.SUBMITTED

    def days_overdue(self, today: date) -> int:
        """How many days late; 0 when not late, or when it is no longer to be done."""
        return max(0, (today - self.due_on).days) if self.state in audit_rules.OPEN else 0


class AuditAnswer(Versioned, Record):
    """What stands in one section of one audit; empty text where nothing was written.

    `questions` holds the answers to the section's questions, by code: see `dcpp.frameworks.audit_tools.Question`.
    `agreed` is the grade that a moderation came to where the two readers differed, else empty; `answer` stays.
    """

    __tablename__ = "audit_answers"
    __table_args__ = (UniqueConstraint("audit_id", "section"),)

    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audits.id"))
    section: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    agreed: Mapped[str] = mapped_column(default="", server_default="")
    evidence: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    strengths: Mapped[str] = mapped_column(default="")
    improve: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    questions: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    invited_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))

    audit: Mapped[Audit] = relationship(back_populates="answers")
    saved_by: Mapped[Person] = relationship()

    @hybrid_property
    def answer_that_stands(self) -> str:
        """The agreed grade where there is one, else the auditor's answer."""
        return self.agreed or self.answer

    @answer_that_stands.inplace.expression
    @classmethod
    def _answer_that_stands(cls) -> ColumnElement[str]:
        return case((cls.agreed != "", cls.agreed), else_=cls.answer)

    def words_in(self, fields: Iterable[str]) -> dict[str, str]:
        """What stands in some fields that people write in, by name: `evidence`, or `q_seen` for a question."""
        return {
            name: getattr(self, name) if name in audit_rules.FIELDS else self.questions.get(code_of(name), "")
            for name in fields
        }

    def write(self, words: Mapping[str, str]) -> None:
        """Let some fields say something else, by the names of `words_in`."""
        for name in audit_rules.FIELDS:
            if name in words:
                setattr(self, name, words[name])
        news = {code_of(name): text for name, text in words.items() if name not in audit_rules.FIELDS}
        if news:
            self.questions = {code: text for code, text in (self.questions | news).items() if text}

    @property
    def is_written(self) -> bool:
        return bool(self.questions) or any(self.words_in(audit_rules.FIELDS).values())

    @property
    def as_answer(self) -> audit_rules.Answer:
        return audit_rules.Answer(
            **self.words_in(audit_rules.FIELDS),
            agreed=self.agreed,
            questions=self.questions,
            is_invited=self.invited_at is not None,
            is_shared=self.shared_at is not None,
        )


class AuditAllocation(Record):
    """Who was asked to do an audit, when, by whom and why; the newest holds. Database triggers refuse every change.

    `judgement` is how the lead knew that the auditor is not near, where the lists do not tell who held the case.
    """

    __tablename__ = "audit_allocations"

    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audits.id"), index=True)
    auditor_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    allocated_at: Mapped[datetime]
    allocated_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(default="")
    judgement: Mapped[str] = mapped_column(default="")

    audit: Mapped[Audit] = relationship(back_populates="allocations")
