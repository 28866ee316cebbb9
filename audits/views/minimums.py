"""The least to be drawn from each group of a programme, one by one."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.rules.programmes import CannotSetUpProgramme
from audits.views import blueprint
from dcpp.caseload import queries as caseload
from dcpp.kernel import clock
from dcpp.kernel.access import may
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows_no_record


@blueprint.route("/programmes/<uuid:programme_id>/minimums", methods=["GET", "POST"])
@may(access.SET_UP_PROGRAMMES)
@shows_no_record("What a programme says is for everybody who may see samples")
def set_minimums(programme_id: UUID) -> ResponseReturnValue:
    programme = queries.get_programme(programme_id)
    newest = caseload.find_newest_import(clock.today())
    groups = queries.expect_strata(programme, newest)
    able = {name for name, counted in groups.items() if counted["eligible"]}
    form = forms.minimums_form(sorted(able | programme.minimums.keys()), programme.minimums)
    if form.validate_on_submit():
        try:
            with transaction():
                seen = request.form.get("version", type=int) or 0
                services.set_minimums(programme, form.minimums, seen_version=seen)
        except CannotSetUpProgramme as refusal:
            form.refuse(str(refusal))
        else:
            flash("Minimums kept. They hold for every draw whose list is not yet frozen")
            return redirect(url_for(".view_programme", programme_id=programme_id))
    programme = queries.get_programme(programme_id)
    return render_template("audits/set_minimums.html", form=form, programme=programme, groups=groups, newest=newest)
