"""Giving audits to auditors, by rule and by hand."""

from datetime import UTC, date, datetime

import pytest

from audits import access, queries, services
from audits.models import Audit, AuditAllocation
from audits.rules.audits import AuditState
from dcpp.frameworks.shipped_tools import audit_tool_on
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.actions import kept
from tests.makers.audits import make_list, make_sample
from tests.makers.audits_done import MONTH, make_audit, make_auditor, make_submitted_audit
from tests.makers.people import make_person, make_team


def header(case_id, worker=None, team=None):
    return services.CaseHeader(
        case_id=case_id,
        status=CaseStatus.CHILD_IN_NEED,
        practitioner_id=worker.id if worker else None,
        team_id=team.id if team else None,
        service_id=team.service_id if team else None,
    )


def open_audits(*cases):
    with transaction():
        audits = services.open_audits(list(cases), month=MONTH, tool=audit_tool_on(MONTH))
        ids = [audit.id for audit in audits]
    return [db.session.get(Audit, one) for one in ids]


@pytest.fixture
def north(app, now):
    return make_team("North", manager=make_person("Max Manager", Role.AUDITOR))


def test_cases_go_to_auditors_outside_the_line_and_each_gets_one_mail(north):
    worker = make_person("Will Worker", Role.AUDITOR, team=north)
    outside = make_auditor("Ola Outside")

    audits = open_audits(*(header(f"C-{n}", worker, north) for n in range(3)))

    assert {audit.auditor_id for audit in audits} == {outside.id}
    assert all(audit.auditor_outside_line and audit.due_on == date(2026, 12, 14) for audit in audits)
    mail = db.session.query(OutboxMessage).one()
    assert mail.subject == "3 audits for you, due 14 December 2026"
    assert mail.body.count("AUD-2026-") == 3 and "C-0" not in mail.body


def test_where_everybody_is_too_near_the_audit_waits_for_somebody(north):
    worker = make_person("Will Worker", team=north)

    audit = open_audits(header("C-1", worker, north))[0]

    assert audit.state is AuditState.UNALLOCATED and audit.auditor_id is None


def test_my_work_counts_the_audits_without_an_auditor_that_a_lead_may_give(browse, sign_in, north):
    worker = make_person("Will Worker", team=north)
    open_audits(header("C-1", worker, north), header("C-2", worker, north))
    near, far = kept(make_person("Nia Near", team=north)), kept(make_person("Fay Far", team=make_team("Far")))
    waits = "Find an auditor for 2 audits"

    for lead, scope, sees in ((near, Scope.SERVICE, True), (far, Scope.SERVICE, False), (far, Scope.COUNCIL, True)):
        sign_in(access.VIEW_AUDITS, access.ALLOCATE_AUDITS, but={access.ALLOCATE_AUDITS: scope}, person=lead)

        assert (waits in browse("home.view_my_work").text) is sees


def test_leavers_get_nothing_and_the_load_is_shared(north):
    make_auditor("Lea Leaver", leaves_on=date(2026, 11, 20))
    ada, ben = make_auditor("Ada"), make_auditor("Ben")

    audits = open_audits(*(header(f"C-{n}", None, north) for n in range(10)))

    counts = queries.count_open_by_auditor([ada.id, ben.id])
    assert set(counts.values()) == {5}
    assert all(audit.auditor_outside_line for audit in audits)


def test_where_nobody_knows_who_held_a_case_nobody_is_chosen(app, now):
    make_auditor("Ada")

    audit = open_audits(header("C-1"))[0]

    assert audit.state is AuditState.UNALLOCATED


def test_a_lead_gives_an_audit_to_somebody_else_with_a_reason(browse, sign_in_as, app, now):
    audit = make_audit(make_auditor("Ada"))
    make_auditor("Ben Better")
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))

    page = browse(
        "audits.reallocate_audit",
        audit_id=audit.id,
        post={"auditor": "ben better", "reason": "Ada is ill", "seen": str(audit.auditor_id)},
    )

    assert page.summary("Auditor") == "Ben Better"
    told = db.session.query(AuditAllocation).order_by(AuditAllocation.allocated_at).all()
    assert [one.reason for one in told] == ["", "Ada is ill"]


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("Will Worker", "is too near this case"),
        ("Max Manager", "is too near this case"),
        ("Ada Auditor", "Ada Auditor has this audit already. Choose somebody else"),
        ("Nobody", "Nobody here has this name or work e-mail address"),
        ("Pia Plain", "Pia Plain is not an auditor. Choose somebody who is"),
    ],
)
def test_an_auditor_who_cannot_be_is_sent_back(browse, sign_in_as, north, named, sentence):
    worker = make_person("Will Worker", Role.AUDITOR, team=north)
    make_person("Pia Plain", Role.PRACTITIONER)
    audit = make_audit(make_auditor(), worker)
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))

    page = browse(
        "audits.reallocate_audit",
        audit_id=audit.id,
        post={"auditor": named, "reason": "x", "seen": str(audit.auditor_id)},
    )

    assert sentence in page.errors[0]


def test_a_withdrawn_audit_keeps_its_reason_and_waits_for_nobody(browse, sign_in_as, app, now):
    audit = make_audit()
    auditor_id = audit.auditor_id
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))

    page = browse("audits.withdraw_audit", audit_id=audit.id, post={"reason": "The family moved to Leeds"})

    assert page.summary("Withdrawn") == "23 November 2026: The family moved to Leeds"
    assert queries.list_to_do(auditor_id) == []


def test_a_submitted_audit_stays(browse, sign_in_as, app, now):
    audit = make_submitted_audit()
    make_auditor("Ben Better")
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))

    for endpoint, given in (
        ("reallocate_audit", {"auditor": "Ben Better", "seen": str(audit.auditor_id)}),
        ("withdraw_audit", {}),
    ):
        page = browse(f"audits.{endpoint}", audit_id=audit.id, post=given | {"reason": "x"})
        assert page.errors == [f"Audit {audit.reference} is submitted, so it stays"]


def test_those_without_an_auditor_are_found_once_there_is_one(north):
    audit = open_audits(header("C-1", None, north))[0]
    outside = make_auditor("Ola Outside")

    with transaction():
        found = services.allocate_unallocated([db.session.get(Audit, audit.id)])

    assert found == 1
    assert db.session.get(Audit, audit.id).auditor_id == outside.id


@pytest.fixture
def sample(app):
    with clock.pretend(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        make_list()
        yield lambda: make_sample(make_person("Anne"), make_person("Ben"))


def test_a_drawn_sample_is_allocated_with_the_draw(sample):
    ada, ola = make_auditor("Ada"), make_auditor("Ola")

    draw = sample()

    audits = [audit for audit, _auditor in queries.list_of_draw(draw.id)]
    assert {audit.case_id for audit in audits} == {case.case_id for case in draw.standing_cases}
    assert set(queries.count_open_by_auditor([ada.id, ola.id]).values()) == {4}
    assert {audit.month for audit in audits} == {date(2026, 12, 1)}


def test_where_nobody_can_audit_the_draws_page_says_so(browse, sign_in, sample):
    draw = sample()
    sign_in(access.VIEW_SAMPLES, access.VIEW_AUDITS)

    page = browse("audits.view_draw", draw_id=draw.id)

    assert "8 cases of the sample have no auditor yet" in page.text
    assert page.text.count("Nobody yet") == 8


def test_those_who_see_samples_only_get_no_link_to_audits(browse, sign_in, sample):
    draw = sample()
    sign_in(access.VIEW_SAMPLES)

    assert "/audits/draws" in browse("audits.view_draw", draw_id=draw.id).html
    assert "Nobody yet" not in browse("audits.view_draw", draw_id=draw.id).links


def test_the_morning_after_somebody_became_an_auditor_what_waited_is_theirs(sample):
    draw = sample()
    ada = make_auditor("Ada")

    with transaction():
        assert services.allocate_what_waits() == 8
    with transaction():
        assert services.allocate_what_waits() == 0

    assert {audit.auditor_id for audit, _auditor in queries.list_of_draw(draw.id)} == {ada.id}


def test_allocating_a_sample_twice_opens_no_second_audit(sample):
    draw = sample()

    with transaction():
        assert services.allocate_drawn_cases(queries.get_draw(draw.id)) == []


def test_the_audit_of_a_replaced_case_is_withdrawn_and_the_next_one_opened(sample):
    make_auditor("Ada")
    draw = sample()
    out = draw.standing_cases[0]
    with transaction():
        found = services.replace_case(queries.get_sample_case(out.id), reason="Moved away", by_id=make_person().id)
        new = found.case_id

    audits = {audit.case_id: audit for audit, _auditor in queries.list_of_draw(draw.id)}
    assert audits[out.case_id].state is AuditState.WITHDRAWN
    assert audits[out.case_id].withdrawn_reason == "The case was replaced in the sample: Moved away"
    assert audits[new].state is AuditState.ALLOCATED
