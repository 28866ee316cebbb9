"""Checking the answers of an audit, and submitting it."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audits import access, queries, services
from audits.models import Audit
from audits.rules import audits as rules
from audits.views import blueprint
from audits.views.naming import parts_that_name
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.viewing import shows


@blueprint.get("/<uuid:audit_id>/check")
@may(access.CARRY_OUT_AUDITS)
@shows("audit")
def check_answers(audit_id: UUID) -> ResponseReturnValue:
    audit = queries.get_audit(audit_id, viewer())
    services.check_is_auditor(audit, viewer().person_id, rules.CannotSubmitAudit)
    answers, findings = queries.answers_of(audit), queries.list_findings(audit.id)
    return render_template(
        "audits/check_answers.html",
        audit=audit,
        answers=answers,
        findings=findings,
        named=parts_that_name(audit, answers, findings),
        problems=queries.problems_of(audit, clock.today()),
        rules=rules,
    )


@blueprint.route("/<uuid:audit_id>/submit", methods=["GET", "POST"])
@may(access.CARRY_OUT_AUDITS)
@shows("audit")
def submit_audit(audit_id: UUID) -> ResponseReturnValue:
    """A serious grade is put before its auditor once more; any other is submitted at once.

    Whoever comes here by an address they kept is led to what is missing, or to the audit that is submitted already.
    """
    audit = queries.get_audit(audit_id, viewer())
    if request.method == "GET" and audit.state is rules.AuditState.SUBMITTED:
        return redirect(url_for(".view_audit", audit_id=audit_id))
    services.check_is_auditor(audit, viewer().person_id, rules.CannotSubmitAudit)
    answers = queries.answers_of(audit)
    is_serious = answers[rules.OVERALL].answer in audit.tool.re_audit_at
    if request.method == "GET" or (is_serious and "is_sure" not in request.form):
        if queries.problems_of(audit, clock.today()):
            return redirect(url_for(".check_answers", audit_id=audit_id))
        return _last_page(audit, answers, is_serious=is_serious)
    with transaction():
        services.submit_audit(queries.get_audit_to_change(audit_id, viewer()), by=viewer().person_id)
    flash("Audit submitted. Its practitioner and the owners of its actions have been told")
    return redirect(url_for(".view_audit", audit_id=audit_id))


def _last_page(audit: Audit, answers: Mapping[str, rules.Answer], *, is_serious: bool) -> str:
    grade = answers[rules.OVERALL].answer
    return render_template(
        "audits/submit_audit.html",
        audit=audit,
        grade=grade,
        is_serious=is_serious,
        named=parts_that_name(audit, answers, queries.list_findings(audit.id)),
        re_audit_by=rules.re_audit_by(audit.tool, grade, clock.today()),
    )
