"""Reads of the matrix: what is asked, what counts for it, and who is exempt."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import joinedload, selectinload

from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person
from dcpp.people.queries.people import within_reach
from training import access
from training.models import TrainingCourse, TrainingEquivalence, TrainingExemption, TrainingRequirement
from training.rules.requirements import ExemptionState


def get_requirement(requirement_id: UUID) -> TrainingRequirement:
    return db.session.scalars(
        select(TrainingRequirement)
        .where(TrainingRequirement.id == requirement_id)
        .options(joinedload(TrainingRequirement.course), selectinload(TrainingRequirement.roles))
    ).one()


def list_lines_of(course_id: UUID) -> Sequence[TrainingRequirement]:
    """All that was, is or will be asked of a course, with its roles."""
    return db.session.scalars(
        select(TrainingRequirement)
        .where(TrainingRequirement.course_id == course_id)
        .options(selectinload(TrainingRequirement.roles))
        .order_by(TrainingRequirement.from_on, TrainingRequirement.id)
    ).all()


def list_requirements(today: date) -> Sequence[TrainingRequirement]:
    """What is asked today and what will be, by course; with roles and course."""
    return db.session.scalars(
        select(TrainingRequirement)
        .join(TrainingRequirement.course)
        .where(or_(TrainingRequirement.until_on.is_(None), TrainingRequirement.until_on >= today))
        .options(joinedload(TrainingRequirement.course), selectinload(TrainingRequirement.roles))
        .order_by(TrainingCourse.title, TrainingRequirement.from_on, TrainingRequirement.id)
    ).all()


def list_versions(line_id: UUID) -> Sequence[TrainingRequirement]:
    """What a requirement said, from its beginning, newest first."""
    return db.session.scalars(
        select(TrainingRequirement)
        .where(TrainingRequirement.line_id == line_id)
        .options(selectinload(TrainingRequirement.roles), joinedload(TrainingRequirement.set_by))
        .order_by(TrainingRequirement.from_on.desc())
    ).all()


def list_equivalences(today: date | None = None) -> Sequence[TrainingEquivalence]:
    """What counts for what, by course; those that have ended are left out where a day is given."""
    one = TrainingEquivalence
    statement = (
        select(one)
        .join(one.course)
        .options(joinedload(one.course), joinedload(one.counts))
        .order_by(TrainingCourse.title, one.from_on, one.id)
    )
    if today:
        statement = statement.where(or_(one.until_on.is_(None), one.until_on >= today))
    return db.session.scalars(statement).all()


def get_equivalence(equivalence_id: UUID) -> TrainingEquivalence:
    return db.session.scalars(select(TrainingEquivalence).where(TrainingEquivalence.id == equivalence_id)).one()


def list_exemptions(viewer: Viewer, today: date) -> Sequence[TrainingExemption]:
    """Those that hold, will hold or wait for a decision, of people within reach; what waits first."""
    one = TrainingExemption
    live = one.state.in_([ExemptionState.ASKED, ExemptionState.AGREED]) & (one.until_on >= today)
    waits = case((one.state == ExemptionState.ASKED, 0), else_=1)
    return db.session.scalars(_exemptions(viewer).where(live).order_by(waits, one.until_on, one.id)).all()


def get_exemption(exemption_id: UUID, viewer: Viewer) -> TrainingExemption:
    return db.session.scalars(_exemptions(viewer).where(TrainingExemption.id == exemption_id)).one()


def _exemptions(viewer: Viewer) -> Select[TrainingExemption]:
    one = TrainingExemption
    reach = within_reach(viewer, access.ASK_FOR_EXEMPTIONS, access.MANAGE_REQUIREMENTS)
    return (
        select(one)
        .join(Person, Person.id == one.person_id)
        .where(reach)
        .options(joinedload(one.person), joinedload(one.course), joinedload(one.asked_by))
    )
