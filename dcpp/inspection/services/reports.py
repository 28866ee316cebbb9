"""Asking for a report, freezing what it says, and keeping its files."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import update

from dcpp.inspection import events, queries
from dcpp.inspection.models import ReadinessReport, ReportFile
from dcpp.inspection.queries.reports import WORK_KIND
from dcpp.inspection.rules import reports as rules
from dcpp.inspection.rules import snapshot as snapshots
from dcpp.inspection.rules.reports import FileKind
from dcpp.inspection.services.manifest import MadeFile
from dcpp.kernel import clock, files, work
from dcpp.kernel.db import affected, db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id, next_reference


def request_report(month: date, requested_by_id: UUID | None = None) -> ReadinessReport:
    """Have a month's report built by a worker: a new edition, unless one of the month is being built already.

    month: its first day. Raises CannotRequestReport for a month that has not begun.
    """
    rules.check_month(month, clock.today())
    if found := queries.find_unfinished(month):
        return found
    reference = next_reference("RDY", clock.today().year)  # holds the series, so that editions are counted one by one
    if found := queries.find_unfinished(month):  # asked for by somebody else while we waited
        return found
    report = ReadinessReport(
        id=new_id(),
        reference=reference,
        month=month,
        edition=queries.next_edition(month),
        requested_at=clock.now(),
        requested_by_id=requested_by_id,
    )
    db.session.add(report)
    db.session.flush()
    announce(
        events.ReportRequested(
            happened_at=report.requested_at,
            readiness_report_id=report.id,
            reference=report.reference,
            month=month,
            edition=report.edition,
        )
    )
    work.ask(WORK_KIND, report.id)
    return report


def build_again(report: ReadinessReport) -> None:
    """Try once more to build a report whose work failed; from its snapshot, where it has one."""
    if report.is_ready:
        raise rules.CannotRequestReport(f"{report.reference} is ready: its files are on its page.")
    work.ask(WORK_KIND, report.id)


def freeze_snapshot(report: ReadinessReport, taken: snapshots.Snapshot) -> None:
    """Keep what a report says, once and for all. Does nothing when it was frozen before."""
    text = snapshots.to_text(taken)
    values = {
        "as_at": taken.as_at,
        "snapshot_text": text,
        "snapshot_sha256": snapshots.sha256(text),
        "seal_number": taken.seal.number if taken.seal else None,
        "seal_hash": taken.seal.hash if taken.seal else None,
    }
    unfrozen = (ReadinessReport.id == report.id) & ReadinessReport.snapshot_text.is_(None)
    if not affected(update(ReadinessReport).where(unfrozen).values(values)):
        return
    announce(
        events.ReportFrozen(
            happened_at=clock.now(),
            readiness_report_id=report.id,
            as_at=taken.as_at,
            snapshot_sha256=snapshots.sha256(text),
        )
    )


def keep_files(report: ReadinessReport, made: Sequence[MadeFile]) -> None:
    """Put a report's files where people can download them: from now on it is ready."""
    if report.is_ready:
        return
    for file in made:
        db.session.add(
            ReportFile(
                report_id=report.id,
                kind=FileKind(file.kind),
                name=file.name,
                media_type=file.media_type,
                sha256=files.put(file.content),
                size=len(file.content),
                kept_at=clock.now(),
            )
        )
    report.made_at = clock.now()
    db.session.flush()
    announce(
        events.ReportBuilt(
            happened_at=report.made_at,
            readiness_report_id=report.id,
            files=tuple(file.sha256 for file in made),
        )
    )
