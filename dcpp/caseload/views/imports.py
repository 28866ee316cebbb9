"""Bringing lists in: send a workbook, see how far reading has come, and what was found."""

import json
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.caseload import access, queries, services
from dcpp.caseload.access import VIEW_CASELOAD
from dcpp.caseload.forms import SendListsForm
from dcpp.caseload.models import Import, ImportFinding
from dcpp.caseload.rules.findings import CannotImportLists, Code, Severity
from dcpp.caseload.views import blueprint
from dcpp.frameworks.annex_a import annex_a_known
from dcpp.kernel import work
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows, shows_no_record
from dcpp.people import queries as people
from dcpp.web import downloads
from dcpp.web.listing import Listing, OneOf


@blueprint.get("/imports")
@may(access.IMPORT_LISTS)
def list_imports() -> ResponseReturnValue:
    return render_template(
        "caseload/list_imports.html",
        listing=imports_listing(),
        newest=queries.find_newest_import(),
        may_view_cases=viewer().may(VIEW_CASELOAD),
    )


def imports_listing() -> Listing:
    return Listing(
        queries.select_imports(),
        args=request.args,
        columns={"sent": Import.sent_at, "day": Import.dated_on, "reference": Import.reference},
        tie=Import.id,
        usual="-sent",
    )


@blueprint.route("/imports/new", methods=["GET", "POST"])
@may(access.IMPORT_LISTS)
def send_lists() -> ResponseReturnValue:
    form = SendListsForm()
    dated_on = form.dated_on.data
    if form.validate_on_submit() and dated_on is not None:
        try:
            with transaction():
                import_id = services.send_lists(
                    form.file.data.stream,
                    file_name=form.file.data.filename,
                    dated_on=dated_on,
                    sent_by_id=viewer().person_id,
                ).id
        except CannotImportLists as refusal:
            form.refuse(str(refusal), at=form.file)
        else:
            return redirect(url_for(".view_import", import_id=import_id))
    return render_template("caseload/send_lists.html", form=form)


@blueprint.get("/imports/<uuid:import_id>")
@may(access.IMPORT_LISTS)
@shows("caseload_import", by="import_id")
def view_import(import_id: UUID) -> ResponseReturnValue:
    imported = queries.get_import(import_id)
    asked = _asked(import_id) if imported.is_open else None
    return render_template(
        "caseload/view_import.html",
        imported=imported,
        asked=asked,
        is_busy=asked is not None and not asked.is_finished,
        match=queries.find_match(import_id) if imported.is_open or imported.is_kept else None,
        progress_now=_progress(asked),
        sent_by=people.names_of({imported.sent_by_id} if imported.sent_by_id else ()),
        newest=queries.find_newest_import(),
        by_rule=queries.count_findings_by_rule(import_id) if imported.is_tried else (),
        may_view_cases=viewer().may(VIEW_CASELOAD),
    )


def _asked(import_id: UUID) -> work.Work | None:
    """The reading that goes on, or the last there was."""
    return work.find_unfinished(services.IMPORT_LISTS, import_id) or work.find_newest(services.IMPORT_LISTS, import_id)


def _progress(asked: work.Work | None) -> dict[str, Any]:
    """What the page says of a reading that goes on."""
    now = asked.progress if asked else work.Progress()
    return {
        "stage": now.stage or "Waiting to be read",
        "done": now.done,
        "total": now.total,
        "started_at": asked.started_at if asked else None,
    }


@blueprint.get("/imports/<uuid:import_id>/findings")
@may(access.IMPORT_LISTS)
@shows("caseload_import", by="import_id")
def list_findings(import_id: UUID) -> ResponseReturnValue:
    return render_template(
        "caseload/list_findings.html", listing=findings_listing(import_id), imported=queries.get_import(import_id)
    )


def findings_listing(import_id: UUID) -> Listing:
    return Listing(
        queries.select_findings(import_id),
        args=request.args,
        columns={"place": ImportFinding.id},
        tie=ImportFinding.row_number,
        filters=[
            OneOf("severity", "Kind", list(Severity), lambda kind: ImportFinding.severity == kind),
            OneOf(
                "list",
                "List",
                [(each.number, f"{each.number}: {each.title}") for each in annex_a_known()],
                lambda number: ImportFinding.list_number == number,
            ),
            OneOf("code", "Rule", [(code, code.label) for code in Code], lambda code: ImportFinding.code == code),
        ],
    )


@blueprint.get("/imports/<uuid:import_id>/report.json")
@may(access.IMPORT_LISTS)
@shows_no_record("Each download leaves its own row")
def download_report(import_id: UUID) -> ResponseReturnValue:
    imported = queries.get_import(import_id)
    return downloads.send(
        json.dumps(queries.write_report(imported), indent=1, ensure_ascii=False).encode(),
        name=f"{imported.reference}-findings.json",
        media_type="application/json",
        kind="caseload_import",
        record_id=imported.id,
        what="findings_json",
    )
