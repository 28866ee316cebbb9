"""Giving an audit to somebody else, and withdrawing it: for practice leads."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.rules.allocation import CannotAllocateAudit, CannotJudgeNearness
from audits.rules.audits import CannotWithdrawAudit
from audits.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.people.queries.named import CannotFindPerson, get_named


@blueprint.route("/<uuid:audit_id>/reallocate", methods=["GET", "POST"])
@may(access.ALLOCATE_AUDITS)
@shows("audit")
def reallocate_audit(audit_id: UUID) -> ResponseReturnValue:
    audit = queries.get_audit(audit_id, viewer())
    form = forms.ReallocateForm()
    is_placed = queries.cases_of([audit])[0].is_placed
    if is_placed:
        del form.judgement
    if form.validate_on_submit():
        try:
            with transaction():
                _give_to_another(audit_id, form)
        except CannotJudgeNearness as refusal:
            form.refuse(str(refusal), at=form.judgement)
        except (CannotAllocateAudit, CannotFindPerson) as refusal:
            form.refuse(str(refusal), at=form.auditor)
        else:
            flash("Audit given to its new auditor")
            return redirect(url_for(".view_audit", audit_id=audit_id))
    audit = queries.get_audit(audit_id, viewer())
    return render_template(
        "audits/reallocate_audit.html",
        audit=audit,
        form=form,
        is_placed=is_placed,
        choices=queries.list_choices(audit, clock.today()),
    )


def _give_to_another(audit_id: UUID, form: forms.ReallocateForm) -> None:
    services.hold_allocation()
    audit = queries.get_audit_to_change(audit_id, viewer())
    if request.form.get("seen", "") != str(audit.auditor_id or ""):
        raise CannotAllocateAudit(
            "Somebody else gave this audit to another auditor while you had it open. Look who has it now and try again"
        )
    auditor = get_named(form.auditor.data, clock.today())
    judgement = form.judgement.data or "" if "judgement" in form else ""
    services.reallocate_audit(audit, auditor, reason=form.reason.data, by=viewer().person_id, judgement=judgement)


@blueprint.route("/<uuid:audit_id>/withdraw", methods=["GET", "POST"])
@may(access.ALLOCATE_AUDITS)
@shows("audit")
def withdraw_audit(audit_id: UUID) -> ResponseReturnValue:
    audit = queries.get_audit(audit_id, viewer())
    form = forms.WithdrawForm()
    if form.validate_on_submit():
        try:
            with transaction():
                audit = queries.get_audit_to_change(audit_id, viewer())
                services.withdraw_audit(audit, reason=form.reason.data)
        except CannotWithdrawAudit as refusal:
            form.refuse(str(refusal), at=form.reason)
        else:
            flash("Audit withdrawn")
            return redirect(url_for(".view_audit", audit_id=audit_id))
    return render_template("audits/withdraw_audit.html", audit=audit, form=form)
