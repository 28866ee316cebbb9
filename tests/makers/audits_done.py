"""Audits with good defaults, empty, written or submitted; each call is a transaction of its own."""

from datetime import date
from itertools import count

from audits import queries, services
from audits.models import Audit
from audits.rules import audits as rules
from audits.rules.findings import FindingKind
from dcpp.actions.rules import ActionLevel
from dcpp.frameworks.audit_tools import CORE
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.db import db, transaction
from dcpp.kernel.drafts import Change
from dcpp.people.rules import Role
from dcpp.themes import queries as themes
from tests.makers.people import make_person, make_team

MONTH = date(2026, 11, 1)
LATER = date(2026, 12, 21)
_numbers = count(1)


def make_auditor(name="Ada Auditor", **details):
    return make_person(name, Role.AUDITOR, **details)


def make_audit(auditor=None, practitioner=None, tool=None, **header):
    """An audit of a child protection case, given to the auditor (made when none is given)."""
    tool = tool or queries.tool_in_force(CORE, MONTH)
    auditor = auditor or make_auditor()
    practitioner = practitioner or make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team())
    given = {
        "case_id": f"C-{next(_numbers):05}",
        "status": CaseStatus.CHILD_PROTECTION,
        "age_years": 7,
        "practitioner_id": practitioner.id,
        "practitioner_name": practitioner.name,
        "team_id": practitioner.team_id,
        "team_name": practitioner.team.name if practitioner.team else "",
        "service_id": practitioner.team.service_id if practitioner.team else None,
        "service_name": practitioner.team.service.name if practitioner.team else "",
    }
    with transaction():
        audit = services.open_audit(services.CaseHeader(**(given | header)), month=MONTH, tool=tool, draw_id=None)
        services.give_audit(audit, auditor.id, by=None, reason="")
    return db.session.get_one(Audit, audit.id)


def write(audit, code, **fields):
    """Write a section as its auditor."""
    with transaction():
        audit = db.session.get_one(Audit, audit.id)
        section = audit.tool.section(code)
        stored = queries.words_of(queries.find_answer(audit.id, code), list(fields))
        changes = {name: Change(stored[name], after) for name, after in fields.items()}
        services.save_section(audit, section, changes, by=audit.auditor_id)


def write_all(audit, grade="good", **grades):
    """Every section that is asked, complete; `grades` by section code where they differ."""
    for section in db.session.get_one(Audit, audit.id).sections:
        fields = rules.fields_of(section)
        asked = answer_questions(section) if not section.is_of_practitioner else {}
        if fields == ("reason",):
            write(audit, section.code, reason="The practitioner is on leave until January.")
        elif "answer" not in fields:
            write(audit, section.code, evidence="Grandmother, by telephone: “They came when they said.”", **asked)
        else:
            place = {"place": "Case note of 3 October 2026"} if "place" in fields else {}
            words = "The child was seen alone every fortnight, and what they said changed the plan."
            write(audit, section.code, answer=grades.get(section.code, grade), evidence=words, **place, **asked)


def answer_questions(section):
    """An answer for each question of a section: its first option, or words."""
    return {
        one.field: one.offered[0][0] if one.offered else "The child sleeps through the night."
        for one in section.questions
    }


def add_finding(audit, kind=FindingKind.NEEDS_WORK, theme="plans", action_for=None):
    """A finding with one theme; with an action where an owner is given."""
    with transaction():
        audit = db.session.get_one(Audit, audit.id)
        details = services.FindingDetails(
            kind=kind,
            words="The plan names tasks but not outcomes.",
            themes=[themes.find_by_code(theme)],
            section="plan",
        )
        finding = services.record_finding(audit, details, by=audit.auditor_id)
        if action_for:
            services.propose_action(
                audit,
                finding,
                what="Write the plan anew with the family, naming outcomes",
                level=ActionLevel.CHILD,
                owner=action_for,
                due_on=LATER,
                by=audit.auditor_id,
            )
        return finding.id


def invite(audit):
    with transaction():
        audit = db.session.get_one(Audit, audit.id)
        services.invite_practitioner(audit, by=audit.auditor_id)
    return audit


def share_reflection(audit, words):
    """The practitioner, once invited, writes and shares."""
    with transaction():
        audit = db.session.get_one(Audit, audit.id)
        services.save_reflection(audit, {"evidence": Change("", words)}, by=audit.practitioner_id)
        services.share_reflection(audit, by=audit.practitioner_id)


def submit(audit):
    with transaction():
        audit = db.session.get_one(Audit, audit.id)
        services.submit_audit(audit, by=audit.auditor_id)
    return db.session.get_one(Audit, audit.id)


def make_submitted_audit(auditor=None, practitioner=None, grade="good", **header):
    audit = make_audit(auditor, practitioner, **header)
    write_all(audit, grade)
    add_finding(audit, action_for=audit.auditor)
    return submit(audit)
