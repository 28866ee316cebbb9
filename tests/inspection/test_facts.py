"""From real records of every domain to the facts of a month, and to a report of them."""

from datetime import UTC, date, datetime

import pytest

from audits import services
from audits.models import Audit
from audits.rules.findings import FindingKind
from dcpp.frameworks.shipped_tools import audit_tool_on
from dcpp.frameworks.status import CaseStatus
from dcpp.inspection.queries.facts import facts_of
from dcpp.inspection.rules.period import Period
from dcpp.kernel import clock
from dcpp.kernel.db import db, reading, transaction
from tests.makers.audits import make_draw
from tests.makers.audits_done import (
    add_finding,
    make_audit,
    make_submitted_audit,
    submit,
    write,
    write_all,
)
from tests.makers.concerns import make_acknowledged
from tests.statements import statements

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def read(app, now):
    def read_now():
        with reading():
            return facts_of(Period(NOVEMBER, clock.today()))

    return read_now


def test_a_submitted_audit_is_told_with_its_grade_and_what_speaks_of_leaders(read):
    audit = make_audit(status=CaseStatus.LOOKED_AFTER, service_name="Children in Care")
    write_all(audit, "good", oversight="requires_improvement")
    add_finding(audit, action_for=audit.auditor)
    submit(audit)

    (told,) = read().audits

    assert (told.reference, told.service, told.status, told.grade) == (
        "AUD-2026-0001",
        "Children in Care",
        CaseStatus.LOOKED_AFTER,
        "good",
    )
    assert told.sections == {"oversight": "requires_improvement"}
    assert told.submitted_on == date(2026, 11, 23)


def test_an_audit_that_is_not_submitted_is_not_told(read):
    audit = make_audit()
    write(audit, "plan", answer="good", evidence="Seen")

    assert read().audits == []


def test_voices_tell_a_reason_from_feedback(read):
    make_submitted_audit()

    (told,) = read().audits

    assert not told.has_practitioner_part
    assert told.has_family_feedback and not told.has_family_reason


def test_each_theme_of_a_finding_is_told_as_strength_or_as_work(read):
    audit = make_audit()
    write_all(audit)
    add_finding(audit, FindingKind.STRENGTH, theme="voice")
    add_finding(audit, theme="plans", action_for=audit.auditor)
    submit(audit)

    told = {(finding.theme, finding.is_strength) for finding in read().findings}

    assert told == {("Voice and lived experience of the child", True), ("Plans", False)}


def test_an_action_of_an_audit_is_told_with_its_days(read):
    make_submitted_audit()

    (told,) = read().actions

    assert (told.raised_on, told.due_on, told.done_on) == (date(2026, 11, 23), date(2026, 12, 21), None)


def drawn(**header):
    case = services.CaseHeader(case_id="C-1", status=CaseStatus.CHILD_IN_NEED, service_name="Locality", **header)
    draw_id = make_draw().id
    with transaction():
        (audit,) = services.open_audits([case], month=NOVEMBER, tool=audit_tool_on(NOVEMBER), draw_id=draw_id)
    return db.session.get_one(Audit, audit.id)


def test_a_drawn_case_is_told_from_its_draw_on(read):
    drawn()

    (told,) = read().drawn

    assert (told.month, told.service, told.allocated_on) == (NOVEMBER, "Locality", None)
    assert told.submitted_on is None and told.withdrawn_on is None


def test_what_was_submitted_after_the_day_of_reading_is_not_told(app):
    with clock.pretend(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        make_submitted_audit()

    with reading():
        assert facts_of(Period(NOVEMBER, date(2026, 11, 30))).audits == []


def test_reading_asks_as_often_for_five_audits_as_for_one(read):
    counts = []
    for more in (1, 4):
        for _ in range(more):
            make_submitted_audit()
        with statements() as sent:
            read()
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_no_name_of_a_worker_and_no_case_reference_is_in_the_facts(read):
    audit = make_submitted_audit()
    told = repr(read())

    assert audit.practitioner_name not in told and audit.case_id not in told


def test_a_concern_is_told_with_its_moments_and_no_name(read):
    concern = make_acknowledged()

    (told,) = read().concerns

    assert (told.reference, told.raised_at, told.answer_by) == (
        concern.reference,
        concern.raised_at,
        concern.first_answer_by,
    )
    assert told.acknowledged_at == concern.acknowledged_at and told.ended_at is None
