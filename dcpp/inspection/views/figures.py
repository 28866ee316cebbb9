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
from dcpp.kernel.access import may, viewer
from dcpp.kernel.viewing import shows

MOST = 300
PAGES = {
    "audit": ("audits.view_audit", "audit_id"),
    "action": ("actions.view_action", "action_id"),
    "concern": ("audits.view_concern", "concern_id"),
}
"""Where a record of a kind is shown: the endpoint, and the name of its id."""


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
    )


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
    href = url_for(endpoint, **values) if endpoint in current_app.view_functions else None
    return Line(reference, href, record.service, record.on, record.words)
