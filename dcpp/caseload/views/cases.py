"""The cases of the newest lists, as far as the viewer's scope reaches."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from dcpp.caseload import access, queries
from dcpp.caseload.models import Case, Import
from dcpp.caseload.views import blueprint
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.access import Viewer, may, viewer
from dcpp.kernel.viewing import shows
from dcpp.web.listing import Listing, OneOf, Words


@blueprint.get("")
@may(access.VIEW_CASELOAD)
def list_cases() -> ResponseReturnValue:
    imported = queries.find_newest_import()
    return render_template(
        "caseload/list_cases.html",
        imported=imported,
        listing=cases_listing(imported, viewer()) if imported else None,
        may_import=viewer().may(access.IMPORT_LISTS),
    )


@blueprint.get("/cases/<uuid:case_id>")
@may(access.VIEW_CASELOAD)
@shows("case")
def view_case(case_id: UUID) -> ResponseReturnValue:
    case = queries.get_case(case_id, viewer())
    return render_template(
        "caseload/view_case.html",
        case=case,
        imported=queries.get_import(case.import_id),
        rows=queries.list_rows_of(case),
    )


def cases_listing(imported: Import, who: Viewer) -> Listing:
    return Listing(
        queries.select_cases(imported.id, who),
        args=request.args,
        columns={
            "reference": Case.case_reference,
            "team": Case.team,
            "worker": Case.worker,
            "since": Case.since,
            "visited": Case.last_visited_on,
        },
        tie=Case.id,
        filters=[
            OneOf(
                "status",
                "Status",
                [(status, status.label) for status in CaseStatus],
                lambda status: Case.status == status,
            ),
            OneOf(
                "service",
                "Service",
                queries.list_services_of(imported.id),
                lambda service: Case.service == service,
            ),
            Words("team", "Team", lambda words: Case.team.icontains(words, autoescape=True)),
            Words("worker", "Worker", lambda words: Case.worker.icontains(words, autoescape=True)),
            Words("q", "Case reference", lambda words: Case.case_reference.icontains(words, autoescape=True)),
        ],
    )
