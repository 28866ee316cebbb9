"""Bringing people in from a file: send it, look at what it would do, confirm, and perhaps undo."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows
from dcpp.people import access, queries
from dcpp.people.forms.people import PeopleFileForm
from dcpp.people.models import PeopleImport
from dcpp.people.queries import imports as import_queries
from dcpp.people.rules import imports as rules
from dcpp.people.services import imports
from dcpp.web.listing import Listing

blueprint = Blueprint("people_imports", __name__, url_prefix="/people/imports")


@blueprint.get("")
@may(access.IMPORT_PEOPLE)
def list_people_imports() -> ResponseReturnValue:
    listing = Listing(
        import_queries.select_imports(),
        args=request.args,
        columns={"uploaded": PeopleImport.uploaded_at, "file": PeopleImport.file_name},
        tie=PeopleImport.id,
        usual="-uploaded",
    )
    names = queries.names_of([one.uploaded_by_id for one in listing.rows])
    return render_template("people/list_people_imports.html", listing=listing, names=names)


@blueprint.route("/new", methods=["GET", "POST"])
@may(access.IMPORT_PEOPLE)
def send_people_file() -> ResponseReturnValue:
    form = PeopleFileForm()

    if form.validate_on_submit():
        try:
            with transaction():
                record = imports.read_people_file(form.file.data.read(), form.file.data.filename, viewer())
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.file)
        else:
            return redirect(url_for(".view_people_import", import_id=record.id))

    return render_template("people/send_people_file.html", form=form, columns=rules.COLUMNS, label=rules.label)


@blueprint.get("/<uuid:import_id>")
@may(access.IMPORT_PEOPLE)
@shows("people_import", by="import_id")
def view_people_import(import_id: UUID) -> ResponseReturnValue:
    record = import_queries.get_import(import_id)
    return render_template(
        "people/view_people_import.html",
        record=record,
        plan=import_queries.plan_of(record),
        may_undo=import_queries.find_last_confirmed_id() == record.id,
    )


@blueprint.post("/<uuid:import_id>/confirm")
@may(access.IMPORT_PEOPLE)
def confirm_people_import(import_id: UUID) -> ResponseReturnValue:
    with transaction():
        imports.confirm_people_import(import_queries.get_import(import_id, lock=True))
    flash("The people are brought in")
    return redirect(url_for(".view_people_import", import_id=import_id))


@blueprint.post("/<uuid:import_id>/undo")
@may(access.IMPORT_PEOPLE)
def undo_people_import(import_id: UUID) -> ResponseReturnValue:
    with transaction():
        imports.undo_people_import(import_queries.get_import(import_id, lock=True))
    flash("Everything is as it was before this file")
    return redirect(url_for(".view_people_import", import_id=import_id))
