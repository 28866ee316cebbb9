"""Reads of readiness reports."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from dcpp.inspection.models import ReadinessReport, ReportFile
from dcpp.inspection.rules.reports import FileKind, ReportState
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.work import UNFINISHED, Work

WORK_KIND = "readiness_report"


def get_report(report_id: UUID) -> ReadinessReport:
    """One report with its snapshot and files."""
    return db.session.scalars(
        select(ReadinessReport)
        .where(ReadinessReport.id == report_id)
        .options(
            undefer(ReadinessReport.snapshot_text),
            joinedload(ReadinessReport.requested_by),
            selectinload(ReadinessReport.files),
        )
    ).one()


def get_file(report_id: UUID, kind: FileKind) -> ReportFile:
    """One file of a report, with the report but without its snapshot."""
    return db.session.scalars(
        select(ReportFile)
        .where(ReportFile.report_id == report_id, ReportFile.kind == kind)
        .options(joinedload(ReportFile.report))
    ).one()


def select_reports() -> Select[Any]:
    """Every report, for a list; who asked for it comes with it."""
    return select(ReadinessReport).options(joinedload(ReadinessReport.requested_by))


def find_newest_ready() -> ReadinessReport | None:
    """The report of the latest month that is ready, in its latest edition; without its snapshot."""
    return db.session.scalars(
        select(ReadinessReport)
        .where(ReadinessReport.made_at.is_not(None))
        .order_by(ReadinessReport.month.desc(), ReadinessReport.edition.desc())
    ).first()


def find_unfinished(month: date) -> ReadinessReport | None:
    """A report of the month that a worker has yet to finish."""
    return db.session.scalars(
        select(ReadinessReport)
        .join(Work, (Work.record_id == ReadinessReport.id) & (Work.kind == WORK_KIND))
        .where(ReadinessReport.month == month, Work.state.in_(UNFINISHED))
        .order_by(ReadinessReport.edition.desc())
    ).first()


def find_whole(month: date) -> ReadinessReport | None:
    """A report asked for after the month was over, whether or not it was built."""
    over = datetime.combine(clock.add_months(month, 1), time(), clock.LONDON)
    return db.session.scalars(
        select(ReadinessReport)
        .where(ReadinessReport.month == month, ReadinessReport.requested_at >= over)
        .order_by(ReadinessReport.edition.desc())
    ).first()


def next_edition(month: date) -> int:
    """The number of the next report of a month."""
    newest = select(func.max(ReadinessReport.edition)).where(ReadinessReport.month == month)
    return (db.session.scalar(newest) or 0) + 1


def states_of(reports: Collection[ReadinessReport]) -> dict[UUID, ReportState]:
    """How far each report has come, in one query."""
    waiting = {report.id for report in reports if not report.is_ready}
    unfinished = set(
        db.session.scalars(
            select(Work.record_id).where(
                Work.kind == WORK_KIND, Work.record_id.in_(waiting), Work.state.in_(UNFINISHED)
            )
        )
    )
    return {report.id: _state(report, unfinished) for report in reports}


def _state(report: ReadinessReport, unfinished: set[UUID]) -> ReportState:
    if report.is_ready:
        return ReportState.READY
    return ReportState.BUILDING if report.id in unfinished else ReportState.FAILED
