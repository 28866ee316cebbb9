"""One month's sample of a programme: the frozen list, the values behind the seed, and the cases drawn."""

import zlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.models.programmes import AuditProgramme
from audits.rules import frames
from audits.rules.draws import DrawState, KeptBy
from audits.rules.kinds import unit_of, units_of
from audits.rules.programmes import SeedScheme
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.kernel.db import Record

NOT_ABANDONED = text("abandoned_at IS NULL")


class AuditDraw(Record):
    """Opened, its list frozen, its seed known, its sample drawn; or abandoned, and then kept with the reason.

    `criteria` holds the targeted rules of the frame, {"rules": [[code, words], …]}; `coverage` what the frame and the
    sample are made of, as `audits.rules.coverage` counts it; `minimums` are those of groups of the frame that have one
    of their own, by name. `frame_version` is that of the frozen text.
    """

    __tablename__ = "audit_draws"
    __table_args__ = (
        Index(
            "uq_audit_draws_live",
            "programme_id",
            "month",
            unique=True,
            sqlite_where=NOT_ABANDONED,
            postgresql_where=NOT_ABANDONED,
        ),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("audit_programmes.id"), index=True)
    month: Mapped[date]
    seed_scheme: Mapped[SeedScheme]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    public_what: Mapped[str] = mapped_column(default="")
    public_where: Mapped[str] = mapped_column(default="")
    known_on: Mapped[date | None]
    named_at: Mapped[datetime | None]
    named_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    programme_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[AuditKind] = mapped_column(default=AuditKind.CORE)
    frame_version: Mapped[int] = mapped_column(default=2)
    size: Mapped[int | None]
    minimum: Mapped[int] = mapped_column(default=1)
    minimums: Mapped[dict[str, Any]] = mapped_column(default=dict)
    criteria: Mapped[dict[str, Any]] = mapped_column(default=dict)
    list_id: Mapped[UUID | None]
    list_as_at: Mapped[date | None]
    eligible: Mapped[int | None]
    excluded: Mapped[int | None]
    strata: Mapped[dict[str, Any]] = mapped_column(default=dict)
    exclusions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    coverage: Mapped[dict[str, Any]] = mapped_column(default=dict)
    packed_frame: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    frame_hash: Mapped[str] = mapped_column(default="")
    frozen_at: Mapped[datetime | None]
    frozen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    seed: Mapped[str] = mapped_column(default="")
    drawn_at: Mapped[datetime | None]
    drawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    abandoned_at: Mapped[datetime | None]
    abandoned_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    abandoned_because: Mapped[str] = mapped_column(default="")

    programme: Mapped[AuditProgramme] = relationship()
    commitments: Mapped[list["Commitment"]] = relationship(
        back_populates="draw", order_by="Commitment.committed_at, Commitment.id"
    )
    readings: Mapped[list["Reading"]] = relationship(back_populates="draw", order_by="Reading.read_at, Reading.id")
    cases: Mapped[list["SampleCase"]] = relationship(
        back_populates="draw", order_by="SampleCase.stratum, SampleCase.place"
    )
    top_ups: Mapped[list["TopUp"]] = relationship(back_populates="draw", order_by="TopUp.step")

    @property
    def unit(self) -> str:
        """One of what is drawn, for sentences."""
        return unit_of(self.kind)

    @property
    def units(self) -> str:
        """Several of them."""
        return units_of(self.kind)

    @property
    def state(self) -> DrawState:
        if self.abandoned_at:
            return DrawState.ABANDONED
        if self.drawn_at:
            return DrawState.DRAWN
        return DrawState.FROZEN if self.frozen_at else DrawState.OPEN

    @property
    def state_words(self) -> str:
        """For sentences: "is drawn", "is abandoned"."""
        return {DrawState.OPEN: "not frozen yet"}.get(self.state, self.state.label.lower())

    @property
    def seed_plan(self) -> tuple[str, ...]:
        """Where the seed is to come from, as the frame tells it."""
        if self.seed_scheme is SeedScheme.TWO_PEOPLE:
            return (frames.TWO_PEOPLE,)
        known_on = self.known_on.isoformat() if self.known_on else ""
        return (frames.PUBLIC_VALUE, self.public_what, self.public_where, known_on)

    @property
    def rules(self) -> tuple[tuple[str, str], ...]:
        """The targeted rules of the frozen list, each its code and its words."""
        return tuple((code, words) for code, words in self.criteria.get("rules", []))

    @property
    def next_step(self) -> int:
        """The number of the next change to the sample."""
        return 1 + max([case.step for case in self.cases] + [one.step for one in self.top_ups], default=0)

    @property
    def standing_cases(self) -> list["SampleCase"]:
        return [case for case in self.cases if case.stands]

    def has_commitment_of(self, person_id: UUID) -> bool:
        return any(one.person_id == person_id for one in self.commitments)

    def pack_frame(self, content: bytes) -> None:
        self.packed_frame = zlib.compress(content, 1)

    def unpack_frame(self) -> bytes:
        """The frame text; empty before the list is frozen."""
        return zlib.decompress(self.packed_frame) if self.packed_frame else b""


class Commitment(Record):
    """One person's commitment, and what it opened to. `sealed` is there while the platform keeps the value."""

    __tablename__ = "audit_commitments"
    __table_args__ = (UniqueConstraint("draw_id", "person_id"),)

    draw_id: Mapped[UUID] = mapped_column(ForeignKey("audit_draws.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    commitment: Mapped[str]
    kept_by: Mapped[KeptBy]
    sealed: Mapped[str] = mapped_column(default="")
    committed_at: Mapped[datetime]
    value: Mapped[str | None]
    salt: Mapped[str | None]
    revealed_at: Mapped[datetime | None]

    draw: Mapped[AuditDraw] = relationship(back_populates="commitments")

    @property
    def is_revealed(self) -> bool:
        return self.revealed_at is not None


class Reading(Record):
    """A public value as one person read it, and where."""

    __tablename__ = "audit_readings"
    __table_args__ = (UniqueConstraint("draw_id", "person_id"),)

    draw_id: Mapped[UUID] = mapped_column(ForeignKey("audit_draws.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    value: Mapped[str]
    source: Mapped[str]
    read_at: Mapped[datetime]

    draw: Mapped[AuditDraw] = relationship(back_populates="readings")


class TopUp(Record):
    """More cases from the frozen list after the draw; `stratum` is empty where all were drawn from."""

    __tablename__ = "audit_top_ups"
    __table_args__ = (UniqueConstraint("draw_id", "step"),)

    draw_id: Mapped[UUID] = mapped_column(ForeignKey("audit_draws.id"), index=True)
    step: Mapped[int]
    size: Mapped[int]
    stratum: Mapped[str]
    reason: Mapped[str]
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))

    draw: Mapped[AuditDraw] = relationship(back_populates="top_ups")


class Verification(Record):
    """The last time that a draw was done again from what is kept: when, by whom, and where it came out otherwise.

    `inputs_hash` is the fingerprint of all that it read, so that a later change shows without drawing again.
    """

    __tablename__ = "audit_verifications"

    draw_id: Mapped[UUID] = mapped_column(ForeignKey("audit_draws.id"), unique=True)
    inputs_hash: Mapped[str]
    verified_at: Mapped[datetime]
    verified_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    listed: Mapped[int]
    sampled: Mapped[int]
    digest: Mapped[str]
    differences: Mapped[list[str]] = mapped_column(default=list)


class SampleCase(Record):
    """A drawn case, with what the list said of it on the day. `place` counts in the ticket order of its stratum.

    `step` is 0 for the draw and counts what came after it, replacements and top-ups, in their order. `status` is empty
    for a supervision file, whose `case_id` is the id of its practitioner.
    """

    __tablename__ = "audit_sample_cases"
    __table_args__ = (UniqueConstraint("draw_id", "case_id"), UniqueConstraint("draw_id", "stratum", "place"))

    draw_id: Mapped[UUID] = mapped_column(ForeignKey("audit_draws.id"), index=True)
    case_id: Mapped[str] = mapped_column(index=True)
    stratum: Mapped[str]
    place: Mapped[int]
    ticket: Mapped[str]
    status: Mapped[str]
    service: Mapped[str]
    team: Mapped[str]
    worker_name: Mapped[str]
    worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    drawn_at: Mapped[datetime]
    step: Mapped[int] = mapped_column(default=0)
    top_up_id: Mapped[UUID | None] = mapped_column(ForeignKey("audit_top_ups.id"), index=True)

    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("audit_sample_cases.id"), unique=True)
    replaced_at: Mapped[datetime | None]
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    replaced_because: Mapped[str] = mapped_column(default="")

    draw: Mapped[AuditDraw] = relationship(back_populates="cases")
    replaces: Mapped["SampleCase | None"] = relationship(remote_side="SampleCase.id")

    @property
    def name(self) -> str:
        """What people call it: the case reference, or whose supervision file it is."""
        return self.case_id if self.status else self.worker_name

    @property
    def stands(self) -> bool:
        """Whether the case is still part of the sample."""
        return self.replaced_at is None
