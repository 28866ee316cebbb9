"""Pieces of CPD: their writer's alone."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person
from training.rules import cpd as rules
from training.rules.cpd import CpdKind, Peer


class CpdPiece(Versioned, Record):
    """One piece of CPD of one person, a draft until it is finished.

    `year_on` names the registration year by its first day. `record_id` is the training record that its facts were
    taken from; a record begins one piece. `copied_on`: put on Social Work England's site, as its writer said. The words
    (`what`, `learnt`, `effect`, `peer_learnt`) are read by nobody but the writer.
    """

    __tablename__ = "training_cpd_pieces"
    __table_args__ = (Index("ix_training_cpd_pieces_person_id_year_on", "person_id", "year_on"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    year_on: Mapped[date] = mapped_column(index=True)
    record_id: Mapped[UUID | None] = mapped_column(unique=True)

    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[CpdKind] = mapped_column(default=CpdKind.TRAINING)
    done_on: Mapped[date | None]
    minutes: Mapped[int | None]
    what: Mapped[str] = mapped_column(default="")
    learnt: Mapped[str] = mapped_column(default="")
    effect: Mapped[str] = mapped_column(default="")
    peer: Mapped[Peer | None]
    peer_on: Mapped[date | None]
    peer_learnt: Mapped[str] = mapped_column(default="")
    standards: Mapped[list[str]] = mapped_column(default=list)

    started_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    copied_on: Mapped[date | None]

    person: Mapped[Person] = relationship()

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_written(self) -> bool:
        """Whether any words of its writer's own are there."""
        return any(self.words.values())

    @property
    def words(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in rules.WORDS}

    @property
    def facts(self) -> rules.Facts:
        return rules.Facts(
            title=self.title,
            kind=self.kind,
            done_on=self.done_on,
            minutes=self.minutes,
            standards=tuple(self.standards),
            peer=self.peer,
            peer_on=self.peer_on,
        )
