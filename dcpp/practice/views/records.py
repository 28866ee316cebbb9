"""The list behind a number: as many rows as it says, to read and to take away."""

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from dcpp.kernel.access import Viewer, may, viewer
from dcpp.practice import access
from dcpp.practice.queries import records
from dcpp.practice.queries.records import RECORDS, Records
from dcpp.practice.views import blueprint
from dcpp.practice.views.asking import reach_words
from dcpp.web import exports
from dcpp.web.listing import Listing
from dcpp.web.sheets import Sheet


@blueprint.get("/records")
@may(access.VIEW_PRACTICE)
def list_records() -> ResponseReturnValue:
    found, listing = _found(viewer())
    return render_template(
        "practice/list_records.html",
        records=found,
        listing=listing,
        what=records.words_of(request.args),
        reach=reach_words(viewer()),
    )


@blueprint.get("/records/export")
@may(access.VIEW_PRACTICE)
def export_records() -> Response:
    found, listing = _found(viewer())
    title = records.words_of(request.args) or found.many.capitalize()
    rows = ([column.cell(row) for column in found.columns] for row in listing.stream())
    sheet = Sheet(
        found.many.capitalize(),
        [column.title for column in found.columns],
        rows,
        exports.facts_of_listing(listing, title),
    )
    return exports.send_sheets(sheet, name=f"practice-{found.many.replace(' ', '-')}", kind="practice")


def _found(who: Viewer) -> tuple[Records, Listing]:
    """What an address asks for. Who may not see auditors by name finds no list of one auditor's."""
    args = request.args
    if args.get("by") == "auditor" and not who.may(access.VIEW_AUDITORS):
        abort(404)
    try:
        return RECORDS[args.get("unit", "")], records.listing_of(who, args)
    except (LookupError, ValueError):
        abort(404)
