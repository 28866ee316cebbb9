"""A report's files leave the building here; each download is in the trail."""

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from dcpp.inspection import access, queries
from dcpp.inspection.rules import outside, showing
from dcpp.inspection.rules.reports import FileKind
from dcpp.inspection.services import paper, workbook
from dcpp.inspection.views import blueprint
from dcpp.kernel.access import may, viewer
from dcpp.kernel.viewing import shows_no_record
from dcpp.web import downloads


@blueprint.get("/reports/<uuid:report_id>/files/<any(pdf, xlsx, json, manifest):kind>")
@may(access.VIEW_REPORTS)
@shows_no_record("Each download leaves its own row")
def download_file(report_id: UUID, kind: str) -> ResponseReturnValue:
    file = queries.get_file(report_id, FileKind(kind))
    if file.kind.names_records:
        queries.check_may_have_records(queries.get_report(report_id).snapshot, viewer().person_id)
    return downloads.send_kept(
        file.sha256,
        name=file.name,
        media_type=file.media_type,
        kind="readiness_report",
        record_id=file.report_id,
        what=f"report_{kind}",
    )


@blueprint.get("/reports/<uuid:report_id>/outside/<any(pdf, xlsx):kind>")
@may(access.VIEW_REPORTS)
@shows_no_record("Each download leaves its own row")
def download_for_outside(report_id: UUID, kind: str) -> ResponseReturnValue:
    """Made from the frozen report as it is asked for: what is kept is the Centre's own."""
    snapshot = outside.for_outside(queries.get_report(report_id).snapshot or abort(404))
    is_paper = kind == "pdf"
    return downloads.send(
        paper.render(snapshot) if is_paper else workbook.render(snapshot),
        name=f"{showing.file_stem(snapshot)}-for-outside.{kind}",
        media_type="application/pdf" if is_paper else workbook.MEDIA_TYPE,
        kind="readiness_report",
        record_id=report_id,
        what=f"report_for_outside_{kind}",
    )
