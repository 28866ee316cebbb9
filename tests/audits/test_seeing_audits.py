"""Who sees which audits, and how much of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from audits import access, queries
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.people.rules import Role
from tests.makers.audits_done import make_audit, make_auditor, make_submitted_audit, write
from tests.makers.people import make_person, make_team

SECRET = "The child was seen alone every fortnight"


@pytest.fixture
def manager(app, now):
    return make_person("Max Manager")


@pytest.fixture
def practitioner(manager):
    return make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team("North", manager=manager))


def test_the_practitioner_reads_the_outcome_of_their_own_work(browse, sign_in_as, practitioner):
    audit = make_submitted_audit(practitioner=practitioner)
    sign_in_as(practitioner)

    assert browse("audits.list_my_audits").rows()[0][-1] == "Good"
    page = browse("audits.view_audit", audit_id=audit.id)

    assert SECRET in page.text and "Write the plan anew with the family" in page.text
    action = page.links["Write the plan anew with the family, naming outcomes"]
    assert browse.open(action).summary("Owner") == "Ada Auditor", "others’ actions about their work can be read too"


def test_before_it_is_submitted_only_its_auditor_reads_what_is_written(browse, sign_in_as, practitioner, manager):
    audit = make_audit(practitioner=practitioner)
    write(audit, "plan", answer="inadequate", evidence=SECRET)
    lead = make_person("Lee Lead", Role.PRACTICE_LEAD)

    for person in (practitioner, manager, lead):
        sign_in_as(person)
        page = browse("audits.view_audit", audit_id=audit.id)
        assert SECRET not in page.html and "Inadequate" not in page.text
        assert "can be read here once the audit is submitted" in page.text


def test_the_manager_sees_their_teams_and_nobody_elses(browse, sign_in_as, practitioner, manager):
    theirs = make_submitted_audit(practitioner=practitioner)
    other = make_submitted_audit()
    sign_in_as(manager)

    assert [row[0] for row in browse("audits.list_audits").rows()] == [theirs.reference]
    browse("audits.view_audit", audit_id=theirs.id)
    browse("audits.view_audit", audit_id=other.id, status=404)


def test_each_scope_reaches_as_far_as_it_says(browse, sign_in, practitioner):
    audit = make_submitted_audit(practitioner=practitioner)
    stranger = make_person("Stan Stranger")
    colleague = make_person("Cal Colleague", team=practitioner.team)
    near = make_person("Nia Near", team=make_team("South", service=practitioner.team.service))

    for person, scope, status in (
        (stranger, Scope.OWN, 404),
        (stranger, Scope.SERVICE, 404),
        (stranger, Scope.COUNCIL, 200),
        (colleague, Scope.OWN, 404),
        (colleague, Scope.TEAM, 200),
        (near, Scope.TEAM, 404),
        (near, Scope.SERVICE, 200),
        (practitioner, Scope.OWN, 200),
    ):
        sign_in(access.VIEW_AUDITS, scope=scope, person=person)
        browse("audits.view_audit", audit_id=audit.id, status=status)


def test_a_look_at_an_audit_is_in_the_trail(browse, sign_in_as, practitioner):
    from dcpp.kernel.db import db
    from dcpp.kernel.trail import TrailEntry

    audit = make_submitted_audit(practitioner=practitioner)
    audit_id = audit.id
    sign_in_as(practitioner)
    browse("audits.view_audit", audit_id=audit_id)

    seen = db.session.query(TrailEntry).filter_by(event="Viewed", record_id=audit_id).one()
    assert seen.who_id == practitioner.id


def test_the_timeline_tells_who_did_what(browse, sign_in_as, practitioner):
    audit = make_audit(practitioner=practitioner)
    sign_in_as(audit.auditor)
    browse("audits.invite_practitioner", audit_id=audit.id, post={})

    page = browse("audits.view_audit", audit_id=audit.id)

    assert "Practitioner asked for their reflection Ada Auditor, 23 November 2026 at 9:30am" in page.text
    assert "Case drawn for audit The platform" in page.text


def test_the_list_is_filtered(browse, sign_in, practitioner):
    make_submitted_audit(practitioner=practitioner)
    late = make_audit(make_auditor("Zoe Late"))
    sign_in(access.VIEW_AUDITS)

    with clock.pretend(datetime(2026, 12, 16, 9, tzinfo=UTC)):
        for query in (
            {"late": "overdue"},
            {"state": "allocated"},
            {"auditor": "zoe"},
            {"case": late.case_id},
            {"team": str(late.team_id)},
        ):
            page = browse("audits.list_audits", query=query)
            assert [row[0] for row in page.rows()] == [late.reference], query
        assert "2 days overdue" in page.text
    assert len(browse("audits.list_audits", query={"grade": "good"}).rows()) == 1
    assert "No audits match" in browse("audits.list_audits", query={"grade": "outstanding"}).text


def test_an_empty_list_says_why(browse, sign_in):
    sign_in(access.VIEW_AUDITS)

    assert "No audits yet" in browse("audits.list_audits").text
    assert "No audits for you" in browse("audits.list_my_audits").text


def test_cases_audited_since_a_day_are_known(app, now):
    audit = make_submitted_audit()
    make_audit()
    today = clock.today()

    assert queries.case_ids_audited_since(today) == {audit.case_id}
    assert queries.case_ids_audited_since(today + timedelta(days=1)) == set()
    assert queries.case_ids_audited_since(date(2020, 1, 1)) == {audit.case_id}
