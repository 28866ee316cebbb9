"""Readiness reports before the browser."""

from dcpp.inspection import access
from tests.makers.inspection import make_failed_report, make_request, make_told_report


def _sign_in(sign_in):
    sign_in(access.VIEW_REPORTS, access.REQUEST_REPORTS)


def _list(sign_in):
    make_told_report()
    make_failed_report()
    _sign_in(sign_in)
    return "/inspection/reports"


def _new(sign_in):
    _sign_in(sign_in)
    return "/inspection/reports/new", {"month": ""}


def _wait(sign_in):
    report_id = make_request()
    _sign_in(sign_in)
    return f"/inspection/reports/{report_id}"


def _report(sign_in):
    report = make_told_report()
    _sign_in(sign_in)
    return f"/inspection/reports/{report.id}"


def _figure(sign_in):
    report = make_told_report()
    _sign_in(sign_in)
    return f"/inspection/reports/{report.id}/figures/grades-in_care?row=1"


def _outside(sign_in):
    return f"{_report(sign_in)}/outside"


PAGES = {
    "inspection/list_reports.html": _list,
    "inspection/request_report.html": _new,
    "inspection/wait_for_report.html": _wait,
    "inspection/view_report.html": _report,
    "inspection/view_report_for_outside.html": _outside,
    "inspection/view_figure.html": _figure,
}
