"""Reads of what people have learnt."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person
from dcpp.people.queries.people import within_reach
from training import access
from training.models import TrainingEvidence, TrainingRecord


def get_record(record_id: UUID, viewer: Viewer) -> TrainingRecord:
    """One record of somebody within reach; raises NoResultFound."""
    return db.session.scalars(
        select(TrainingRecord)
        .join(Person, Person.id == TrainingRecord.person_id)
        .where(TrainingRecord.id == record_id, within_reach(viewer, access.VIEW_RECORDS))
    ).one()


def list_records_of(person_id: UUID) -> Sequence[TrainingRecord]:
    """Everything that is kept of somebody, newest first, withdrawn records among it."""
    return db.session.scalars(
        select(TrainingRecord)
        .where(TrainingRecord.person_id == person_id)
        .options(joinedload(TrainingRecord.course), selectinload(TrainingRecord.evidence))
        .order_by(TrainingRecord.completed_on.desc(), TrainingRecord.kept_at.desc(), TrainingRecord.id)
    ).all()


def count_cpd_minutes(person_id: UUID, since: date) -> int:
    """CPD of what somebody completed on or after a day, withdrawn records left out."""
    return (
        db.session.scalar(
            select(func.sum(TrainingRecord.cpd_minutes)).where(
                TrainingRecord.person_id == person_id,
                TrainingRecord.completed_on >= since,
                TrainingRecord.withdrawn_at.is_(None),
            )
        )
        or 0
    )


def count_evidence(record_id: UUID) -> int:
    return db.session.scalar(select(func.count()).where(TrainingEvidence.record_id == record_id)) or 0


def get_record_evidence(record_id: UUID, evidence_id: UUID) -> TrainingEvidence:
    """One piece of a record that the caller may see."""
    return db.session.scalars(
        select(TrainingEvidence).where(TrainingEvidence.id == evidence_id, TrainingEvidence.record_id == record_id)
    ).one()


def list_to_confirm() -> Sequence[TrainingRecord]:
    """Own entries that nobody has looked at, oldest first."""
    one = TrainingRecord
    return db.session.scalars(
        select(one)
        .where(one.confirmed_at.is_(None), one.withdrawn_at.is_(None))
        .options(joinedload(one.course), joinedload(one.person), selectinload(one.evidence))
        .order_by(one.kept_at, one.id)
    ).all()


def count_to_confirm() -> int:
    """How many own entries nobody has looked at."""
    one = TrainingRecord
    waits = select(func.count()).where(one.confirmed_at.is_(None), one.withdrawn_at.is_(None))
    return db.session.scalar(waits) or 0
