"""Counts of children, for reports."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from dcpp.caseload.models import Case
from dcpp.kernel.db import db


def count_children(import_id: UUID) -> Sequence[Any]:
    """Of one import, how many cases each service has in each status: rows of service, status, children."""
    return db.session.execute(
        select(Case.service, Case.status, func.count().label("children"))
        .where(Case.import_id == import_id)
        .group_by(Case.service, Case.status)
        .order_by(Case.service, Case.status)
    ).all()
