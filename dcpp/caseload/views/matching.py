"""Correcting what a file was taken for: its sheets, its headers, its words and its names. And trying and keeping it."""

from collections.abc import Callable, Iterator
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.caseload import access, forms, queries, services
from dcpp.caseload.models import Import
from dcpp.caseload.rules.corrections import About, Correction, plain_name, plain_word
from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.caseload.rules.matching import MatchReport, SheetMatch
from dcpp.caseload.views import blueprint
from dcpp.frameworks.annex_a import child_list
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.people import queries as people
from dcpp.web.forms import Form


@blueprint.route("/imports/<uuid:import_id>/sheets/<int:place>", methods=["GET", "POST"])
@may(access.IMPORT_LISTS)
@shows("caseload_import", by="import_id")
def correct_sheet(import_id: UUID, place: int) -> ResponseReturnValue:
    imported, _report, sheet = _sheet(import_id, place)
    form = forms.sheet_form(sheet)
    if form.validate_on_submit() and (answer := _corrected(imported, form, list(_said_of_sheet(form, sheet)))):
        return answer
    return render_template("caseload/correct_sheet.html", imported=imported, sheet=sheet, place=place, form=form)


@blueprint.route("/imports/<uuid:import_id>/sheets/<int:place>/columns/<int:position>", methods=["GET", "POST"])
@may(access.IMPORT_LISTS)
@shows("caseload_import", by="import_id")
def correct_column(import_id: UUID, place: int, position: int) -> ResponseReturnValue:
    imported, _report, sheet = _sheet(import_id, place)
    column = next((each for each in sheet.columns if each.position == position and each.is_coded), None)
    if column is None:
        abort(404)
    form = forms.column_form(sheet, column)
    if form.validate_on_submit():
        code_set = next(each.code_set for each in child_list(sheet.list_number).columns if each.name == column.column)
        said = [
            Correction(About.VALUE, code_set, plain_word(value.said), _blank(form[f"value-{number}"].data))
            for number, value in enumerate(column.values)
            if form[f"value-{number}"].data and _blank(form[f"value-{number}"].data) != value.value
        ]
        if answer := _corrected(imported, form, said):
            return answer
    return render_template(
        "caseload/correct_column.html", imported=imported, sheet=sheet, place=place, column=column, form=form
    )


@blueprint.route("/imports/<uuid:import_id>/staff", methods=["GET", "POST"])
@may(access.IMPORT_LISTS)
@shows("caseload_import", by="import_id")
def match_staff(import_id: UUID) -> ResponseReturnValue:
    imported, report = _report(import_id)
    missing = [each for each in report.staff if not each.found_id or each.was_said]
    form = forms.staff_form(missing, _names())
    if form.validate_on_submit():
        said = [
            Correction(About(each.about), "", plain_word(each.written), _blank(form[f"staff-{number}"].data))
            for number, each in enumerate(missing)
            if form[f"staff-{number}"].data
            and (not each.was_said or _blank(form[f"staff-{number}"].data) != each.found_id)
        ]
        if answer := _corrected(imported, form, said):
            return answer
    return render_template("caseload/match_staff.html", imported=imported, missing=missing, report=report, form=form)


@blueprint.post("/imports/<uuid:import_id>/try")
@may(access.IMPORT_LISTS)
def try_lists(import_id: UUID) -> ResponseReturnValue:
    return _ask(import_id, services.try_lists)


@blueprint.post("/imports/<uuid:import_id>/keep")
@may(access.IMPORT_LISTS)
def confirm_lists(import_id: UUID) -> ResponseReturnValue:
    return _ask(import_id, services.confirm_lists)


@blueprint.post("/imports/<uuid:import_id>/leave")
@may(access.IMPORT_LISTS)
def leave_lists(import_id: UUID) -> ResponseReturnValue:
    return _ask(import_id, services.leave_lists)


def _ask(import_id: UUID, step: Callable[[Import], None]) -> ResponseReturnValue:
    """Take a step with an import; where it has gone on meanwhile, say so on its page."""
    try:
        with transaction():
            step(queries.get_import(import_id))
    except CannotImportLists as refusal:
        flash(str(refusal), "error")
    return redirect(url_for(".view_import", import_id=import_id))


def _corrected(imported: Import, form: Form, said: list[Correction]) -> ResponseReturnValue | None:
    """Remember what was said and go back to the import; None where the file cannot be read again."""
    import_id = imported.id
    try:
        with transaction():
            count = services.correct_match(imported, said, viewer().person_id)
    except CannotImportLists as refusal:
        form.refuse(str(refusal))
        return None
    flash("Corrections remembered. The file is read again with them" if count else "Nothing was changed")
    return redirect(url_for(".view_import", import_id=import_id))


def _said_of_sheet(form: Form, sheet: SheetMatch) -> Iterator[Correction]:
    """What the form says otherwise than the match: the list, or else the headers of it."""
    if form["list"].data != str(sheet.list_number):
        yield Correction(About.SHEET, "", plain_name(sheet.name), form["list"].data)
        return
    headers = {each.position: (each.header, each.column) for each in sheet.columns}
    headers |= {position: (header, forms.NO_COLUMN) for position, header in sheet.other_headers}
    for position, (header, column) in headers.items():
        chosen = form[f"column-{position}"].data
        if chosen and chosen != column:
            yield Correction(About.HEADER, str(sheet.list_number), plain_name(header), _blank(chosen))


def _blank(chosen: str | None) -> str:
    return "" if chosen in {None, forms.NO_CODE} else str(chosen)


def _names() -> dict[str, dict[str, str]]:
    return {
        "worker": {str(row.id): row.name for row in people.list_names()},
        "team": {str(team.id): team.name for team in people.list_teams()},
    }


def _report(import_id: UUID) -> tuple[Import, MatchReport]:
    """An import and its match; 404 where it has none."""
    imported, report = queries.get_import(import_id), queries.find_match(import_id)
    if report is None:
        abort(404)
    return imported, report


def _sheet(import_id: UUID, place: int) -> tuple[Import, MatchReport, SheetMatch]:
    imported, report = _report(import_id)
    if place >= len(report.sheets):
        abort(404)
    return imported, report, report.sheets[place]
