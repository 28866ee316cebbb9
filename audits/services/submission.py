"""The end of an audit: submitted, with what follows, or withdrawn with a reason."""

from uuid import UUID

from audits import events, queries
from audits.models import Audit, Finding
from audits.rules import audits as rules
from audits.rules.findings import ORIGIN, FindingKind
from audits.services.answers import check_is_auditor
from audits.services.choosing import choose_for_moderation
from dcpp.actions import services as actions
from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


def submit_audit(audit: Audit, *, by: UUID) -> None:
    """The audit stands as it is: its findings are told, its actions raised, its practitioner informed."""
    check_is_auditor(audit, by, rules.CannotSubmitAudit)
    problems = queries.problems_of(audit, clock.today())
    if problems:
        raise rules.CannotSubmitAudit(f"The audit is not complete. {problems[0].sentence}")
    overall = queries.answers_of(audit)[rules.OVERALL].answer
    audit.state, audit.grade = rules.AuditState.SUBMITTED, overall
    audit.submitted_at, audit.submitted_on = clock.now(), clock.today()
    audit.re_audit_by = rules.re_audit_by(audit.tool, overall, audit.submitted_on)
    db.session.flush()
    announce(
        events.AuditSubmitted(
            happened_at=clock.now(),
            audit_id=audit.id,
            auditor_id=by,
            practitioner_id=audit.practitioner_id,
            team_id=audit.team_id,
            service_id=audit.service_id,
            grade=overall,
            re_audit_by=audit.re_audit_by,
        )
    )
    for finding in queries.list_findings(audit.id):
        _let_stand(audit, finding, by)
    if audit.practitioner_id:
        outbox.write("audits/outcome_ready", to=audit.practitioner_id, audit=audit)
    choose_for_moderation(audit)


def _let_stand(audit: Audit, finding: Finding, by: UUID) -> None:
    """A finding of a submitted audit is told to whoever should know, and raises its actions."""
    announce(
        events.FindingRecorded(
            happened_at=clock.now(),
            finding_id=finding.id,
            audit_id=audit.id,
            practitioner_id=audit.practitioner_id,
            themes=tuple(sorted(theme.code for theme in finding.themes)),
            needs_work=finding.kind is FindingKind.NEEDS_WORK,
        )
    )
    for proposed in finding.proposed:
        details = actions.ActionDetails(
            what=proposed.what,
            owner_id=proposed.owner_id,
            due_on=proposed.due_on,
            level=proposed.level,
            origin_kind=ORIGIN,
            origin_id=finding.id,
            origin_part=str(proposed.id),
            raised_by_id=by,
            practitioner_id=audit.practitioner_id,
            team_id=audit.team_id,
            service_id=audit.service_id,
        )
        actions.raise_action(details)


def withdraw_audit(audit: Audit, *, reason: str) -> None:
    """It need not be done after all; what was written stays with it."""
    if audit.state not in rules.OPEN:
        raise rules.CannotWithdrawAudit(f"Audit {audit.reference} is {audit.state.label.lower()}, so it stays")
    audit.state, audit.withdrawn_on, audit.withdrawn_reason = rules.AuditState.WITHDRAWN, clock.today(), reason
    db.session.flush()
    announce(events.AuditWithdrawn(happened_at=clock.now(), audit_id=audit.id, auditor_id=audit.auditor_id))
