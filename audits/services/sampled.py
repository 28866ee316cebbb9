"""From a drawn sample to audits: each case that stands has one, and none is left for a case that was replaced."""

from uuid import UUID

from audits import queries
from audits.models import Audit, AuditDraw, SampleCase
from audits.rules.audits import OPEN, AuditState
from audits.rules.kinds import Source, source_of
from audits.services.allocation import CaseHeader, allocate_unallocated, open_audits
from audits.services.submission import withdraw_audit
from dcpp.caseload import queries as caseload
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.people import queries as people


def allocate_drawn_cases(draw: AuditDraw) -> list[Audit]:
    """Open and allocate an audit for each case of a sample that has none; gives those. Repeating it does no harm.

    An audit of a case that was replaced is withdrawn, unless it was submitted already.
    """
    audits = {audit.case_id: audit for audit, _auditor in queries.list_of_draw(draw.id)}
    for case in draw.cases:
        audit = audits.get(case.case_id)
        if not case.stands and audit and audit.state in OPEN:
            withdraw_audit(audit, reason=f"The {draw.unit} was replaced in the sample: {case.replaced_because}")
    missing = [_header(draw, case) for case in draw.standing_cases if case.case_id not in audits]
    return open_audits(
        missing,
        month=draw.month,
        tool=queries.tool_of_programme(draw.programme, clock.today()),
        draw_id=draw.id,
        kind=draw.kind,
        look_back_months=draw.programme.look_back_months,
    )


def is_submitted(draw: AuditDraw, case_id: str | None = None) -> bool:
    """Whether an audit of the sample was submitted: that of one case, or any."""
    return any(
        audit.state is AuditState.SUBMITTED and case_id in {None, audit.case_id}
        for audit, _auditor in queries.list_of_draw(draw.id)
    )


def withdraw_audits(draw: AuditDraw, *, reason: str) -> None:
    """The audits of a sample that is given up need not be done."""
    for audit, _auditor in queries.list_of_draw(draw.id):
        if audit.state in OPEN:
            withdraw_audit(audit, reason=reason)


def allocate_what_waits() -> int:
    """Audits for drawn cases that have none, and auditors for audits that have none; gives how many found one."""
    for draw_id in queries.list_draws_without_audits():
        allocate_drawn_cases(queries.get_draw(draw_id))
    return allocate_unallocated(queries.list_unallocated())


def _header(draw: AuditDraw, case: SampleCase) -> CaseHeader:
    """What the sample says of a case, and what its list says beside: the child's age, and whose team it is."""
    if source_of(draw.kind) is Source.SUPERVISION:
        return _header_of_supervision(case)
    listed = caseload.find_case(draw.list_id, case.case_id) if draw.list_id else None
    return CaseHeader(
        case_id=case.case_id,
        status=CaseStatus(case.status),
        age_years=listed.age if listed else None,
        service_id=listed.service_id if listed else None,
        team_id=listed.team_id if listed else None,
        service_name=case.service,
        team_name=case.team,
        practitioner_id=case.worker_id,
        practitioner_name=case.worker_name,
    )


def _header_of_supervision(case: SampleCase) -> CaseHeader:
    """Of a supervision file: whose it is, and where they work now."""
    practitioner = people.get_person(UUID(case.case_id))
    return CaseHeader(
        case_id=case.case_id,
        status=None,
        service_id=practitioner.team.service_id if practitioner.team else None,
        team_id=practitioner.team_id,
        service_name=case.service,
        team_name=case.team,
        practitioner_id=practitioner.id,
        practitioner_name=practitioner.name,
    )
