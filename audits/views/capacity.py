"""Who audits what this month, how much each auditor takes, and groups of auditors."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.models import AuditorGroup
from audits.rules.allocation import CannotSetCapacity
from audits.rules.programmes import CannotKeepGroup
from audits.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows, shows_no_record
from dcpp.people import queries as people
from dcpp.people.rules import Role
from dcpp.web.fields import Option


@blueprint.get("/allocation")
@may(access.ALLOCATE_AUDITS)
def view_allocation() -> ResponseReturnValue:
    this_month = clock.month_of(clock.today())
    month = _month_asked(this_month)
    audits = queries.list_month(month, viewer())
    return render_template(
        "audits/view_allocation.html",
        month=month,
        months=[clock.add_months(this_month, -back) for back in range(-1, 12)],
        audits=audits,
        waiting=[audit for audit in audits if audit.auditor_id is None],
        unplaced=len(queries.list_unplaced(viewer())),
        today=clock.today(),
        access=access,
    )


def _month_asked(otherwise: date) -> date:
    try:
        return clock.month_of(date.fromisoformat(request.args.get("month", "")))
    except ValueError:
        return otherwise


@blueprint.get("/allocation/<uuid:audit_id>")
@may(access.ALLOCATE_AUDITS)
@shows("audit")
def view_choices(audit_id: UUID) -> ResponseReturnValue:
    audit = queries.get_audit(audit_id, viewer())
    return render_template(
        "audits/view_choices.html",
        audit=audit,
        choices=queries.list_choices(audit, clock.today()),
        is_placed=queries.cases_of([audit])[0].is_placed,
        today=clock.today(),
    )


@blueprint.get("/capacity")
@may(access.MANAGE_CAPACITY)
def list_capacities() -> ResponseReturnValue:
    today = clock.today()
    auditors = people.list_people_with_role(Role.AUDITOR, today)
    return render_template(
        "audits/list_capacities.html",
        auditors=auditors,
        loads={one.person_id: one for one in queries.list_auditors(today)},
        groups=queries.list_groups(),
    )


@blueprint.route("/capacity/<uuid:person_id>", methods=["GET", "POST"])
@may(access.MANAGE_CAPACITY)
@shows_no_record("A number for a colleague")
def set_capacity(person_id: UUID) -> ResponseReturnValue:
    auditor = people.get_person(person_id)
    form = forms.CapacityForm(per_month=queries.capacities_of([person_id]).get(person_id))
    if form.validate_on_submit():
        try:
            with transaction():
                services.set_capacity(auditor, form.per_month.data, by=viewer().person_id)
        except CannotSetCapacity as refusal:
            form.refuse(str(refusal))
        else:
            flash("Capacity set. It holds for audits that are given from now on")
            return redirect(url_for(".list_capacities"))
    return render_template("audits/set_capacity.html", auditor=people.get_person(person_id), form=form)


@blueprint.route("/groups/new", methods=["GET", "POST"])
@may(access.MANAGE_CAPACITY)
def add_group() -> ResponseReturnValue:
    return _keep_group(None)


@blueprint.route("/groups/<uuid:group_id>", methods=["GET", "POST"])
@may(access.MANAGE_CAPACITY)
@shows_no_record("Names of colleagues only")
def change_group(group_id: UUID) -> ResponseReturnValue:
    return _keep_group(queries.get_group(group_id))


def _keep_group(group: AuditorGroup | None) -> ResponseReturnValue:
    answers = {"name": group.name, "members": [one.id for one in group.members]} if group else {}
    form = forms.GroupForm(data=answers)
    auditors = people.list_people_with_role(Role.AUDITOR, clock.today())
    form.members.choices = [Option(one.id, one.name, one.team.name if one.team else None) for one in auditors]
    if form.validate_on_submit():
        seen = request.form.get("version", type=int) or 0
        try:
            with transaction():
                services.keep_group(group, form.name.data, form.members.data, seen_version=seen)
        except CannotKeepGroup as refusal:
            form.refuse(str(refusal))
        else:
            flash("Group kept")
            return redirect(url_for(".list_capacities"))
    return render_template("audits/keep_group.html", form=form, group=group)
