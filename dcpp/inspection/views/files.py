"""A report's files leave the building here; each download is in the trail."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from dcpp.inspection import access, queries
from dcpp.inspection.rules.reports import FileKind
from dcpp.inspection.views import blueprint
from dcpp.kernel.access import may
from dcpp.kernel.viewing import shows_no_record
from dcpp.web import downloads


@blueprint.get("/reports/<uuid:report_id>/files/<any(pdf, xlsx, json, manifest):kind>")
@may(access.VIEW_REPORTS)
@shows_no_record("Each download leaves its own row")
def download_file(report_id: UUID, kind: str) -> ResponseReturnValue:
    file = queries.get_file(report_id, FileKind(kind))
    return downloads.send_kept(
        file.sha256,
        name=file.name,
        media_type=file.media_type,
        kind="readiness_report",
        record_id=file.report_id,
        what=f"report_{kind}",
    )
