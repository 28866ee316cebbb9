"""A worker builds a report: first it freezes what the report says, then it makes every file from that alone.

A worker that is killed on the way leaves at most a frozen snapshot; the next one goes on from there.
"""

from collections.abc import Callable
from uuid import UUID

from flask import current_app

from dcpp.config import Settings
from dcpp.inspection import queries
from dcpp.inspection.models import ReadinessReport
from dcpp.inspection.queries import facts
from dcpp.inspection.rules import making, showing
from dcpp.inspection.rules import snapshot as snapshots
from dcpp.inspection.rules.making import Cover
from dcpp.inspection.rules.period import Period
from dcpp.inspection.rules.reports import FileKind
from dcpp.inspection.rules.snapshot import Seal, Snapshot
from dcpp.inspection.services import manifest, paper, reports, workbook
from dcpp.inspection.services.manifest import MadeFile
from dcpp.kernel import clock, seals
from dcpp.kernel.db import reading, transaction
from dcpp.kernel.work import Task

STAGES = 4


def build_report(task: Task) -> None:
    """Carry out the work that request_report asked for. Safe to repeat."""
    task.progress("Reading the figures", 0, STAGES)
    snapshot = frozen_snapshot(task.record_id)
    made = make_files(snapshot, task.progress)
    task.progress("Keeping the files", STAGES, STAGES)
    reports.keep_files(queries.get_report(task.record_id), made)


def frozen_snapshot(report_id: UUID) -> Snapshot:
    """What a report says; taken now, in one reading, when nobody has taken it yet."""
    with reading():
        report = queries.get_report(report_id)
        taken = report.snapshot or take_snapshot(report)
    with transaction():
        report = queries.get_report(report_id)
        reports.freeze_snapshot(report, taken)
    with reading():
        frozen = queries.get_report(report_id).snapshot
    assert frozen is not None
    return frozen


def take_snapshot(report: ReadinessReport) -> Snapshot:
    """The month as it looks now."""
    settings: Settings = current_app.extensions["settings"]
    period = Period(report.month, clock.today())
    newest = seals.newest_seal()
    cover = Cover(
        council=settings.council_name,
        colour=settings.council_colour,
        address=settings.address,
        reference=report.reference,
        edition=report.edition,
        taken_at=clock.now().isoformat(timespec="seconds"),
        seal=Seal(newest.number, newest.chain, newest.sealed_at.isoformat(timespec="seconds")) if newest else None,
    )
    return making.make_snapshot(cover, period, facts.facts_of(period))


def make_files(snapshot: Snapshot, progress: Callable[[str, int, int], None] = lambda *_: None) -> list[MadeFile]:
    """Every file of a report, from its snapshot alone: the same snapshot gives the same bytes."""
    stem = showing.file_stem(snapshot)
    progress("Writing the workbook", 1, STAGES)
    made = [
        MadeFile(FileKind.JSON, f"{stem}.json", "application/json", snapshots.to_text(snapshot).encode()),
        MadeFile(FileKind.XLSX, f"{stem}.xlsx", workbook.MEDIA_TYPE, workbook.render(snapshot)),
    ]
    progress("Drawing charts and setting pages", 2, STAGES)
    made.append(MadeFile(FileKind.PDF, f"{stem}.pdf", "application/pdf", paper.render(snapshot)))
    progress("Adding up the files", 3, STAGES)
    sums = manifest.render(snapshot, made)
    return [*made, MadeFile(FileKind.MANIFEST, f"{stem}-manifest.json", "application/json", sums)]


WORK = {queries.reports.WORK_KIND: build_report}
