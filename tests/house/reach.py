"""What the guard of reach tries: for every name in an address, a record of somebody else's that it may mean."""

from collections.abc import Callable, Mapping
from typing import Any

from audits.models import Finding
from dcpp.caseload.models import Case
from dcpp.kernel.db import db
from tests.makers.actions import add_evidence, make_action
from tests.makers.audits_done import add_finding, make_audit
from tests.makers.bookings import book, make_delegation, make_open_session
from tests.makers.caseload import make_cases
from tests.makers.concerns import make_concern
from tests.makers.cpd import make_early_career, make_piece
from tests.makers.moderation import make_moderation
from tests.makers.people import make_person
from tests.makers.training_records import add_record_evidence, make_exemption, make_own_entry


def _finding():
    finding = db.session.get_one(Finding, add_finding(make_audit(), action_for=make_person("Owen Owner")))
    return {"audit_id": finding.audit_id, "finding_id": finding.id, "proposed_id": finding.proposed[0].id}


def _case():
    make_cases(1)
    return {"case_id": db.session.query(Case.id).order_by(Case.case_reference).first()[0]}


def _section():
    audit = make_audit()
    return {"audit_id": audit.id, "code": audit.tool.sections_for(audit.status)[0].code}


def _evidence():
    action = make_action()
    return {"action_id": action.id, "evidence_id": add_evidence(action).id}


def _moderated_section():
    return {"moderation_id": make_moderation().id, "code": "overall"}


def _record_evidence():
    record = make_own_entry()
    return {"record_id": record.id, "evidence_id": add_record_evidence(record).id}


SOMEBODY_ELSES: Mapping[frozenset[str], Callable[[], dict[str, Any]]] = {
    frozenset({"action_id"}): lambda: {"action_id": make_action().id},
    frozenset({"action_id", "evidence_id"}): _evidence,
    frozenset({"audit_id"}): lambda: {"audit_id": make_audit().id},
    frozenset({"audit_id", "code"}): _section,
    frozenset({"moderation_id"}): lambda: {"moderation_id": make_moderation().id},
    frozenset({"moderation_id", "code"}): _moderated_section,
    frozenset({"audit_id", "finding_id"}): _finding,
    frozenset({"audit_id", "finding_id", "proposed_id"}): _finding,
    frozenset({"booking_id"}): lambda: {"booking_id": book(make_open_session()).id},
    frozenset({"case_id"}): _case,
    frozenset({"cpd_piece_id"}): lambda: {"cpd_piece_id": make_piece().id},
    frozenset({"early_career_id"}): lambda: {"early_career_id": make_early_career().id},
    frozenset({"concern_id"}): lambda: {"concern_id": make_concern().id},
    frozenset({"delegation_id"}): lambda: {"delegation_id": make_delegation().id},
    frozenset({"exemption_id"}): lambda: {"exemption_id": make_exemption(decides=False).id},
    frozenset({"record_id"}): lambda: {"record_id": make_own_entry().id},
    frozenset({"record_id", "evidence_id"}): _record_evidence,
    frozenset({"person_id"}): lambda: {"person_id": make_person("Sora Somebody-Else").id},
    frozenset({"person_id", "name"}): lambda: {"person_id": make_person("Sora Somebody-Else").id, "name": "leave"},
    frozenset({"session_id"}): lambda: {"session_id": make_open_session().id},
}
