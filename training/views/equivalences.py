"""Courses whose records count for others: set from a day, and ended."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from training import access, queries, services
from training.forms.equivalences import EquivalenceForm
from training.rules.requirements import CannotKeepEquivalence
from training.views import blueprint


@blueprint.route("/equivalences", methods=["GET", "POST"])
@may(access.MANAGE_REQUIREMENTS)
def set_equivalence() -> ResponseReturnValue:
    form = EquivalenceForm()
    form.offer()
    if form.validate_on_submit():
        try:
            with transaction():
                course, counts = (queries.get_course(one.data) for one in (form.course_id, form.counts_id))
                services.set_equivalence(course, counts, from_on=form.from_on.data, by=viewer().person_id)
        except CannotKeepEquivalence as refusal:
            form.refuse(str(refusal), at=form.course_id)
        else:
            flash("Its records count from that day on")
            return redirect(url_for(".set_equivalence"))
    found = queries.list_equivalences(clock.today())
    return render_template("training/set_equivalence.html", form=form, equivalences=found)


@blueprint.post("/equivalences/<uuid:equivalence_id>/end")
@may(access.MANAGE_REQUIREMENTS)
def end_equivalence(equivalence_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.end_equivalence(queries.get_equivalence(equivalence_id))
    flash("What is completed from today on does not count any more")
    return redirect(url_for(".set_equivalence"))
