"""Reads of draws and of the cases they drew."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from audits.models import AuditDraw, AuditProgramme, SampleCase
from audits.rules.programmes import Schedule
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.related import Related, path_to


class CaseCount(NamedTuple):
    """Of one draw: cases that stand, and cases that were replaced."""

    standing: int = 0
    replaced: int = 0


def get_draw(draw_id: UUID) -> AuditDraw:
    """A draw with its programme, values and cases; without its frame."""
    return db.session.scalars(
        select(AuditDraw)
        .where(AuditDraw.id == draw_id)
        .options(
            joinedload(AuditDraw.programme),
            selectinload(AuditDraw.commitments),
            selectinload(AuditDraw.readings),
            selectinload(AuditDraw.cases),
            selectinload(AuditDraw.top_ups),
        )
    ).one()


def find_live_draw(programme_id: UUID, month: date) -> AuditDraw | None:
    """The draw of a programme and month that was not abandoned."""
    return db.session.scalar(
        select(AuditDraw).where(
            AuditDraw.programme_id == programme_id, AuditDraw.month == month, AuditDraw.abandoned_at.is_(None)
        )
    )


def has_draw(programme_id: UUID, month: date) -> bool:
    """Whether a programme ever had a draw of a month, abandoned ones included."""
    one = select(AuditDraw.id).where(AuditDraw.programme_id == programme_id, AuditDraw.month == month)
    return db.session.scalar(one.limit(1)) is not None


def list_draws(programme_id: UUID) -> Sequence[AuditDraw]:
    """Every draw of a programme, abandoned ones too, the newest month first; count_cases says how large they are."""
    return db.session.scalars(
        select(AuditDraw)
        .where(AuditDraw.programme_id == programme_id)
        .order_by(AuditDraw.month.desc(), AuditDraw.reference.desc())
    ).all()


def count_cases(programme_id: UUID) -> Mapping[UUID, CaseCount]:
    """How many cases each draw of a programme has, by its id; a draw without any is not there."""
    counted = db.session.execute(
        select(SampleCase.draw_id, func.count(), func.count(SampleCase.replaced_at))
        .join(SampleCase.draw)
        .where(AuditDraw.programme_id == programme_id)
        .group_by(SampleCase.draw_id)
    )
    return {draw_id: CaseCount(drawn - replaced, replaced) for draw_id, drawn, replaced in counted}


def list_draws_to_advance(*, scheduled_only: bool = False) -> Sequence[AuditDraw]:
    """Draws that are neither drawn nor abandoned, the oldest month first; or only those the scheduler sees to."""
    by_scheduler = and_(AuditProgramme.is_active, AuditProgramme.schedule != Schedule.BY_HAND)
    return db.session.scalars(
        select(AuditDraw)
        .join(AuditDraw.programme)
        .where(AuditDraw.drawn_at.is_(None), AuditDraw.abandoned_at.is_(None))
        .where(by_scheduler if scheduled_only else true())
        .options(
            contains_eager(AuditDraw.programme),
            selectinload(AuditDraw.commitments),
            selectinload(AuditDraw.readings),
            selectinload(AuditDraw.cases),
            selectinload(AuditDraw.top_ups),
        )
        .order_by(AuditDraw.month, AuditDraw.reference)
    ).all()


def get_sample_case(sample_case_id: UUID) -> SampleCase:
    return db.session.scalars(
        select(SampleCase).where(SampleCase.id == sample_case_id).options(joinedload(SampleCase.draw))
    ).one()


def case_ids_sampled_since(day: date) -> set[str]:
    """Cases drawn for audit after a day, in whatever programme, unless they were replaced since."""
    after = datetime.combine(day, time.max, clock.LONDON)
    return set(
        db.session.scalars(
            select(SampleCase.case_id)
            .join(SampleCase.draw)
            .where(SampleCase.drawn_at > after, SampleCase.replaced_at.is_(None), AuditDraw.abandoned_at.is_(None))
        )
    )


def draws_on_lists(import_id: UUID) -> list[Related]:
    """The draws whose frame was frozen from an import of lists: while there is one, the lists must stay."""
    draws = db.session.scalars(
        select(AuditDraw)
        .where(AuditDraw.list_id == import_id, AuditDraw.abandoned_at.is_(None))
        .order_by(AuditDraw.reference)
    )
    return [
        Related(f"Draw {draw.reference}", path_to("audits.view_draw", draw_id=draw.id), draw.state_words)
        for draw in draws
    ]
