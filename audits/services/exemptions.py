"""Exemptions: asked for by one, agreed or declined by another, and what follows."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from audits import events, queries
from audits.models import Audit, AuditProgramme, Exemption
from audits.rules.audits import OPEN
from audits.rules.exemptions import CannotAskForExemption, CannotDecideExemption, ExemptionState, check_may_decide
from audits.services.allocation import hold_allocation, take_back
from audits.services.submission import withdraw_audit
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import next_reference
from dcpp.people.models import Person
from dcpp.people.rules import Role

EXCUSED = "excused"


def ask_to_excuse_auditor(
    programme: AuditProgramme, month: date, auditor: Person, *, reason: str, by: UUID
) -> Exemption:
    """Ask that an auditor be given nothing of a programme in a month, and that what they have of it comes back."""
    if Role.AUDITOR not in auditor.role_names:
        raise CannotAskForExemption(f"{auditor.name} is not an auditor, so there is nothing to be excused from")
    month = clock.month_of(month)
    _check_is_new(queries.find_standing_exemption(programme.id, month=month, person_id=auditor.id), auditor.name)
    return _ask(Exemption(programme_id=programme.id, month=month, person_id=auditor.id), reason, by)


def ask_to_excuse_case(audit: Audit, *, reason: str, by: UUID) -> Exemption:
    """Ask that a drawn case need not be audited."""
    draw = queries.find_draw_of(audit)
    if draw is None:
        raise CannotAskForExemption("This audit comes from no draw. A practice lead may withdraw it")
    if audit.state not in OPEN:
        raise CannotAskForExemption(f"Audit {audit.reference} is {audit.state.label.lower()}, so it stays")
    _check_is_new(queries.find_standing_exemption(draw.programme_id, audit_id=audit.id), f"Audit {audit.reference}")
    return _ask(Exemption(programme_id=draw.programme_id, month=draw.month, audit_id=audit.id), reason, by)


def _check_is_new(standing: Exemption | None, who: str) -> None:
    if standing:
        already = "has been excused already" if standing.state is ExemptionState.AGREED else "waits for a decision"
        raise CannotAskForExemption(f"{who} {already}: {standing.reference}")


def _ask(exemption: Exemption, reason: str, by: UUID) -> Exemption:
    exemption.reference = next_reference("EXM", clock.today().year)
    exemption.state, exemption.reason = ExemptionState.ASKED, reason
    exemption.asked_at, exemption.asked_by_id = clock.now(), by
    db.session.add(exemption)
    db.session.flush()
    announce(events.ExemptionAsked(happened_at=exemption.asked_at, **_told(exemption)))
    return exemption


def _told(exemption: Exemption) -> dict[str, Any]:
    return {
        "exemption_id": exemption.id,
        "programme_id": exemption.programme_id,
        "month": exemption.month,
        "person_id": exemption.person_id,
        "audit_id": exemption.audit_id,
    }


def agree_to_exemption(exemption: Exemption, *, decision: str, by: UUID) -> None:
    """The auditor's audits of that month go to others; the case's audit need not be done."""
    hold_allocation()
    _decide(exemption, ExemptionState.AGREED, decision, by)
    announce(events.ExemptionAgreed(happened_at=clock.now(), **_told(exemption)))
    if exemption.audit:
        withdraw_audit(exemption.audit, reason=f"Excused ({exemption.reference}): {exemption.reason}")
    elif exemption.person_id:
        theirs = queries.list_of_month(exemption.programme_id, exemption.month, exemption.person_id)
        take_back(theirs, because=EXCUSED)


def decline_exemption(exemption: Exemption, *, decision: str, by: UUID) -> None:
    """Everything stays as it is."""
    _decide(exemption, ExemptionState.DECLINED, decision, by)
    announce(events.ExemptionDeclined(happened_at=clock.now(), **_told(exemption)))


def _decide(exemption: Exemption, state: ExemptionState, decision: str, by: UUID) -> None:
    # A refresh that locks would lock what the page had joined to it too, which PostgreSQL refuses.
    db.session.execute(select(Exemption.id).where(Exemption.id == exemption.id).with_for_update())
    db.session.refresh(exemption)
    if not exemption.is_open:
        raise CannotDecideExemption(f"{exemption.reference} is {exemption.state.label.lower()} already")
    audit = exemption.audit
    concerned = [exemption.asked_by_id, exemption.person_id]
    check_may_decide(by, concerned + ([audit.auditor_id, audit.practitioner_id] if audit else []))
    exemption.state, exemption.decision = state, decision
    exemption.decided_at, exemption.decided_by_id = clock.now(), by
    db.session.flush()
