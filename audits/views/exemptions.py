"""Exemptions: asking for one, deciding on it, and all of a programme."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.rules.exemptions import CannotAskForExemption, CannotDecideExemption, ExemptionState
from audits.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import Scope, may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows, shows_no_record
from dcpp.people.models import Person
from dcpp.people.queries import get_person
from dcpp.people.queries.named import CannotFindPerson, get_named
from dcpp.web import filters


@blueprint.get("/exemptions")
@may(access.AGREE_EXEMPTIONS)
def list_exemptions_to_decide() -> ResponseReturnValue:
    return render_template(
        "audits/list_exemptions_to_decide.html", exemptions=queries.list_exemptions_to_decide(), access=access
    )


@blueprint.get("/programmes/<uuid:programme_id>/exemptions")
@may(access.VIEW_SAMPLES)
@shows_no_record("What a programme says is for everybody who may see samples")
def list_exemptions(programme_id: UUID) -> ResponseReturnValue:
    return render_template(
        "audits/list_exemptions.html",
        programme=queries.get_programme(programme_id),
        exemptions=queries.list_exemptions(programme_id),
        counts=queries.count_exemptions(programme_id),
        states=ExemptionState,
        access=access,
    )


@blueprint.route("/programmes/<uuid:programme_id>/exemptions/new", methods=["GET", "POST"])
@may(access.VIEW_SAMPLES)
@shows_no_record("What a programme says is for everybody who may see samples")
def ask_to_excuse_auditor(programme_id: UUID) -> ResponseReturnValue:
    programme, form = queries.get_programme(programme_id), forms.ExcuseAuditorForm()
    this_month = clock.month_of(clock.today())
    months = [this_month, clock.add_months(this_month, 1)]
    form.offer([(month.isoformat(), filters.month(month)) for month in months])
    if viewer().scope_of(access.ALLOCATE_AUDITS) is not Scope.COUNCIL:  # everybody asks for themselves, leads for all
        del form.auditor
    if form.validate_on_submit():
        try:
            with transaction():
                month, by = date.fromisoformat(form.month.data), viewer().person_id
                services.ask_to_excuse_auditor(programme, month, _who(form), reason=form.reason.data, by=by)
        except (CannotAskForExemption, CannotFindPerson) as refusal:
            form.refuse(str(refusal))
        else:
            flash("Exemption asked for. A senior manager decides; until then nothing changes")
            return redirect(url_for(".list_exemptions", programme_id=programme_id))
    programme = queries.get_programme(programme_id)
    return render_template("audits/ask_to_excuse_auditor.html", programme=programme, form=form)


def _who(form: forms.ExcuseAuditorForm) -> Person:
    return get_named(form.auditor.data, clock.today()) if "auditor" in form else get_person(viewer().person_id)


@blueprint.route("/<uuid:audit_id>/excuse", methods=["GET", "POST"])
@may(access.ASK_FOR_EXEMPTIONS)
@shows("audit")
def ask_to_excuse_case(audit_id: UUID) -> ResponseReturnValue:
    audit, form = queries.get_audit(audit_id, viewer()), forms.ExcuseCaseForm()
    if form.validate_on_submit():
        try:
            with transaction():
                services.ask_to_excuse_case(audit, reason=form.reason.data, by=viewer().person_id)
        except CannotAskForExemption as refusal:
            form.refuse(str(refusal))
        else:
            flash("Exemption asked for. A senior manager decides; until then the audit is still to be done")
            return redirect(url_for(".view_audit", audit_id=audit_id))
    return render_template("audits/ask_to_excuse_case.html", audit=queries.get_audit(audit_id, viewer()), form=form)


@blueprint.route("/exemptions/<uuid:exemption_id>", methods=["GET", "POST"])
@may(access.AGREE_EXEMPTIONS)
@shows("exemption")
def decide_exemption(exemption_id: UUID) -> ResponseReturnValue:
    exemption, form = queries.get_exemption(exemption_id), forms.DecideForm()
    programme_id = exemption.programme_id
    if form.validate_on_submit():
        decide = services.agree_to_exemption if form.agrees.data else services.decline_exemption
        try:
            with transaction():
                decide(exemption, decision=form.decision.data, by=viewer().person_id)
        except CannotDecideExemption as refusal:
            form.refuse(str(refusal))
        else:
            flash("Exemption agreed" if form.agrees.data else "Exemption declined")
            return redirect(url_for(".list_exemptions", programme_id=programme_id))
    return render_template("audits/decide_exemption.html", exemption=queries.get_exemption(exemption_id), form=form)
