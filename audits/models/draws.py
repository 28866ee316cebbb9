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
from audits.rules.programmes import SeedScheme
from dcpp.kernel.db import Record

NOT_ABANDONED = text("abandoned_at IS NULL")


class AuditDraw(Record):
    """Opened, its list frozen, its seed known, its sample drawn; or abandoned, and then kept with the reason."""

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
    size: Mapped[int | None]
    list_id: Mapped[UUID | None]
    list_as_at: Mapped[date | None]
    eligible: Mapped[int | None]
    excluded: Mapped[int | None]
    strata: Mapped[dict[str, Any]] = mapped_column(default=dict)
    exclusions: Mapped[dict[str, Any]] = mapped_column(default=dict)
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


class SampleCase(Record):
    """A drawn case, with what the list said of it on the day. `place` counts in the ticket order of its stratum."""

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

    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("audit_sample_cases.id"), unique=True)
    replaced_at: Mapped[datetime | None]
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    replaced_because: Mapped[str] = mapped_column(default="")

    draw: Mapped[AuditDraw] = relationship(back_populates="cases")
    replaces: Mapped["SampleCase | None"] = relationship(remote_side="SampleCase.id")

    @property
    def stands(self) -> bool:
        """Whether the case is still part of the sample."""
        return self.replaced_at is None
