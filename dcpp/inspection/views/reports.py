"""Reports: the list, asking for one, and reading one on screen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.inspection import access, forms, queries
from dcpp.inspection.models import ReadinessReport
from dcpp.inspection.queries.reports import WORK_KIND
from dcpp.inspection.rules import outside, pictures, showing
from dcpp.inspection.rules.reports import CannotRequestReport, ReportState
from dcpp.inspection.services import reports
from dcpp.inspection.views import blueprint
from dcpp.kernel import clock, work
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.web import filters
from dcpp.web.listing import Listing

REFRESH_SECONDS = 3


@blueprint.get("/reports")
@may(access.VIEW_REPORTS)
def list_reports() -> ResponseReturnValue:
    listing = Listing(
        queries.select_reports(),
        args=request.args,
        columns={"month": ReadinessReport.month, "requested": ReadinessReport.requested_at},
        tie=ReadinessReport.edition.desc(),
        usual="-month",
    )
    return render_template(
        "inspection/list_reports.html",
        listing=listing,
        states=queries.states_of(listing.rows),
        may_request=viewer().may(access.REQUEST_REPORTS),
    )


@blueprint.route("/reports/new", methods=["GET", "POST"])
@may(access.REQUEST_REPORTS)
def request_report() -> ResponseReturnValue:
    form = forms.RequestReportForm()
    form.month.choices = forms.months_on_offer(clock.today())

    if form.validate_on_submit():
        try:
            with transaction():
                report_id = reports.request_report(form.month.data, viewer().person_id).id
            return redirect(url_for(".view_report", report_id=report_id))
        except CannotRequestReport as refusal:
            form.refuse(str(refusal), at=form.month)

    return render_template("inspection/request_report.html", form=form)


@blueprint.get("/reports/<uuid:report_id>")
@may(access.VIEW_REPORTS)
@shows("readiness_report", by="report_id")
def view_report(report_id: UUID) -> ResponseReturnValue:
    report = queries.get_report(report_id)
    if not report.is_ready:
        return _unfinished(report)
    snapshot = report.snapshot
    assert snapshot is not None
    return render_template(
        "inspection/view_report.html",
        report=report,
        snapshot=snapshot,
        title=showing.title_of(snapshot),
        period=showing.period_words(snapshot),
        facts=showing.cover_facts(snapshot),
        sections=pictures.told_sections(snapshot),
    )


@blueprint.get("/reports/<uuid:report_id>/outside")
@may(access.VIEW_REPORTS)
@shows("readiness_report", by="report_id")
def view_report_for_outside(report_id: UUID) -> ResponseReturnValue:
    """The same report without small numbers and without records, to read and to print."""
    report = queries.get_report(report_id)
    snapshot = outside.for_outside(report.snapshot or abort(404))
    return render_template(
        "inspection/view_report_for_outside.html",
        report=report,
        snapshot=snapshot,
        title=showing.title_of(snapshot),
        period=showing.period_words(snapshot),
        sections=pictures.told_sections(snapshot),
    )


@blueprint.post("/reports/<uuid:report_id>/build-again")
@may(access.REQUEST_REPORTS)
def build_again(report_id: UUID) -> ResponseReturnValue:
    with transaction():
        reports.build_again(queries.get_report(report_id))
    flash("The report is being built again")
    return redirect(url_for(".view_report", report_id=report_id))


@dataclass(frozen=True)
class Waiting:
    """How far the worker has come, in the words of the page."""

    stage: str
    done: int
    total: int
    started_at: datetime | None


def _unfinished(report: ReadinessReport) -> ResponseReturnValue:
    """The page of a report that is being built, or that could not be."""
    state = queries.states_of([report])[report.id]
    found = work.find_newest(WORK_KIND, report.id)
    told = found.progress if found else work.Progress()
    waiting = Waiting(told.stage or "Waiting for a worker", told.done, told.total, found.started_at if found else None)
    return render_template(
        "inspection/wait_for_report.html",
        report=report,
        month=filters.month(report.month),
        has_failed=state is ReportState.FAILED,
        error=found.error if found else "",
        waiting=waiting,
        may_request=viewer().may(access.REQUEST_REPORTS),
        refresh_after=REFRESH_SECONDS if state is ReportState.BUILDING else None,
    )
