"""Who is in their first years, and how far they have come."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, selectinload

from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people import queries as people
from dcpp.people.models import Person
from training import access
from training.models import EarlyCareer, EarlyCareerReview


def select_early_careers(viewer: Viewer) -> Select[EarlyCareer]:
    """For a listing: those in reach and the viewer's own, with the person and the reviews."""
    return (
        select(EarlyCareer)
        .join(EarlyCareer.person)
        .where(_within(viewer))
        .options(
            contains_eager(EarlyCareer.person).selectinload(Person.team),
            selectinload(EarlyCareer.reviews),
            selectinload(EarlyCareer.supporter),
        )
    )


def get_early_career(early_career_id: UUID, viewer: Viewer, *, held: bool = False) -> EarlyCareer:
    found = select_early_careers(viewer).where(EarlyCareer.id == early_career_id)
    if held:
        found = found.with_for_update(of=EarlyCareer).execution_options(populate_existing=True)
    return db.session.scalars(found).one()


def _within(viewer: Viewer) -> ColumnElement[bool]:
    """The person's own, their supporter's, and what the viewer's scope reaches."""
    reached = people.within_reach_here(viewer, access.VIEW_CPD_STATUS, access.MANAGE_EARLY_CAREERS)
    return reached | (EarlyCareer.person_id == viewer.person_id) | (EarlyCareer.supporter_id == viewer.person_id)


def find_running(person_id: UUID) -> EarlyCareer | None:
    """The programme that somebody is on, with its reviews."""
    return db.session.scalar(
        select(EarlyCareer)
        .where(EarlyCareer.person_id == person_id, EarlyCareer.ended_on.is_(None))
        .options(selectinload(EarlyCareer.reviews))
        .order_by(EarlyCareer.starts_on.desc(), EarlyCareer.id)
        .limit(1)
    )


def is_running() -> ColumnElement[bool]:
    return EarlyCareer.ended_on.is_(None)


def is_late(today: date) -> ColumnElement[bool]:
    """A review whose day is past was not held, or the last day is past."""
    late_review = EarlyCareer.reviews.any(EarlyCareerReview.done_on.is_(None) & (EarlyCareerReview.due_on < today))
    return is_running() & (late_review | (EarlyCareer.ends_on < today))


def was_on(person_id: UUID, code: str) -> bool:
    found = select(EarlyCareer.id).where(EarlyCareer.person_id == person_id, EarlyCareer.programme_code == code)
    return db.session.scalar(found) is not None


def list_reviews_due(viewer: Viewer, today: date) -> Sequence[EarlyCareer]:
    """Those in whose line the viewer stands, or whom they support, with something due within a fortnight or late."""
    soon = today + timedelta(days=14)
    due = EarlyCareer.reviews.any(EarlyCareerReview.done_on.is_(None) & (EarlyCareerReview.due_on <= soon))
    theirs = (Person.line_manager_id == viewer.person_id) | (EarlyCareer.supporter_id == viewer.person_id)
    return db.session.scalars(
        select_early_careers(viewer)
        .where(is_running(), due | (EarlyCareer.ends_on <= soon), theirs)
        .order_by(EarlyCareer.ends_on, EarlyCareer.id)
    ).all()
