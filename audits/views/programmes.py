"""Programmes: the list, one with its draws, a new one, a change."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.models import AuditProgramme
from audits.rules.programmes import CannotSetUpProgramme
from audits.views import blueprint
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows_no_record


@blueprint.get("/programmes")
@may(access.VIEW_SAMPLES)
def list_programmes() -> ResponseReturnValue:
    month = clock.month_of(clock.today())
    return render_template(
        "audits/list_programmes.html",
        programmes=queries.list_programmes(),
        draws=queries.live_draws_of(month),
        month=month,
        may_set_up=viewer().may(access.SET_UP_PROGRAMMES),
    )


@blueprint.get("/programmes/<uuid:programme_id>")
@may(access.VIEW_SAMPLES)
@shows_no_record("A programme names no case and no person")
def view_programme(programme_id: UUID) -> ResponseReturnValue:
    programme = queries.get_programme(programme_id)
    draws = queries.list_draws(programme_id)
    this_month = clock.month_of(clock.today())
    drawn = {draw.month for draw in draws if draw.abandoned_at is None}
    return render_template(
        "audits/view_programme.html",
        programme=programme,
        draws=draws,
        may_set_up=viewer().may(access.SET_UP_PROGRAMMES),
        may_draw=viewer().may(access.DRAW_SAMPLES),
        open_months=[month for month in (this_month, clock.add_months(this_month, 1)) if month not in drawn],
        left_out=_left_out(programme),
    )


@blueprint.route("/programmes/new", methods=["GET", "POST"])
@may(access.SET_UP_PROGRAMMES)
def set_up_programme() -> ResponseReturnValue:
    form = forms.ProgrammeForm()
    if form.validate_on_submit():
        try:
            with transaction():
                programme = services.set_up_programme(form.details(), by_id=viewer().person_id)
                programme_id = programme.id
        except CannotSetUpProgramme as refusal:
            form.refuse(str(refusal))
        else:
            flash("Programme set up")
            return redirect(url_for(".view_programme", programme_id=programme_id))
    return render_template("audits/set_up_programme.html", form=form)


@blueprint.route("/programmes/<uuid:programme_id>/change", methods=["GET", "POST"])
@may(access.SET_UP_PROGRAMMES)
@shows_no_record("A programme names no case and no person")
def change_programme(programme_id: UUID) -> ResponseReturnValue:
    programme = queries.get_programme(programme_id)
    form = forms.ProgrammeForm(obj=programme)
    if form.validate_on_submit():
        try:
            with transaction():
                seen = request.form.get("version", type=int)
                services.change_programme(programme, form.details(), seen_version=seen or 0)
        except CannotSetUpProgramme as refusal:
            form.refuse(str(refusal))
        else:
            flash("Programme changed")
            return redirect(url_for(".view_programme", programme_id=programme_id))
    programme = queries.get_programme(programme_id)
    return render_template(
        "audits/change_programme.html", form=form, programme=programme, left_out=_left_out(programme)
    )


def _left_out(programme: AuditProgramme) -> list[CaseStatus]:
    return [CaseStatus(status) for status in programme.statuses_left_out]
