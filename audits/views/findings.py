"""Findings of an audit, and the actions proposed for them."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from audits import access, forms, queries, services
from audits.models import Audit, Finding
from audits.rules import audits as rules
from audits.rules.findings import CannotProposeAction, CannotRecordFinding
from audits.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows
from dcpp.people.queries.named import CannotFindPerson
from dcpp.themes import queries as themes


@blueprint.get("/<uuid:audit_id>/findings")
@may(access.RECORD_FINDINGS)
@shows("audit")
def list_findings(audit_id: UUID) -> ResponseReturnValue:
    audit = _audit_to_write(audit_id)
    return render_template("audits/list_findings.html", audit=audit, findings=queries.list_findings(audit.id))


@blueprint.route("/<uuid:audit_id>/findings/new", methods=["GET", "POST"])
@may(access.RECORD_FINDINGS)
@shows("audit")
def record_finding(audit_id: UUID) -> ResponseReturnValue:
    audit = _audit_to_write(audit_id)
    form = _finding_form(audit)
    if form.validate_on_submit():
        with transaction():
            audit = queries.get_audit_to_change(audit_id, viewer())
            finding = services.record_finding(audit, _details(form), by=viewer().person_id)
            finding_id = finding.id
        flash("Finding recorded")
        if form.kind.data.needs_action:
            return redirect(url_for(".propose_action", audit_id=audit_id, finding_id=finding_id))
        return redirect(url_for(".list_findings", audit_id=audit_id))
    return render_template("audits/record_finding.html", audit=audit, form=form)


@blueprint.route("/<uuid:audit_id>/findings/<uuid:finding_id>", methods=["GET", "POST"])
@may(access.RECORD_FINDINGS)
@shows("audit")
def change_finding(audit_id: UUID, finding_id: UUID) -> ResponseReturnValue:
    audit = _audit_to_write(audit_id)
    finding = queries.get_finding(audit, finding_id)
    form = _finding_form(audit, finding)
    if form.validate_on_submit():
        with transaction():
            audit = queries.get_audit_to_change(audit_id, viewer())
            finding = queries.get_finding(audit, finding_id)
            services.change_finding(audit, finding, _details(form), by=viewer().person_id)
        flash("Finding changed")
        return redirect(url_for(".list_findings", audit_id=audit_id))
    return render_template("audits/change_finding.html", audit=audit, finding=finding, form=form)


@blueprint.post("/<uuid:audit_id>/findings/<uuid:finding_id>/remove")
@may(access.RECORD_FINDINGS)
def remove_finding(audit_id: UUID, finding_id: UUID) -> ResponseReturnValue:
    with transaction():
        audit = queries.get_audit_to_change(audit_id, viewer())
        services.remove_finding(audit, queries.get_finding(audit, finding_id), by=viewer().person_id)
    flash("Finding removed")
    return redirect(url_for(".list_findings", audit_id=audit_id))


@blueprint.route("/<uuid:audit_id>/findings/<uuid:finding_id>/actions/new", methods=["GET", "POST"])
@may(access.RECORD_FINDINGS)
@shows("audit")
def propose_action(audit_id: UUID, finding_id: UUID) -> ResponseReturnValue:
    audit = _audit_to_write(audit_id)
    form = forms.ActionForm()
    form.offer(queries.likely_owners(audit, clock.today()))
    if form.validate_on_submit():
        try:
            _propose(audit_id, finding_id, form)
        except CannotFindPerson as refusal:
            form.refuse(str(refusal), at=form.somebody_else)
        except CannotProposeAction as refusal:
            form.refuse(str(refusal), at=form.due_on)
        else:
            flash("Action added. Its owner is told when you submit the audit")
            return redirect(url_for(".list_findings", audit_id=audit_id))
    finding = queries.get_finding(audit, finding_id)
    return render_template("audits/propose_action.html", audit=audit, finding=finding, form=form)


@blueprint.post("/<uuid:audit_id>/findings/<uuid:finding_id>/actions/<uuid:proposed_id>/remove")
@may(access.RECORD_FINDINGS)
def remove_proposed_action(audit_id: UUID, finding_id: UUID, proposed_id: UUID) -> ResponseReturnValue:
    with transaction():
        audit = queries.get_audit_to_change(audit_id, viewer())
        finding = queries.get_finding(audit, finding_id)
        proposed = queries.get_proposed(finding, proposed_id)
        services.remove_proposed_action(audit, finding, proposed, by=viewer().person_id)
    flash("Action removed")
    return redirect(url_for(".list_findings", audit_id=audit_id))


def _audit_to_write(audit_id: UUID) -> Audit:
    audit = queries.get_audit(audit_id, viewer())
    services.check_is_auditor(audit, viewer().person_id, CannotRecordFinding)
    return audit


def _finding_form(audit: Audit, finding: Finding | None = None) -> forms.FindingForm:
    form = forms.FindingForm(obj=finding)
    offered = list(themes.list_active())
    if finding:
        offered += [theme for theme in finding.themes if not theme.is_active]
    form.offer(rules.sections_for_findings(audit.sections), offered)
    if finding and not form.is_submitted():
        form.themes.data = [theme.id for theme in finding.themes]
    return form


def _details(form: forms.FindingForm) -> services.FindingDetails:
    return services.FindingDetails(
        kind=form.kind.data,
        words=form.words.data,
        section=form.section.data or "",
        themes=[themes.get_theme(theme_id) for theme_id in form.themes.data],
    )


def _propose(audit_id: UUID, finding_id: UUID, form: forms.ActionForm) -> None:
    assert form.due_on.data is not None
    with transaction():
        audit = queries.get_audit_to_change(audit_id, viewer())
        services.propose_action(
            audit,
            queries.get_finding(audit, finding_id),
            what=form.what.data,
            level=form.level.data,
            owner=form.get_owner(clock.today()),
            due_on=form.due_on.data,
            by=viewer().person_id,
        )
