"""Reads of what people have learnt."""

from uuid import UUID

from sqlalchemy import func, select

from dcpp.kernel.db import db
from training.models import TrainingEvidence


def count_evidence(record_id: UUID) -> int:
    return db.session.scalar(select(func.count()).where(TrainingEvidence.record_id == record_id)) or 0
