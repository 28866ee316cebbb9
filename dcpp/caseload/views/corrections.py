"""What people said of files, to look at and take back; the rules that lists are checked by; and undoing an import."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.caseload import access, queries, services
from dcpp.caseload.models import ListCorrection
from dcpp.caseload.rules.corrections import About
from dcpp.caseload.rules.findings import CannotUndoImport, Code
from dcpp.caseload.rules.rulebook import NOT_CHECKED, RULES
from dcpp.caseload.views import blueprint
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.people import queries as people
from dcpp.web.listing import Listing, OneOf, Words


@blueprint.get("/corrections")
@may(access.IMPORT_LISTS)
def list_corrections() -> ResponseReturnValue:
    listing = Listing(
        queries.select_corrections(),
        args=request.args,
        columns={"made": ListCorrection.made_at, "said": ListCorrection.said},
        tie=ListCorrection.id,
        usual="-made",
        filters=[
            OneOf("about", "About", list(About), lambda about: ListCorrection.about == about),
            Words("q", "Word", lambda words: ListCorrection.said.icontains(words, autoescape=True)),
        ],
    )
    made_by = {each.made_by_id for each in listing.rows} | {each.taken_back_by_id for each in listing.rows}
    named = people.names_of({person_id for person_id in made_by if person_id})
    return render_template("caseload/list_corrections.html", listing=listing, named=named, meant=_meant(listing.rows))


@blueprint.post("/corrections/<uuid:correction_id>/take-back")
@may(access.IMPORT_LISTS)
def take_back_correction(correction_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.take_back_correction(queries.get_correction(correction_id), viewer().person_id)
    flash("Correction taken back. Files that are read from now on do not use it")
    return redirect(url_for(".list_corrections"))


@blueprint.get("/rules")
@may(access.IMPORT_LISTS)
def list_rules() -> ResponseReturnValue:
    return render_template(
        "caseload/list_rules.html", rules=[(code, RULES[code]) for code in Code], not_checked=NOT_CHECKED
    )


@blueprint.route("/imports/<uuid:import_id>/undo", methods=["GET", "POST"])
@may(access.IMPORT_LISTS)
@shows("caseload_import", by="import_id")
def undo_import(import_id: UUID) -> ResponseReturnValue:
    imported = queries.get_import(import_id)
    if request.method == "POST":
        try:
            with transaction():
                services.undo_import(imported)
        except CannotUndoImport as refusal:
            flash(str(refusal), "error")
        else:
            flash("Import undone. Its cases and rows are gone")
        return redirect(url_for(".view_import", import_id=import_id))
    return render_template("caseload/undo_import.html", imported=imported, resting=services.what_rests_on(imported))


def _meant(corrections: Sequence[ListCorrection]) -> dict[UUID, str]:
    """In words, what each correction means: names in place of ids."""
    staff = {each.means for each in corrections if each.about in {About.WORKER, About.TEAM} and each.means}
    names = people.names_of({UUID(each) for each in staff}) if staff else {}
    teams = {team.id: team.name for team in people.list_teams()} if staff else {}
    return {each.id: _in_words(each, names | teams) for each in corrections}


def _in_words(correction: ListCorrection, names: dict[UUID, str]) -> str:
    if not correction.means or correction.means == "0":
        return "Nothing"
    if correction.about is About.SHEET:
        return f"List {correction.means}"
    if correction.about in {About.WORKER, About.TEAM}:
        return names.get(UUID(correction.means), "Somebody who is gone")
    return correction.means
