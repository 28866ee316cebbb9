"""Who is in their first years, and the reviews of them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.frameworks.professional import EarlyCareerProgramme, early_career_programme
from dcpp.kernel.db import Record, Versioned
from dcpp.people.models import Person
from training.rules.early_careers import EarlyCareerEnd


class EarlyCareer(Versioned, Record):
    """One person on a programme for early careers; `supporter_id` assesses and supports them."""

    __tablename__ = "training_early_careers"
    __table_args__ = (UniqueConstraint("person_id", "programme_code"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    programme_code: Mapped[str]
    supporter_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date]
    extended_because: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None] = mapped_column(index=True)
    end: Mapped[EarlyCareerEnd | None]
    begun_at: Mapped[datetime]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    supporter: Mapped[Person | None] = relationship(foreign_keys=[supporter_id])
    reviews: Mapped[list["EarlyCareerReview"]] = relationship(
        back_populates="early_career", order_by="EarlyCareerReview.due_on, EarlyCareerReview.id"
    )

    @property
    def programme(self) -> EarlyCareerProgramme:
        return early_career_programme(self.programme_code)

    @property
    def next_review(self) -> "EarlyCareerReview | None":
        return next((review for review in self.reviews if review.done_on is None), None)

    def days_late(self, today: date) -> int:
        """Of the next review, or of the end where every review was held."""
        due = self.next_review.due_on if self.next_review else self.ends_on
        return 0 if self.ended_on else max(0, (today - due).days)


class EarlyCareerReview(Versioned, Record):
    """One review: `months` after the beginning. `words` are an agreed line or two, not the portfolio."""

    __tablename__ = "training_early_career_reviews"
    __table_args__ = (UniqueConstraint("early_career_id", "months"),)

    early_career_id: Mapped[UUID] = mapped_column(ForeignKey("training_early_careers.id"))
    months: Mapped[int]
    due_on: Mapped[date] = mapped_column(index=True)
    done_on: Mapped[date | None]
    is_on_track: Mapped[bool | None]
    words: Mapped[str] = mapped_column(default="")

    early_career: Mapped[EarlyCareer] = relationship(back_populates="reviews")
