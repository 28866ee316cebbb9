"""Giving cases to auditors, by rule and by hand."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from audits import events, queries
from audits.models import Audit, AuditAllocation
from audits.rules import allocation as rules
from audits.rules.allocation import CaseToAudit, Place
from audits.rules.audits import OPEN, AuditState, due_on
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import AuditTool
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import next_reference
from dcpp.people.models import Person
from dcpp.people.rules import Role

ALLOCATION_KEY = 0x414C4C4F  # "ALLO"; an advisory lock belongs to one database
CHOSEN_BY_HAND = "The lists do not tell who is near, so the auditor was chosen by hand"


@dataclass(frozen=True, kw_only=True)
class CaseHeader:
    """A case as the list had it on the day it was drawn: what an audit says of it for good."""

    case_id: str
    status: CaseStatus | None
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
    look_back_months: int | None = None,
) -> list[Audit]:
    """An audit for each case, given to somebody who stands outside; left without an auditor where there is nobody."""
    audits = [open_audit(case, month=month, tool=tool, draw_id=draw_id, kind=kind) for case in cases]
    for audit in audits:
        audit.look_back_months = look_back_months or audit.look_back_months
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


def hold_allocation() -> None:
    """Give out audits one at a time, until the transaction ends: two at once would not see each other's.

    SQLite has one writer anyway. Take this before the row of an audit, never after.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(ALLOCATION_KEY)))


def allocate_unallocated(audits: Sequence[Audit]) -> int:
    """Find an auditor for each audit that has none; gives how many found one.

    Where nobody can tell from the lists who is near a case, nobody is chosen: a lead decides by hand.
    """
    hold_allocation()
    waiting = queries.list_still_unallocated([audit.id for audit in audits])
    auditors = queries.list_auditors(clock.today()) if waiting else []
    if not auditors:
        return 0
    place = queries.get_place()
    cases = queries.cases_of(waiting)
    terms = queries.terms_of_draws({audit.draw_id for audit in waiting if audit.draw_id})
    given: dict[UUID, list[Audit]] = {}
    for audit, case, person_id in zip(waiting, cases, rules.allocate(cases, auditors, place, terms), strict=True):
        if person_id:
            give_audit(audit, person_id, by=None, reason="", is_outside=rules.is_outside_line(person_id, case, place))
            given.setdefault(person_id, []).append(audit)
    for person_id, theirs in given.items():
        outbox.write("audits/audits_to_do", to=person_id, audits=theirs)
    return sum(map(len, given.values()))


def reallocate_audit(audit: Audit, auditor: Person, *, reason: str, by: UUID, judgement: str = "") -> None:
    """A practice lead gives an audit to somebody else, or to somebody at last; the rule of who is near still holds.

    Where nobody can tell who is near, the lead's own judgement is wanted, and kept. Excused auditors stay excused;
    capacity and the programme's own auditors are the lead's to overrule, with the reason that is given anyway.
    """
    _give_by_hand(audit, auditor, queries.get_place(), reason=reason, by=by, judgement=judgement)
    outbox.write("audits/audits_to_do", to=auditor.id, audits=[audit])


def choose_auditors(chosen: Sequence[tuple[Audit, Person]], *, judgement: str, by: UUID) -> None:
    """Give several audits of which nobody can tell who is near, each as by hand; whoever gets some is told once.

    All or none: the refusal names the audit that stands in the way.
    """
    place = queries.get_place()
    given: dict[UUID, list[Audit]] = {}
    for audit, auditor in chosen:
        try:
            _give_by_hand(audit, auditor, place, reason=CHOSEN_BY_HAND, by=by, judgement=judgement)
        except rules.CannotAllocateAudit as refusal:
            raise type(refusal)(f"{audit.reference}: {refusal}") from refusal
        given.setdefault(auditor.id, []).append(audit)
    for person_id, theirs in given.items():
        outbox.write("audits/audits_to_do", to=person_id, audits=theirs)


def _give_by_hand(audit: Audit, auditor: Person, place: Place, *, reason: str, by: UUID, judgement: str) -> None:
    case = queries.cases_of([audit])[0]
    _check_may_have(audit, auditor, case, place)
    if not case.is_placed and not judgement:
        raise rules.CannotJudgeNearness(
            f"Nobody can tell from the lists who is near this {audit.unit}. Enter how you know that the auditor is not"
        )
    kept = judgement if not case.is_placed else ""
    is_outside = rules.is_outside_line(auditor.id, case, place)
    give_audit(audit, auditor.id, by=by, reason=reason, judgement=kept, is_outside=is_outside)


def _check_may_have(audit: Audit, auditor: Person, case: CaseToAudit, place: Place) -> None:
    if audit.state not in OPEN:
        raise rules.CannotAllocateAudit(f"Audit {audit.reference} is {audit.state.label.lower()}, so it stays")
    if auditor.id == audit.auditor_id:
        raise rules.CannotAllocateAudit(f"{auditor.name} has this audit already. Choose somebody else")
    if Role.AUDITOR not in auditor.role_names:
        raise rules.CannotAllocateAudit(f"{auditor.name} is not an auditor. Choose somebody who is")
    if auditor.has_left(clock.today()):
        raise rules.CannotAllocateAudit(f"{auditor.name} has left. Choose somebody else")
    if why := rules.nearness(case, place).get(auditor.id):
        raise rules.CannotAllocateAudit(
            f"{auditor.name} is too near this {audit.unit}. {why.label}. Choose somebody else"
        )
    terms = queries.terms_of_draws([audit.draw_id] if audit.draw_id else [])
    if audit.draw_id in terms and auditor.id in terms[audit.draw_id].excused:
        raise rules.CannotAllocateAudit(f"{auditor.name} is excused from this programme this month")


def take_back(audits: Sequence[Audit], *, because: str) -> int:
    """Audits come back from whoever has them, and go to others as far as there are any; gives how many came back.

    What was written stays with each audit. Whoever had them is told, and so is whoever gets them.
    """
    hold_allocation()
    former: dict[UUID, list[Audit]] = {}
    for audit in audits:
        if audit.auditor_id is None or not audit.is_with_auditor:
            continue
        former.setdefault(audit.auditor_id, []).append(audit)
        announce(
            events.AuditTakenBack(
                happened_at=clock.now(), audit_id=audit.id, former_auditor_id=audit.auditor_id, because=because
            )
        )
        audit.auditor_id, audit.allocated_on, audit.auditor_outside_line = None, None, None
        audit.state = AuditState.UNALLOCATED
    db.session.flush()
    for person_id, theirs in former.items():
        outbox.write("audits/audits_taken_back", to=person_id, audits=theirs)
    taken = [audit for theirs in former.values() for audit in theirs]
    allocate_unallocated(taken)
    return len(taken)


def give_audit(
    audit: Audit,
    auditor_id: UUID,
    *,
    by: UUID | None,
    reason: str,
    judgement: str = "",
    is_outside: bool | None = None,
) -> None:
    """Let somebody do an audit, whoever they are: the callers see to it that they may.

    `is_outside` says whether they stand outside the line of the case; None where nobody can tell.
    """
    former = audit.auditor_id
    audit.auditor_id, audit.allocated_on = auditor_id, clock.today()
    audit.auditor_outside_line = is_outside
    audit.due_on = due_on(audit.tool, clock.today())
    if audit.state is AuditState.UNALLOCATED:
        audit.state = AuditState.ALLOCATED
    db.session.add(
        AuditAllocation(
            audit_id=audit.id,
            auditor_id=auditor_id,
            allocated_at=clock.now(),
            allocated_by_id=by,
            reason=reason,
            judgement=judgement,
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
