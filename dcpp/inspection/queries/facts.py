"""What the domains know of a month, in the words of the report: read in one go, named by nobody."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from audits.queries import figures as audits
from audits.queries import tools
from audits.rules.audits import FAMILY, REFLECTION
from audits.rules.findings import FindingKind
from dcpp.actions import queries as actions
from dcpp.caseload import queries as caseload
from dcpp.frameworks.judgements import Area
from dcpp.inspection.queries.trained import training_facts
from dcpp.inspection.rules.facts import (
    NO_SERVICE,
    ActionFact,
    AuditFact,
    CaseloadFact,
    ConcernFact,
    DrawnFact,
    Facts,
    FindingFact,
)
from dcpp.inspection.rules.period import CHART_MONTHS, Period
from dcpp.people import queries as people

Voices = tuple[bool, bool, bool]
SILENT: Voices = (False, False, False)


def facts_of(period: Period) -> Facts:
    """Everything that a report of the period is made from. Call it inside one reading transaction."""
    since = period.starts(CHART_MONTHS)
    newest = caseload.find_newest_import(period.as_at)
    return Facts(
        audits=list_audit_facts(since, period.as_at),
        drawn=list_drawn_facts(since, period.month),
        findings=list_finding_facts(since, period.as_at),
        actions=list_action_facts(period.as_at),
        concerns=list_concern_facts(),
        caseload=list_caseload_facts(newest.id) if newest else (),
        services=[service.name for service in people.list_services()],
        leader_sections=tuple(sorted(set(tools.sections_about(Area.LEADERS).values()))),
        newest_list_on=newest.dated_on if newest else None,
        training=training_facts(period),
    )


def list_audit_facts(since: date, until: date) -> Sequence[AuditFact]:
    """Every audit submitted by the end of a day; its sections and voices only from `since`."""
    sections = _sections(since, until)
    voices = _voices(since, until)
    found = []
    for row in audits.list_submitted(until):
        has_part, has_feedback, has_reason = voices.get(row.id, SILENT)
        found.append(
            AuditFact(
                audit_id=row.id,
                reference=row.reference,
                service=row.service_name or NO_SERVICE,
                status=row.status,
                submitted_on=row.submitted_on,
                grade=row.grade,
                is_moderated=bool(row.is_moderated),
                sections=sections.get(row.id, {}),
                has_practitioner_part=has_part,
                has_family_feedback=has_feedback,
                has_family_reason=has_reason,
            )
        )
    return found


def _sections(since: date, until: date) -> Mapping[UUID, Mapping[str, str]]:
    """The grades of the sections that speak of leaders, by audit; which they are, each version of a tool says."""
    told = tools.sections_about(Area.LEADERS)
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    for row in audits.list_section_grades(since, until, {section for _tool, _version, section in told}):
        if (row.tool_code, row.tool_version, row.section) in told:
            found[row.audit_id][row.section] = row.answer
    return found


def _voices(since: date, until: date) -> Mapping[UUID, Voices]:
    """Whether the practitioner took part, the family was heard, or why not, by audit."""
    found: dict[UUID, Voices] = {}
    for row in audits.list_voices(since, until):
        has_part, has_feedback, has_reason = found.get(row.audit_id, SILENT)
        if row.section == REFLECTION:
            has_part = bool(row.is_shared)
        elif row.section == FAMILY:
            has_feedback, has_reason = bool(row.has_feedback), bool(row.has_reason)
        found[row.audit_id] = (has_part, has_feedback, has_reason)
    return found


def list_drawn_facts(since: date, until: date) -> Sequence[DrawnFact]:
    return [
        DrawnFact(
            record_id=row.id,
            record_kind="audit",
            reference=row.reference,
            month=row.month,
            service=row.service_name or NO_SERVICE,
            allocated_on=row.allocated_on,
            due_on=row.due_on,
            submitted_on=row.submitted_on,
            withdrawn_on=row.withdrawn_on,
        )
        for row in audits.list_drawn(since, until)
    ]


def list_finding_facts(since: date, until: date) -> Sequence[FindingFact]:
    return [
        FindingFact(
            audit_id=row.audit_id,
            reference=row.reference,
            service=row.service_name or NO_SERVICE,
            submitted_on=row.submitted_on,
            theme=row.theme,
            is_strength=row.kind is FindingKind.STRENGTH,
        )
        for row in audits.list_finding_themes(since, until)
    ]


def list_action_facts(as_at: date) -> Sequence[ActionFact]:
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
        for row in actions.list_for_figures(as_at)
    ]


def list_concern_facts() -> Sequence[ConcernFact]:
    return [
        ConcernFact(
            concern_id=row.id,
            reference=row.reference,
            service=row.service or NO_SERVICE,
            raised_at=row.raised_at,
            answer_by=row.first_answer_by,
            acknowledged_at=row.acknowledged_at,
            ended_at=row.closed_at,
        )
        for row in audits.list_concerns()
    ]


def list_caseload_facts(import_id: UUID) -> Sequence[CaseloadFact]:
    return [
        CaseloadFact(service=row.service or NO_SERVICE, status=row.status, children=row.children)
        for row in caseload.count_children(import_id)
    ]
