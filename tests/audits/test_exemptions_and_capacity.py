"""Exemptions asked and agreed by two people, capacities, leavers, and cases of which nobody can tell who is near."""

from datetime import UTC, date, datetime

import pytest

from audits import queries, services
from audits.models import Audit, AuditAllocation
from audits.rules.allocation import CannotAllocateAudit, CannotJudgeNearness
from audits.rules.audits import AuditState
from audits.rules.exemptions import CannotAskForExemption, CannotDecideExemption
from audits.rules.programmes import AuditorPool
from dcpp.caseload.models import Case
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.models import Person
from dcpp.people.rules import Role
from tests.audits.given_out import audits_of, counts_of, do, sample
from tests.makers.audits import make_list, make_programme
from tests.makers.audits_done import make_auditor, make_submitted_audit
from tests.makers.people import make_person

FIRST = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
MONTH = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def first_working_day(app):
    with clock.pretend(FIRST):
        yield


def test_an_agreed_exemption_gives_an_auditors_audits_to_others_and_is_counted():
    make_list()
    ada, ola = make_auditor("Ada"), make_auditor("Ola")
    draw = sample()
    assert counts_of(draw) == {ada.id: 4, ola.id: 4}
    manager = make_person("Sam", Role.SENIOR_MANAGER)
    asked = do(services.ask_to_excuse_auditor, draw.programme, MONTH, ada, reason="Seconded", by=ada.id)
    assert counts_of(draw) == {ada.id: 4, ola.id: 4}, "until it is agreed nothing changes"

    do(services.agree_to_exemption, asked, decision="This month only", by=manager.id)

    assert counts_of(draw) == {ola.id: 8}
    assert list(queries.count_exemptions(draw.programme_id).values()) == [0, 1, 0]
    told = db.session.query(OutboxMessage).filter(OutboxMessage.person_id == ada.id).all()
    assert "4 audits taken back from you" in [mail.subject for mail in told]
    with pytest.raises(CannotAllocateAudit, match="excused"):
        do(services.reallocate_audit, audits_of(draw)[0], ada, reason="After all", by=ola.id)


def test_nobody_decides_on_what_they_asked_or_what_concerns_them():
    make_list()
    manager = make_auditor("Mo Manager")
    draw = sample()
    asked = do(services.ask_to_excuse_auditor, draw.programme, MONTH, manager, reason="Busy", by=make_person().id)

    with pytest.raises(CannotDecideExemption, match="Another senior manager must decide"):
        do(services.agree_to_exemption, asked, decision="Yes", by=manager.id)
    with pytest.raises(CannotDecideExemption):
        do(services.agree_to_exemption, asked, decision="Yes", by=asked.asked_by_id)

    other = make_person()
    do(services.decline_exemption, asked, decision="No", by=other.id)
    with pytest.raises(CannotDecideExemption, match="declined already"):
        do(services.agree_to_exemption, asked, decision="Yes", by=make_person().id)


def test_an_excused_case_is_withdrawn_and_may_not_be_asked_for_twice():
    make_list()
    make_auditor("Ada")
    draw = sample()
    audit = audits_of(draw)[0]
    asked = do(services.ask_to_excuse_case, audit, reason="In court this week", by=audit.auditor_id)
    with pytest.raises(CannotAskForExemption, match="waits for a decision"):
        do(services.ask_to_excuse_case, audit, reason="Again", by=audit.auditor_id)

    do(services.agree_to_exemption, asked, decision="Agreed", by=make_person().id)

    audit = db.session.get(Audit, audit.id)
    assert audit.state is AuditState.WITHDRAWN
    assert audit.withdrawn_reason == f"Excused ({asked.reference}): In court this week"


def test_a_submitted_audit_or_one_of_no_draw_is_not_excused():
    audit = make_submitted_audit()
    with pytest.raises(CannotAskForExemption, match="no draw"):
        do(services.ask_to_excuse_case, audit, reason="x", by=audit.auditor_id)


def test_an_auditor_asks_for_themselves_and_a_manager_decides_on_the_page(browse, sign_in_as):
    make_list()
    ada = make_auditor("Ada Auditor")
    draw = sample()
    sign_in_as(ada)
    where = {"programme_id": draw.programme_id}
    page = browse("audits.ask_to_excuse_auditor", **where, post={"month": "2026-12-01", "reason": "Seconded"})
    assert "A senior manager decides" in page.notice
    assert browse("audits.list_exemptions", **where).rows()[0][1] == "Ada Auditor"

    sign_in_as(make_person("Sam Senior", Role.SENIOR_MANAGER))
    assert "Decide on an exemption" in browse("home.view_my_work").text
    exemption = queries.list_exemptions_to_decide()[0]
    page = browse("audits.decide_exemption", exemption_id=exemption.id, post={"agrees": "True", "decision": "Fine"})

    assert page.notice == "Exemption agreed"
    assert "1 agreed" in page.text


def test_a_capacity_holds_and_what_is_over_waits():
    make_list()
    ada = make_auditor("Ada")
    do(services.set_capacity, ada, 3, by=ada.id)

    draw = sample()

    assert counts_of(draw) == {ada.id: 3, None: 5}
    do(services.set_capacity, ada, None, by=ada.id)
    do(services.allocate_what_waits)
    assert counts_of(draw) == {ada.id: 8}


def test_a_programme_has_its_own_auditors_and_a_most_for_each():
    make_list()
    ada, ola = make_auditor("Ada"), make_auditor("Ola")
    named = make_programme(pool=AuditorPool.NAMED, auditor_ids=[ola.id], most_each=2)

    assert counts_of(sample(named)) == {ola.id: 2, None: 6}

    group = do(services.keep_group, None, "Advanced practitioners", [ada.id])
    grouped = make_programme(pool=AuditorPool.GROUP, pool_group_id=group.id, months_apart=0)
    assert counts_of(sample(grouped)) == {ada.id: 8}


def hold(case_id, worker, as_at):
    """An earlier list on which somebody held a case."""
    earlier = make_list(as_at=as_at)
    with transaction():
        db.session.query(Case).filter(Case.import_id == earlier.id, Case.case_reference == case_id).update(
            {"worker_id": worker.id}
        )


def test_whoever_held_a_case_on_an_earlier_list_does_not_audit_it():
    ada = make_auditor("Ada")
    hold("C-0000", ada, date(2026, 3, 1))
    make_list(cases=[(CaseStatus.CHILD_PROTECTION, "Safeguarding", 1)])

    draw = sample(make_programme(size=1))
    assert counts_of(draw) == {None: 1}

    free = sample(make_programme(size=1, months_apart=0, months_since_held=6))
    assert counts_of(free) == {ada.id: 1}


def unknown():
    """A list that names neither a worker nor a team that the platform knows."""
    listed = make_list(cases=[(CaseStatus.CHILD_PROTECTION, "Safeguarding", 3)])
    with transaction():
        db.session.query(Case).filter(Case.import_id == listed.id).update({"team_id": None, "worker_id": None})


def test_where_nobody_can_tell_who_is_near_the_lead_decides_and_their_judgement_is_kept(browse, sign_in_as):
    unknown()
    ada = make_auditor("Ada Auditor")
    draw = sample(make_programme(size=1))
    assert counts_of(draw) == {None: 1}
    audit = audits_of(draw)[0]
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))
    assert "Nobody can tell from the lists" in browse("audits.view_choices", audit_id=audit.id).text

    given = {"auditor": "Ada Auditor", "reason": "She is free", "seen": ""}
    page = browse("audits.reallocate_audit", audit_id=audit.id, post=given)
    assert page.errors == [
        "Nobody can tell from the lists who is near this case. Enter how you know that the auditor is not"
    ]
    with pytest.raises(CannotJudgeNearness):
        do(services.reallocate_audit, audits_of(draw)[0], db.session.get(Person, ada.id), reason="x", by=ada.id)

    page = browse("audits.reallocate_audit", audit_id=audit.id, post=given | {"judgement": "She came last week"})

    assert page.summary("Auditor") == "Ada Auditor"
    assert "She came last week" in page.text
    assert db.session.query(AuditAllocation).one().judgement == "She came last week"
