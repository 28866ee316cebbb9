"""Cases, imports and what was found in them, to take away."""

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from dcpp.caseload import access, queries
from dcpp.caseload.views import blueprint
from dcpp.caseload.views.cases import cases_listing
from dcpp.caseload.views.imports import findings_listing, imports_listing
from dcpp.kernel.access import may, viewer
from dcpp.kernel.viewing import shows_no_record
from dcpp.web import exports
from dcpp.web.exports import Export

CASES = Export(
    "Cases",
    "cases",
    "case",
    {
        "Case": lambda case: case.case_reference,
        "Status": lambda case: case.status.label,
        "Age": lambda case: case.age,
        "Service": lambda case: case.service,
        "Team": lambda case: case.team,
        "Worker": lambda case: case.worker,
        "On lists": lambda case: case.on_lists,
        "Since": lambda case: case.since,
        "Last seen": lambda case: case.last_seen_on,
        "Last visited": lambda case: case.last_visited_on,
        "Last reviewed": lambda case: case.last_reviewed_on,
    },
)
IMPORTS = Export(
    "Imports of lists",
    "imports",
    "caseload_import",
    {
        "Import": lambda one: one.reference,
        "Lists as at": lambda one: one.dated_on,
        "File": lambda one: one.file_name,
        "Fingerprint (SHA-256)": lambda one: one.sha256,
        "State": lambda one: one.state,
        "Sent": lambda one: one.sent_at,
        "Rows read": lambda one: one.rows_read,
        "Rows kept": lambda one: one.rows_kept,
        "Rows refused": lambda one: one.rows_refused,
        "Cases": lambda one: one.cases,
        "Errors": lambda one: one.errors,
        "Queries": lambda one: one.queries,
        "Why refused": lambda one: one.refusal,
    },
)
FINDINGS = Export(
    "What was found in the lists",
    "list-findings",
    "caseload_import",
    {
        "List": lambda one: one.list_number,
        "Sheet": lambda one: one.sheet,
        "Row": lambda one: one.row_number,
        "Column": lambda one: one.column_name,
        "Kind": lambda one: one.severity,
        "Rule": lambda one: one.code.label,
        "Code": lambda one: one.code.value,
        "What": lambda one: one.text,
    },
)


@blueprint.get("/export")
@may(access.VIEW_CASELOAD)
def export_cases() -> ResponseReturnValue:
    imported = queries.find_newest_import()
    if imported is None:
        abort(404)
    return exports.send(cases_listing(imported, viewer()), CASES)


@blueprint.get("/imports/export")
@may(access.IMPORT_LISTS)
def export_imports() -> ResponseReturnValue:
    return exports.send(imports_listing(), IMPORTS)


@blueprint.get("/imports/<uuid:import_id>/findings/export")
@may(access.IMPORT_LISTS)
@shows_no_record("Each download leaves its own row")
def export_findings(import_id: UUID) -> ResponseReturnValue:
    queries.get_import(import_id)
    return exports.send(findings_listing(import_id), FINDINGS, record_id=import_id)
