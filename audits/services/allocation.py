"""Giving cases to auditors, by rule and by hand."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from audits import events, queries
from audits.models import Audit, AuditAllocation
from audits.rules import allocation as rules
from audits.rules.allocation import Auditor, CaseToAudit, Place
from audits.rules.audits import OPEN, AuditState, due_on
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import AuditTool
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import next_reference
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role


@dataclass(frozen=True, kw_only=True)
class CaseHeader:
    """A case as the list had it on the day it was drawn: what an audit says of it for good."""

    case_id: str
    status: CaseStatus
    age_years: int | None = None
    service_id: UUID | None = None
    team_id: UUID | None = None
    service_name: str = ""
    team_name: str = ""
    practitioner_id: UUID | None = None
    practitioner_name: str = ""
    days_held: int | None = None


def open_audits(
    cases: Sequence[CaseHeader],
    *,
    month: date,
    tool: AuditTool,
    draw_id: UUID | None = None,
    kind: AuditKind = AuditKind.CORE,
) -> list[Audit]:
    """An audit for each case, given to somebody who stands outside; left without an auditor where there is nobody."""
    audits = [open_audit(case, month=month, tool=tool, draw_id=draw_id, kind=kind) for case in cases]
    allocate_unallocated(audits)
    return audits


def open_audit(
    case: CaseHeader,
    *,
    month: date,
    tool: AuditTool,
    draw_id: UUID | None,
    kind: AuditKind = AuditKind.CORE,
) -> Audit:
    """An audit of one case, with nobody to do it yet."""
    today = clock.today()
    audit = Audit(
        reference=next_reference("AUD", today.year),
        draw_id=draw_id,
        month=month,
        kind=kind,
        tool_code=tool.code,
        tool_version=tool.version,
        look_back_months=tool.look_back_months,
        state=AuditState.UNALLOCATED,
        created_at=clock.now(),
        due_on=due_on(tool, today),
        **asdict(case),
    )
    db.session.add(audit)
    db.session.flush()
    announce(events.AuditOpened(happened_at=clock.now(), audit_id=audit.id, draw_id=draw_id, month=month))
    return audit


def allocate_unallocated(audits: Sequence[Audit]) -> int:
    """Find an auditor for each audit that has none; gives how many found one."""
    waiting = [audit for audit in audits if audit.state is AuditState.UNALLOCATED]
    auditors = people.list_people_with_role(Role.AUDITOR, clock.today())
    if not waiting or not auditors:
        return 0
    place = queries.get_place()
    load = queries.count_open_by_auditor([person.id for person in auditors])
    chosen = rules.allocate(
        [_case_of(audit) for audit in waiting],
        [Auditor(person_id=person_id, open_audits=count) for person_id, count in load.items()],
        place,
    )
    given: dict[UUID, list[Audit]] = {}
    for audit in waiting:
        if person_id := chosen[audit.case_id]:
            give_audit(audit, person_id, by=None, reason="", place=place)
            given.setdefault(person_id, []).append(audit)
    for person_id, theirs in given.items():
        outbox.write("audits/audits_to_do", to=person_id, audits=theirs)
    return sum(map(len, given.values()))


def reallocate_audit(audit: Audit, auditor: Person, *, reason: str, by: UUID) -> None:
    """A practice lead gives an audit to somebody else, or to somebody at last; the rule about lines still holds."""
    place = queries.get_place()
    _check_may_have(audit, auditor, place)
    give_audit(audit, auditor.id, by=by, reason=reason, place=place)
    outbox.write("audits/audits_to_do", to=auditor.id, audits=[audit])


def _check_may_have(audit: Audit, auditor: Person, place: Place) -> None:
    if audit.state not in OPEN:
        raise rules.CannotAllocateAudit(f"Audit {audit.reference} is {audit.state.label.lower()}, so it stays")
    if auditor.id == audit.auditor_id:
        raise rules.CannotAllocateAudit(f"{auditor.name} has this audit already. Choose somebody else")
    if Role.AUDITOR not in auditor.role_names:
        raise rules.CannotAllocateAudit(f"{auditor.name} is not an auditor. Choose somebody who is")
    if auditor.has_left(clock.today()):
        raise rules.CannotAllocateAudit(f"{auditor.name} has left. Choose somebody else")
    if auditor.id in rules.too_near(_case_of(audit), place):
        raise rules.CannotAllocateAudit(
            f"{auditor.name} is too near this case: in its team, or in the practitioner’s line. Choose somebody else"
        )


def give_audit(audit: Audit, auditor_id: UUID, *, by: UUID | None, reason: str, place: Place | None = None) -> None:
    """Let somebody do an audit, whoever they are: the callers see to it that they may."""
    former = audit.auditor_id
    audit.auditor_id, audit.allocated_on = auditor_id, clock.today()
    audit.auditor_outside_line = rules.is_outside_line(auditor_id, _case_of(audit), place or queries.get_place())
    audit.due_on = due_on(audit.tool, clock.today())
    if audit.state is AuditState.UNALLOCATED:
        audit.state = AuditState.ALLOCATED
    db.session.add(
        AuditAllocation(
            audit_id=audit.id, auditor_id=auditor_id, allocated_at=clock.now(), allocated_by_id=by, reason=reason
        )
    )
    db.session.flush()
    announce(
        events.AuditAllocated(
            happened_at=clock.now(),
            audit_id=audit.id,
            auditor_id=auditor_id,
            former_auditor_id=former,
            due_on=audit.due_on,
        )
    )


def _case_of(audit: Audit) -> CaseToAudit:
    return CaseToAudit(case_id=audit.case_id, worker_id=audit.practitioner_id, team_id=audit.team_id)
