"""Facts for readiness reports: a council of 18 months, or as few of them as a test needs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from dcpp.frameworks.status import CaseStatus
from dcpp.inspection.rules.facts import (
    ActionFact,
    AuditFact,
    CaseloadFact,
    ConcernFact,
    DrawnFact,
    Facts,
    FindingFact,
)
from dcpp.inspection.rules.making import Cover, make_snapshot
from dcpp.inspection.rules.period import Period
from dcpp.inspection.rules.snapshot import Seal
from dcpp.kernel import clock

NAMES = UUID("7d1f2b60-6f1c-4c5e-9a55-30a0f4f4b001")
OCTOBER = date(2026, 10, 1)
SECOND_WORKING_DAY = date(2026, 11, 3)
PERIOD = Period(OCTOBER, SECOND_WORKING_DAY)

SERVICES = ("Assessment", "Children in Care", "Leaving Care", "Locality")
PLACES = (
    ("Locality", CaseStatus.CHILD_IN_NEED),
    ("Children in Care", CaseStatus.LOOKED_AFTER),
    ("Locality", CaseStatus.CHILD_PROTECTION),
    ("Leaving Care", CaseStatus.CARE_LEAVER),
    ("Assessment", CaseStatus.OPEN_ASSESSMENT),
)
GRADES = ("good", "requires_improvement", "good", "outstanding", "good", "requires_improvement", "inadequate")
THEMES = ("Plans that change something", "Voice of the child", "Management oversight", "Chronologies", "Fathers")


def an_id(name: str) -> UUID:
    return uuid5(NAMES, name)


def make_audit(number: int = 1, **values) -> AuditFact:
    reference = f"AUD-2026-{number:04d}"
    usual = {
        "audit_id": an_id(reference),
        "reference": reference,
        "service": "Locality",
        "status": CaseStatus.CHILD_IN_NEED,
        "submitted_on": date(2026, 10, 15),
        "grade": "good",
        "sections": {"oversight": "good"},
        "has_practitioner_part": True,
        "has_family_feedback": True,
    }
    return AuditFact(**usual | values)


def make_action(number: int = 1, **values) -> ActionFact:
    reference = f"ACT-2026-{number:04d}"
    usual = {
        "action_id": an_id(reference),
        "reference": reference,
        "service": "Locality",
        "raised_on": date(2026, 10, 1),
        "due_on": date(2026, 11, 20),
    }
    return ActionFact(**usual | values)


def make_concern(number: int = 1, **values) -> ConcernFact:
    reference = f"CON-2026-{number:04d}"
    usual = {
        "concern_id": an_id(reference),
        "reference": reference,
        "service": "Locality",
        "raised_at": datetime(2026, 10, 15, 9, 0, tzinfo=UTC),
        "answer_by": datetime(2026, 10, 15, 13, 0, tzinfo=UTC),
    }
    return ConcernFact(**usual | values)


def make_drawn(number: int = 1, **values) -> DrawnFact:
    reference = f"AUD-2026-{number:04d}"
    usual = {
        "record_id": an_id(reference),
        "record_kind": "audit",
        "reference": reference,
        "month": OCTOBER,
        "service": "Locality",
        "allocated_on": date(2026, 10, 2),
        "due_on": date(2026, 10, 30),
        "submitted_on": date(2026, 10, 15),
    }
    return DrawnFact(**usual | values)


def make_council(a_month: int = 20) -> Facts:
    """Eighteen months: one without a draw (March 2026), Leaving Care silent since May, grades that get better."""
    audits, drawn, findings, actions = [], [], [], []
    for step in range(18):
        month = clock.add_months(OCTOBER, step - 17)
        if month == date(2026, 3, 1):
            continue
        for place in range(a_month):
            number = step * a_month + place + 1
            audit = _an_audit(number, month, place, step)
            submitted = place % 10 != 9
            drawn.append(_a_draw(audit, month, submitted=submitted))
            if submitted and not (audit.service == "Leaving Care" and month > date(2026, 5, 1)):
                audits.append(audit)
                findings += _findings(audit, number)
                actions.append(_an_action(audit, number))
    caseload = [CaseloadFact(service=service, status=status, children=400) for service, status in PLACES]
    return Facts(
        audits=audits,
        drawn=drawn,
        findings=findings,
        actions=actions,
        concerns=[make_concern(number) for number in range(1, 7)],
        caseload=caseload,
        services=SERVICES,
        newest_list_on=date(2026, 10, 30),
    )


def _an_audit(number: int, month: date, place: int, step: int) -> AuditFact:
    service, status = PLACES[place % len(PLACES)]
    grade = "good" if (number * 7 + step) % 20 < step else GRADES[number % len(GRADES)]
    return make_audit(
        number,
        service=service,
        status=status,
        submitted_on=month + timedelta(days=place % 27),
        grade=grade,
        sections={"oversight": GRADES[(number + step) % len(GRADES)]},
        has_practitioner_part=number % 8 != 0,
        has_family_feedback=number % 3 != 0,
        has_family_reason=number % 2 == 0,
    )


def _a_draw(audit: AuditFact, month: date, *, submitted: bool) -> DrawnFact:
    return make_drawn(
        int(audit.reference[-4:]),
        month=month,
        service=audit.service,
        allocated_on=month,
        due_on=month + timedelta(days=20),
        submitted_on=audit.submitted_on if submitted else None,
    )


def _findings(audit: AuditFact, number: int) -> list[FindingFact]:
    return [
        FindingFact(
            audit_id=audit.audit_id,
            reference=audit.reference,
            service=audit.service,
            submitted_on=audit.submitted_on,
            theme=THEMES[(number * step) % len(THEMES)],
            is_strength=(number + step) % 3 == 0,
        )
        for step in (1, 2)
    ]


def _an_action(audit: AuditFact, number: int) -> ActionFact:
    raised = audit.submitted_on
    done = raised + timedelta(days=20) if number % 4 else None
    return make_action(
        number,
        service=audit.service,
        raised_on=raised,
        due_on=raised + timedelta(days=28),
        done_on=done,
        checked_on=done + timedelta(days=9) if done and number % 3 else None,
    )


def make_report(facts: Facts | None = None, period: Period = PERIOD, **cover):
    """A snapshot of a month."""
    usual = Cover(
        council="Sample Council",
        colour="#1d5f7a",
        address="http://127.0.0.1:8000",
        reference="RDY-2026-0001",
        edition=1,
        taken_at="2026-11-03T05:00:00+00:00",
        seal=Seal(1234, "9f" * 32, "2026-11-03T04:59:00+00:00"),
    )
    return make_snapshot(replace(usual, **cover), period, make_council() if facts is None else facts)
