"""Readiness reports: asked for, built, or filled with a made-up council's figures."""

from datetime import date

from dcpp.inspection import queries
from dcpp.inspection.services import building, reports
from dcpp.inspection.services.manifest import MadeFile
from dcpp.kernel import work
from dcpp.kernel.db import db, transaction
from dcpp.web import pdf
from tests.makers.facts import make_report as make_snapshot
from tests.makers.work import do_waiting_work

OCTOBER = date(2026, 10, 1)


def make_request(month=OCTOBER):
    with transaction():
        return reports.request_report(month).id


def make_built_report(month=OCTOBER):
    """A report as a worker builds it, PDF and all: takes some seconds."""
    report_id = make_request(month)
    do_waiting_work()
    return queries.get_report(report_id)


def make_told_report(snapshot=None, month=OCTOBER):
    """A report that says what a snapshot says, with small files in place of its own: quick."""
    report_id = make_request(month)
    snapshot = snapshot or make_snapshot()
    with transaction():
        reports.freeze_snapshot(queries.get_report(report_id), snapshot)
    return _finish(report_id)


def make_frozen_report(month):
    """A report that says what the database says now, with small files in place of its own."""
    report_id = make_request(month)
    building.frozen_snapshot(report_id)
    return _finish(report_id)


def _finish(report_id):
    with transaction():
        made = [
            MadeFile(kind, f"readiness.{kind}", "text/plain", kind.encode())
            for kind in ("pdf", "xlsx", "json", "manifest")
        ]
        reports.keep_files(queries.get_report(report_id), made)
        found = work.find_newest(queries.reports.WORK_KIND, report_id)
        found.state = work.WorkState.DONE
    return queries.get_report(report_id)


def make_failed_report(month=OCTOBER):
    report_id = make_request(month)
    with transaction():
        found = work.find_newest(queries.reports.WORK_KIND, report_id)
        found.state, found.error = work.WorkState.FAILED, pdf.NO_PANGO
    db.session.rollback()
    return queries.get_report(report_id)
