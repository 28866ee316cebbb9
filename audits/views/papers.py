"""One audit to take away: as PDF, as a Word file, and as a page to print. Each is a look and a download."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from audits import access, queries
from audits.services import papers as services
from audits.views import blueprint
from dcpp.kernel import trail
from dcpp.kernel.access import may, viewer
from dcpp.kernel.viewing import shows
from dcpp.web import downloads, papers
from dcpp.web.papers import Paper


@blueprint.get("/<uuid:audit_id>/print")
@may(access.VIEW_AUDITS)
@shows("audit")
def print_audit(audit_id: UUID) -> ResponseReturnValue:
    page = papers.page(_paper(audit_id)[1], back=url_for(".view_audit", audit_id=audit_id))
    trail.downloaded("audit", audit_id, "audit_print")
    return page


@blueprint.get("/<uuid:audit_id>/files/pdf")
@may(access.VIEW_AUDITS)
@shows("audit")
def download_pdf(audit_id: UUID) -> ResponseReturnValue:
    reference, paper = _paper(audit_id)
    return downloads.send(
        papers.pdf(paper),
        name=f"{reference}.pdf",
        media_type=papers.PDF,
        kind="audit",
        record_id=audit_id,
        what="audit_pdf",
    )


@blueprint.get("/<uuid:audit_id>/files/docx")
@may(access.EXPORT_AUDITS)
@shows("audit")
def download_word(audit_id: UUID) -> ResponseReturnValue:
    reference, paper = _paper(audit_id)
    return downloads.send(
        papers.word(paper),
        name=f"{reference}.docx",
        media_type=papers.WORD,
        kind="audit",
        record_id=audit_id,
        what="audit_docx",
    )


def _paper(audit_id: UUID) -> tuple[str, Paper]:
    audit = queries.get_audit(audit_id, viewer())
    return audit.reference, services.paper_of(audit, viewer())
