"""Exemptions: a line manager asks for one of their own people, whoever keeps the matrix decides and may end one."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows
from dcpp.people.queries.people import get_person
from training import access, queries, services
from training.forms.exemptions import DecideExemptionForm, ExemptionForm
from training.views import blueprint


@blueprint.route("/people/<uuid:person_id>/exemptions/new", methods=["GET", "POST"])
@may(access.ASK_FOR_EXEMPTIONS)
@shows("training_record_of", by="person_id")
def ask_for_exemption(person_id: UUID) -> ResponseReturnValue:
    person = get_person(person_id, viewer(), access.ASK_FOR_EXEMPTIONS)
    form = ExemptionForm(data={"from_on": clock.today()})
    form.offer()
    if form.validate_on_submit():
        decides = viewer().may(access.MANAGE_REQUIREMENTS)
        try:
            with transaction():
                services.ask_for_exemption(_details(form, person_id), by=viewer().person_id, decides=decides)
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.until_on if "last day" in str(refusal) else form.course_id)
        else:
            flash("They are exempt until that day" if decides else "Asked. The training co-ordinator decides")
            return redirect(url_for(".list_exemptions"))
    person = get_person(person_id, viewer(), access.ASK_FOR_EXEMPTIONS)
    return render_template("training/ask_for_exemption.html", form=form, person=person)


def _details(form: ExemptionForm, person_id: UUID) -> services.ExemptionDetails:
    return services.ExemptionDetails(
        person_id=person_id,
        course=queries.get_course(form.course_id.data),
        reason=form.reason.data,
        from_on=form.from_on.data,
        until_on=form.until_on.data,
    )


@blueprint.get("/exemptions")
@may(access.ASK_FOR_EXEMPTIONS)
def list_exemptions() -> ResponseReturnValue:
    return render_template("training/list_exemptions.html", exemptions=queries.list_exemptions(viewer(), clock.today()))


@blueprint.route("/exemptions/<uuid:exemption_id>", methods=["GET", "POST"])
@may(access.MANAGE_REQUIREMENTS)
@shows("training_exemption", by="exemption_id")
def decide_exemption(exemption_id: UUID) -> ResponseReturnValue:
    form = DecideExemptionForm()
    if form.validate_on_submit():
        try:
            with transaction():
                found, by = queries.get_exemption(exemption_id, viewer()), viewer().person_id
                services.decide_exemption(found, agreed=form.agreed.data, by=by, why=form.why.data or "")
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.why)
        else:
            flash("Decided")
            return redirect(url_for(".list_exemptions"))
    exemption = queries.get_exemption(exemption_id, viewer())
    return render_template("training/decide_exemption.html", form=form, exemption=exemption)


@blueprint.post("/exemptions/<uuid:exemption_id>/end")
@may(access.MANAGE_REQUIREMENTS)
def end_exemption(exemption_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.end_exemption(queries.get_exemption(exemption_id, viewer()))
    flash("The exemption is ended")
    return redirect(url_for(".list_exemptions"))
