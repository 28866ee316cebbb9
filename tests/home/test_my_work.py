"""My work: what waits, by date, and what to do next."""

from datetime import UTC, date, datetime

import pytest

from audits import access as audits
from audits import services as audit_services
from audits.models import Audit
from dcpp.actions import access as actions
from dcpp.actions import services
from dcpp.frameworks.shipped_tools import audit_tool_on
from dcpp.frameworks.status import CaseStatus
from dcpp.home import rules
from dcpp.home.rules import Waiting
from dcpp.inspection import access as inspection
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from tests.makers.actions import do, make_action
from tests.makers.audits_done import make_audit
from tests.makers.inspection import make_told_report
from tests.makers.people import make_person
from tests.statements import statements

MONDAY = date(2026, 11, 23)
EARLIER = datetime(2026, 11, 2, 9, tzinfo=UTC)


def thing(due_on, reference="ACT-2026-0001"):
    return Waiting(what="Do it", reference=reference, href="/", due_on=due_on)


@pytest.mark.parametrize(
    ("due_on", "title"),
    [
        (date(2026, 11, 22), "Overdue"),
        (date(2026, 11, 23), "Due this week"),
        (date(2026, 11, 29), "Due this week"),
        (date(2026, 11, 30), "Due later"),
        (None, "No date"),
    ],
)
def test_a_thing_stands_in_the_group_of_its_date(due_on, title):
    assert [group.title for group in rules.group_by_date([thing(due_on)], MONDAY)] == [title]


def test_the_most_urgent_comes_first():
    things = [
        thing(None, "D"),
        thing(date(2026, 12, 24), "C"),
        thing(date(2026, 11, 2), "B"),
        thing(date(2026, 11, 1), "A"),
    ]

    groups = rules.group_by_date(things, MONDAY)

    assert [thing.reference for group in groups for thing in group.things] == ["A", "B", "C", "D"]


@pytest.fixture
def me(sign_in, now):
    return make_person("Mo Mine")


def test_signed_out_my_work_leads_to_sign_in(browse):
    page = browse("home.view_my_work", follow=False)

    assert "/sign-in" in page.response.location


def test_with_nothing_to_do_the_page_says_so(browse, sign_in, now):
    sign_in()

    page = browse("home.view_my_work")

    assert page.heading == "My work"
    assert "Nothing waits for you" in page.text
    assert not page.soup.find(id="next")


def test_an_action_of_mine_waits_and_says_how_late_it_is(browse, sign_in, me):
    with clock.pretend(EARLIER):
        make_action(me, due_on=date(2026, 11, 20), what="Write the chronology")
    sign_in(actions.VIEW_ACTIONS, actions.DO_ACTIONS, person=me)

    page = browse("home.view_my_work")

    assert page.rows() == [["Write the chronology", "ACT-2026-0001", "20 November 2026", "3 days overdue"]]


def test_an_action_of_somebody_else_does_not_wait_for_me(browse, sign_in, me):
    make_action(make_person("Olu Owner"))
    sign_in(actions.VIEW_ACTIONS, actions.DO_ACTIONS, person=me)

    assert "Nothing waits for you" in browse("home.view_my_work").text


def test_who_may_check_sees_what_is_to_be_checked(browse, sign_in, me):
    action = make_action(make_person("Olu Owner"))
    do(services.finish_action, action, words="Done", by=action.owner_id)
    sign_in(actions.VIEW_ACTIONS, actions.CHECK_ACTIONS, person=me)

    page = browse("home.view_my_work")

    assert page.rows()[0][0].startswith("Check that it was done")
    assert page.rows()[0][2] == "–"


def test_an_audit_given_to_me_waits(browse, sign_in, me):
    audit = make_audit(auditor=me)
    sign_in(audits.VIEW_AUDITS, audits.CARRY_OUT_AUDITS, person=me)

    page = browse("home.view_my_work")

    assert page.rows()[0][:2] == ["Audit a case: child protection plan", audit.reference]
    assert page.links["Audit a case: child protection plan"] == f"/audits/{audit.id}"


def test_a_practitioner_who_is_asked_for_a_reflection_sees_it(browse, sign_in, me):
    audit = make_audit(practitioner=me)
    with transaction():
        audit = db.session.get_one(Audit, audit.id)
        audit_services.invite_practitioner(audit, by=audit.auditor_id)
    sign_in(audits.VIEW_AUDITS, audits.REFLECT_ON_AUDITS, person=me)

    page = browse("home.view_my_work")

    assert page.rows()[0][0] == "Add your reflection to an audit of your work"
    browse.open(page.links["Add your reflection to an audit of your work"])


def test_audits_without_an_auditor_wait_for_who_allocates(browse, sign_in, me):
    case = audit_services.CaseHeader(case_id="C-1", status=CaseStatus.CHILD_IN_NEED)
    with transaction():
        audit_services.open_audits([case], month=date(2026, 11, 1), tool=audit_tool_on(MONDAY))
    sign_in(audits.VIEW_AUDITS, audits.ALLOCATE_AUDITS, person=me)

    page = browse("home.view_my_work")

    assert browse.open(page.links["Find an auditor for 1 audit"]).rows()


def test_long_words_are_cut_at_a_word(browse, sign_in, me):
    make_action(me, what="chronology " * 60)
    sign_in(actions.VIEW_ACTIONS, actions.DO_ACTIONS, person=me)

    said = browse("home.view_my_work").rows()[0][0]

    assert said.endswith("chronology…") and len(said) <= 121


def test_what_somebody_wrote_is_shown_and_never_run(browse, sign_in, me):
    make_action(me, what="<script>alert(1)</script>")
    sign_in(actions.VIEW_ACTIONS, actions.DO_ACTIONS, person=me)

    page = browse("home.view_my_work")

    assert not page.soup.select("main script")
    assert page.rows()[0][0] == "<script>alert(1)</script>"


def test_a_senior_manager_sees_the_newest_report(browse, sign_in, now):
    make_told_report()
    sign_in(inspection.VIEW_REPORTS)

    page = browse("home.view_my_work")

    assert "readiness report for October 2026" in page.links


def test_what_to_do_next_is_only_what_one_may_open(browse, sign_in, now):
    sign_in(inspection.REQUEST_REPORTS)

    page = browse("home.view_my_work")

    assert "Build a readiness report" in page.links
    assert "See the practice overview" not in page.links


def test_my_work_asks_the_database_as_often_for_twenty_things_as_for_one(browse, sign_in, me):
    sign_in(actions.VIEW_ACTIONS, actions.DO_ACTIONS, person=me)
    counts = []
    for more in (1, 19):
        for _ in range(more):
            make_action(me)
        browse("home.view_my_work")
        with statements() as sent:
            browse("home.view_my_work")
        counts.append(len(sent))

    assert counts[0] == counts[1]
