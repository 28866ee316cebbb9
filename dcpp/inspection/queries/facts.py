"""What the domains know of a month, in the words of the report: read in one go, named by nobody."""

from collections.abc import Sequence
from uuid import UUID

from audits import queries as audits
from audits.rules.findings import FindingKind
from dcpp.actions import queries as actions
from dcpp.caseload import queries as caseload
from dcpp.inspection.rules.facts import ActionFact, AuditFact, CaseloadFact, DrawnFact, Facts, FindingFact
from dcpp.inspection.rules.period import Period
from dcpp.people import queries as people

NO_SERVICE = "No service named"


def facts_of(period: Period) -> Facts:
    """Everything that a report of the period is made from. Call it inside one reading transaction."""
    newest = caseload.find_newest_import(period.as_at)
    return Facts(
        audits=list_audit_facts(period),
        drawn=list_drawn_facts(period),
        findings=list_finding_facts(period),
        actions=list_action_facts(period),
        caseload=list_caseload_facts(newest.id) if newest else (),
        services=[service.name for service in people.list_services()],
        newest_list_on=newest.dated_on if newest else None,
    )


def list_audit_facts(period: Period) -> Sequence[AuditFact]:
    return [
        AuditFact(
            audit_id=audit.audit_id,
            reference=audit.reference,
            service=audit.service or NO_SERVICE,
            status=audit.status,
            submitted_on=audit.submitted_on,
            grade=audit.grade,
            sections=audit.sections,
            has_practitioner_part=audit.has_practitioner_part,
            has_family_feedback=audit.has_family_feedback,
            has_family_reason=audit.has_family_reason,
        )
        for audit in audits.list_submitted(period.as_at)
    ]


def list_drawn_facts(period: Period) -> Sequence[DrawnFact]:
    """Each drawn case has its audit from the draw on."""
    return [
        DrawnFact(
            record_id=row.id,
            record_kind="audit",
            reference=row.reference,
            month=row.month,
            service=row.service or NO_SERVICE,
            allocated_on=row.allocated_on,
            due_on=row.due_on,
            submitted_on=row.submitted_on,
            withdrawn_on=row.withdrawn_on,
        )
        for row in audits.list_to_audit(period.as_at)
    ]


def list_finding_facts(period: Period) -> Sequence[FindingFact]:
    return [
        FindingFact(
            audit_id=row.audit_id,
            reference=row.reference,
            service=row.service or NO_SERVICE,
            submitted_on=row.submitted_on,
            theme=row.theme,
            is_strength=row.kind is FindingKind.STRENGTH,
        )
        for row in audits.list_found_themes(period.as_at)
    ]


def list_action_facts(period: Period) -> Sequence[ActionFact]:
    return [
        ActionFact(
            action_id=row.id,
            reference=row.reference,
            service=row.service or NO_SERVICE,
            raised_on=row.raised_on,
            due_on=row.due_on,
            done_on=row.done_on,
            checked_on=row.closed_on,
        )
        for row in actions.list_for_figures(period.as_at)
    ]


def list_caseload_facts(import_id: UUID) -> Sequence[CaseloadFact]:
    return [
        CaseloadFact(service=row.service or NO_SERVICE, status=row.status, children=row.children)
        for row in caseload.count_children(import_id)
    ]
