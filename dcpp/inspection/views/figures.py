"""From a figure to the records that were counted in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.inspection import access, queries
from dcpp.inspection.rules import showing
from dcpp.inspection.rules.snapshot import Behind, Figure, Row, Snapshot
from dcpp.inspection.views import blueprint
from dcpp.kernel.access import Capability, Scope, may, viewer
from dcpp.kernel.viewing import shows
from training import access as training

MOST = 300


@dataclass(frozen=True)
class List:
    """Where what a figure counted is listed: the endpoint, the words of its link, and who may open it."""

    endpoint: str
    words: str
    capability: Capability


PAGES = {
    "audit": ("audits.view_audit", "audit_id"),
    "action": ("actions.view_action", "action_id"),
    "concern": ("audits.view_concern", "concern_id"),
    "training_session": ("training.list_session_bookings", "session_id"),
}
"""Where a record of a kind is shown: the endpoint, and the name of its id."""

COMPLIANCE, CPD = training.VIEW_COMPLIANCE, training.VIEW_CPD_STATUS
LISTS = {
    "training-compliance": List("training.view_compliance", "See required training as it is now", COMPLIANCE),
    "training-induction": List("training.list_standings", "See what is asked of each person now", COMPLIANCE),
    "training-cpd": List("training.list_registrations", "See registration and CPD as they are now", CPD),
    "training-early-careers": List("training.list_early_careers", "See early careers as they are now", CPD),
}
"""Figures of people are frozen without names; whom they counted is read in the list as it is now."""


@dataclass(frozen=True)
class Line:
    """A record as the list shows it."""

    reference: str
    href: str | None
    service: str
    on: date
    words: str


@blueprint.get("/reports/<uuid:report_id>/figures/<code>")
@may(access.VIEW_REPORTS)
@shows("readiness_records", by="report_id")
def view_figure(report_id: UUID, code: str) -> ResponseReturnValue:
    report = queries.get_report(report_id)
    snapshot = report.snapshot or abort(404)
    figure = _figure(snapshot, code)
    row = _row(figure, request.args.get("row", ""))
    is_hidden = queries.holds_hidden(snapshot, viewer().person_id)
    behind = [] if is_hidden else snapshot.behind(list(row.records) if row else figure.records)
    return render_template(
        "inspection/view_figure.html",
        report=report,
        snapshot=snapshot,
        section=next(section for section in snapshot.sections if section.key == figure.section),
        figure=figure,
        row_words=showing.row_texts(figure, row)[0] if row else None,
        is_hidden=is_hidden,
        count=len(behind),
        lines=[_line(reference, record) for reference, record in behind[:MOST]],
        most=MOST,
        counts_people=code in LISTS,
        today_list=_today_list(code),
    )


def _today_list(code: str) -> tuple[str, str] | None:
    """Address and words of the list that a figure of people was counted from; None where it is not the viewer's."""
    found = LISTS.get(code)
    return (url_for(found.endpoint), found.words) if found and viewer().may(found.capability) else None


def _figure(snapshot: Snapshot, key: str) -> Figure:
    try:
        return snapshot.figure(key)
    except LookupError:
        abort(404)


def _row(figure: Figure, written: str) -> Row | None:
    """The row that the address names; None where it names none of ours."""
    if not written.isdecimal() or len(written) > 4 or int(written) >= len(figure.rows):
        return None
    return figure.rows[int(written)]


def _line(reference: str, record: Behind) -> Line:
    endpoint, name = PAGES.get(record.kind, ("", ""))
    values: dict[str, Any] = {name: UUID(record.id)}
    is_open = endpoint in current_app.view_functions and (record.kind != "training_session" or _sees_sessions())
    href = url_for(endpoint, **values) if is_open else None
    return Line(reference, href, record.service, record.on, record.words)


def _sees_sessions() -> bool:
    """Who came to a session is for those who see the bookings of the whole council."""
    return viewer().scope_here(training.VIEW_BOOKINGS) is Scope.COUNCIL
