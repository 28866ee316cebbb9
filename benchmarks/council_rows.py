"""A council's worth of audits, findings, actions and cases, written straight into a fresh database of its own.

Not the sample council, whose every row comes of a deed: this is quick, and as large as a benchmark asks.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parents[1]))

from flask import Flask
from sqlalchemy import insert, select

from audits.models import Audit, AuditAnswer, AuditDraw, AuditProgramme, Finding, finding_themes
from audits.rules.audits import AuditState
from audits.rules.findings import FindingKind
from audits.rules.programmes import Schedule, SeedScheme
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionLevel, ActionState
from dcpp.app import create_app
from dcpp.caseload.models import Case, Import, ImportState
from dcpp.config import Settings
from dcpp.frameworks.shipped_tools import audit_tool_on
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock, schema
from dcpp.kernel.db import db, transaction
from dcpp.people.models import Person
from dcpp.people.rules import Role
from dcpp.people.services import people, roles
from dcpp.themes.models import Theme

NOVEMBER = date(2026, 11, 1)
NOW = datetime(2026, 12, 2, 9, tzinfo=UTC)
SERVICES = ("Assessment", "Children in Care", "Disabled Children", "Early Help", "Leaving Care", "Locality")
STATUSES = (CaseStatus.CHILD_IN_NEED, CaseStatus.LOOKED_AFTER, CaseStatus.CHILD_PROTECTION, CaseStatus.CARE_LEAVER)
GRADES = ("good", "requires_improvement", "good", "outstanding", "good", "requires_improvement", "inadequate")


@contextmanager
def council(audits_a_month: int, months: int = 18, children: int = 2500) -> Iterator[Flask]:
    """The application on a database of that size, gone afterwards; its clock says 2 December 2026."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = Settings(
            data=data,
            database_url=os.environ.get("DATABASE_URL") or f"sqlite:///{data / 'dcpp.sqlite3'}",
            files_url=(data / "files").as_uri(),
            secret_key="for a benchmark",
        )
        app = create_app(settings)
        with app.app_context(), clock.pretend(NOW):
            schema.upgrade()
            fill(audits_a_month, months, children)
            yield app


def fill(audits_a_month: int, months: int, children: int) -> None:
    with transaction():
        ids = {name: people.add_service(name).id for name in SERVICES}
        auditor = make_person("Ada Auditor", "ada@council.example", Role.AUDITOR)
        make_person("Lee Lead", "lee@council.example", Role.PRACTICE_LEAD)
        programme = {
            "id": uuid4(),
            "name": "Monthly core audit",
            "size": audits_a_month,
            "stratify_by": ["status"],
            "statuses_left_out": [],
            "months_apart": 12,
            "list_age_days": 31,
            "seed_scheme": SeedScheme.TWO_PEOPLE,
            "schedule": Schedule.MONTHLY,
            "set_up_at": NOW,
        }
        db.session.execute(insert(AuditProgramme).values(programme))
        for step in range(months):
            month = clock.add_months(NOVEMBER, step - months + 1)
            fill_month(month, range(step * audits_a_month, (step + 1) * audits_a_month), auditor, programme["id"], ids)
        fill_caseload(children)


def make_person(name: str, email: str, role: Role) -> Person:
    person = people.add_person(people.PersonDetails(name=name, email=email, job_role="Social worker"))
    roles.give_role(person, role)
    return person


def fill_month(month: date, numbers: range, auditor: Person, programme_id: object, ids: dict) -> None:
    draw_id = uuid4()
    db.session.execute(
        insert(AuditDraw).values(
            id=draw_id,
            reference=f"DRW-{month:%Y-%m}",
            programme_id=programme_id,
            month=month,
            seed_scheme=SeedScheme.TWO_PEOPLE,
            opened_at=NOW,
            frozen_at=NOW,
            drawn_at=NOW,
            strata={},
            exclusions={},
        )
    )
    audits = [audit_row(month, number, auditor, draw_id, ids) for number in numbers]
    db.session.execute(insert(Audit), audits)
    done = [audit for audit in audits if audit["submitted_on"]]
    db.session.execute(insert(AuditAnswer), [row for audit in done for row in answer_rows(audit, auditor)])
    themes = db.session.scalars(select(Theme.id).order_by(Theme.code)).all()
    findings = [finding_row(audit, auditor, n) for audit in done for n in range(3)]
    db.session.execute(insert(Finding), findings)
    links = [
        {"finding_id": row["id"], "theme_id": themes[(at * step) % len(themes)]}
        for at, row in enumerate(findings, start=1)
        for step in (1, 2)
        if (at * 2) % len(themes) != at % len(themes) or step == 1
    ]
    db.session.execute(insert(finding_themes), links)
    db.session.execute(insert(Action), [action_row(audit, auditor, n) for n, audit in enumerate(done)])


def audit_row(month: date, number: int, auditor: Person, draw_id: object, ids: dict) -> dict:
    service = SERVICES[number % len(SERVICES)]
    is_done = number % 12 != 11
    day = month + timedelta(days=number % 27)
    return {
        "id": uuid4(),
        "reference": f"AUD-{month:%Y}-{number:05d}",
        "draw_id": draw_id,
        "month": month,
        "tool_code": "core",
        "tool_version": 1,
        "look_back_months": 6,
        "case_id": f"C{number:07d}",
        "status": STATUSES[number % len(STATUSES)],
        "service_id": ids[service],
        "service_name": service,
        "team_name": f"{service} {number % 7 + 1}",
        "practitioner_name": "",
        "state": AuditState.SUBMITTED if is_done else AuditState.IN_PROGRESS,
        "auditor_id": auditor.id,
        "created_at": NOW,
        "allocated_on": month,
        "due_on": month + timedelta(days=21),
        "submitted_on": day if is_done else None,
        "submitted_at": NOW if is_done else None,
        "withdrawn_reason": "",
        "grade": GRADES[number % len(GRADES)] if is_done else None,
        "version": 1,
    }


def answer_rows(audit: dict, auditor: Person) -> list[dict]:
    words = "The child was seen alone every fortnight, and what they said changed the plan. " * 4
    return [
        {
            "id": uuid4(),
            "audit_id": audit["id"],
            "section": section.code,
            "answer": "" if section.code in {"reflection", "family"} else audit["grade"],
            "evidence": words,
            "place": "Case note",
            "strengths": "",
            "improve": "",
            "reason": "",
            "shared_at": NOW if section.code == "reflection" and len(audit["reference"]) % 2 == 0 else None,
            "saved_at": NOW,
            "saved_by_id": auditor.id,
            "version": 1,
        }
        for section in audit_tool_on(NOVEMBER).sections_for(audit["status"])
    ]


def finding_row(audit: dict, auditor: Person, number: int) -> dict:
    return {
        "id": uuid4(),
        "audit_id": audit["id"],
        "kind": FindingKind.STRENGTH if number == 0 else FindingKind.NEEDS_WORK,
        "section": "plan",
        "words": "The plan names tasks but not outcomes.",
        "recorded_at": NOW,
        "recorded_by_id": auditor.id,
        "version": 1,
    }


def action_row(audit: dict, auditor: Person, number: int) -> dict:
    raised = audit["submitted_on"]
    closed = raised + timedelta(days=29) if number % 3 else None
    state = ActionState.EVIDENCE_CHECKED if closed else ActionState.IN_PROGRESS
    return {
        "id": uuid4(),
        "reference": audit["reference"].replace("AUD", "ACT"),
        "what": "Write the plan anew with the family, naming outcomes",
        "level": ActionLevel.CHILD,
        "state": state,
        "owner_id": auditor.id,
        "due_on": raised + timedelta(days=28),
        "raised_on": raised,
        "done_on": closed,
        "closed_on": closed,
        "origin_kind": "audit_finding",
        "origin_id": audit["id"],
        "origin_part": "",
        "service_id": audit["service_id"],
        "version": 1,
    }


def fill_caseload(children: int) -> None:
    import_id = uuid4()
    db.session.execute(
        insert(Import).values(
            id=import_id,
            reference="IMP-2026-0001",
            state=ImportState.KEPT,
            dated_on=date(2026, 11, 27),
            file_name="annex_a.xlsx",
            sha256="0" * 64,
            sent_at=NOW,
            refusal="",
            cases=children,
        )
    )
    words = dict.fromkeys(("team", "worker", "gender", "ethnicity", "disability", "on_lists"), "")
    rows = [
        {
            "import_id": import_id,
            "case_reference": f"C{number:07d}",
            "status": STATUSES[number % len(STATUSES)],
            "service": SERVICES[number % len(SERVICES)],
            **words,
        }
        for number in range(children)
    ]
    db.session.execute(insert(Case), rows)
