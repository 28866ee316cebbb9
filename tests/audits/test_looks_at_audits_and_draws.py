"""Whoever looks into an audit, by whichever of its pages, or at a draw, is in the trail."""

import pytest

from dcpp.kernel.db import db, transaction
from dcpp.kernel.trail import TrailEntry
from dcpp.people.rules import Role
from tests.audits.drawing import FIRST
from tests.makers.audits import make_list, make_sample
from tests.makers.audits_done import add_finding, make_submitted_audit
from tests.makers.people import make_person


def looks_at(record_id):
    db.session.rollback()
    seen = db.session.query(TrailEntry).filter_by(event="Viewed", record_id=record_id)
    return [(entry.record_kind, entry.who_id) for entry in seen]


@pytest.mark.parametrize(
    "page",
    ["view_audit", "list_findings", "record_finding", "change_finding", "propose_action", "check_answers", "plan"],
)
def test_the_auditor_of_an_audit(browse, sign_in_as, auditor, audit, page):
    endpoint, more = ("answer_section", {"code": "plan"}) if page == "plan" else (page, {})
    if page in {"change_finding", "propose_action"}:
        more = {"finding_id": add_finding(audit)}
    audit_id, auditor_id = audit.id, auditor.id
    sign_in_as(auditor)

    browse(f"audits.{endpoint}", audit_id=audit_id, **more)

    assert looks_at(audit_id) == [("audit", auditor_id)]


def test_the_practitioner_who_reflects(browse, sign_in_as, auditor, practitioner, audit):
    audit_id, practitioner_id = audit.id, practitioner.id
    sign_in_as(auditor)
    browse("audits.invite_practitioner", audit_id=audit_id, post={})
    sign_in_as(practitioner)

    browse("audits.reflect_on_audit", audit_id=audit_id)

    assert looks_at(audit_id)[-1] == ("audit", practitioner_id)


def test_a_manager_who_opens_three_pages_of_an_audit_looked_once(browse, sign_in_as, practitioner):
    audit_id = make_submitted_audit(practitioner=practitioner).id
    lead = make_person("Lee Lead", Role.PRACTICE_LEAD)
    sign_in_as(lead)

    for endpoint in ("view_audit", "withdraw_audit", "view_audit"):
        browse(f"audits.{endpoint}", audit_id=audit_id)

    assert looks_at(audit_id) == [("audit", lead.id)]


@pytest.mark.usefixtures("first_working_day")
def test_somebody_who_looks_at_a_draw(browse, sign_in_as, anne, ben):
    make_list()
    draw = make_sample(anne, ben)
    draw_id, case_id = draw.id, draw.cases[0].id
    lead = make_person("Lee Lead", Role.PRACTICE_LEAD)
    sign_in_as(lead)

    browse("audits.verify_sample", draw_id=draw_id)
    browse("audits.replace_case", sample_case_id=case_id)

    assert looks_at(draw_id) == [("draw", lead.id)]
    assert looks_at(case_id) == [("sample_case", lead.id)]


@pytest.mark.usefixtures("first_working_day")
def test_however_many_look_the_story_of_a_draw_keeps_its_beginning(browse, sign_in_as, anne, ben):
    make_list()
    draw_id = make_sample(anne, ben).id
    with transaction():
        db.session.add_all(_looks(draw_id, 250))
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))

    assert "Draw opened" in browse("audits.view_draw", draw_id=draw_id).text


def _looks(draw_id, many):
    for _ in range(many):
        yield TrailEntry(
            happened_at=FIRST, event="Viewed", record_kind="draw", record_id=draw_id, details="{}", origin="192.0.2.1"
        )
