"""What the domains know of a month, in the words of the report: read in one go, named by nobody."""

from collections.abc import Sequence
from uuid import UUID

from dcpp.actions import queries as actions
from dcpp.caseload import queries as caseload
from dcpp.inspection.rules.facts import ActionFact, CaseloadFact, Facts
from dcpp.inspection.rules.period import Period
from dcpp.people import queries as people

NO_SERVICE = "No service named"


def facts_of(period: Period) -> Facts:
    """Everything that a report of the period is made from. Call it inside one reading transaction."""
    newest = caseload.find_newest_import(period.as_at)
    return Facts(
        actions=list_action_facts(period),
        caseload=list_caseload_facts(newest.id) if newest else (),
        services=[service.name for service in people.list_services()],
        newest_list_on=newest.dated_on if newest else None,
    )


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
