"""Coverage, grades, sections, themes, re-audits and impact: every number opens as many rows as it says."""

from datetime import UTC, date, datetime

import pytest

from audits import access as audits
from audits.rules.findings import FindingKind
from dcpp.actions import access as actions
from dcpp.actions.models import Action
from dcpp.caseload import access as caseload
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.people import access as people
from dcpp.people.rules import Role, TeamKind
from dcpp.practice import access
from tests.makers.audits import make_list
from tests.makers.audits_done import add_finding, make_audit, submit, write_all
from tests.makers.people import make_person, make_team
from tests.makers.practice import set_days
from tests.practice.behind import disagreeing, numbers

PAGES = ["coverage", "grades", "sections", "themes", "re-audits", "impact"]
EVERYTHING = (
    access.VIEW_PRACTICE,
    audits.VIEW_AUDITS,
    actions.VIEW_ACTIONS,
    caseload.VIEW_CASELOAD,
    people.VIEW_PEOPLE,
)


def submitted(grade, practitioner, **given):
    audit = make_audit(practitioner=practitioner, **given)
    write_all(audit, grade)
    add_finding(audit, action_for=audit.auditor)
    add_finding(audit, FindingKind.STRENGTH, theme="oversight")
    return submit(audit)


@pytest.fixture
def council(now):
    """A bad audit in March and its better re-audit in October, one of another team, and one at a family centre."""
    pat = make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team("Team North"))
    sam = make_person("Sam Practitioner", Role.PRACTITIONER, team=make_team("Hill Centre", kind=TeamKind.FAMILY_CENTRE))
    with clock.pretend(datetime(2026, 3, 10, 9, tzinfo=UTC)):
        first = submitted("inadequate", pat, case_id="C-AGAIN")
        submitted("inadequate", sam)
    with clock.pretend(datetime(2026, 10, 12, 9, tzinfo=UTC)):
        second = submitted("good", pat, case_id="C-AGAIN")
    make_list(as_at=date(2026, 11, 20))
    raised = db.session.query(Action).order_by(Action.reference).first()
    set_days(raised, done_on=date(2026, 4, 1), closed_on=date(2026, 4, 9), state="evidence_checked")
    return first, second


@pytest.mark.parametrize("subject", PAGES)
def test_without_records_a_page_says_that_nothing_can_be_said(browse, sign_in, now, subject):
    sign_in(*EVERYTHING)

    assert numbers(browse.open(f"/practice/{subject}")) == []
    assert browse.open(f"/practice/{subject}?outside=yes").heading.endswith(", for outside")


@pytest.mark.parametrize("subject", [*PAGES, "sections?section=plan", "themes?theme=Plans", "grades?period=3"])
def test_every_number_opens_as_many_rows_as_it_says(browse, sign_in, council, subject):
    sign_in(*EVERYTHING)

    assert disagreeing(browse, browse.open(f"/practice/{subject}")) == []


@pytest.mark.parametrize("subject", PAGES)
def test_a_service_leaves_only_its_own(browse, sign_in, council, subject):
    sign_in(*EVERYTHING)
    service = council[0].service_id

    page = browse.open(f"/practice/{subject}?service={service}")

    assert "Hill Centre" not in [cell for table in page.soup.select("table") for cell in table.stripped_strings]
    if numbers(page):
        assert disagreeing(browse, page) == []


def test_a_re_audit_is_told_beside_the_audit_before(browse, sign_in, council):
    sign_in(*EVERYTHING)

    page = browse("practice.view_re_audits")

    assert "1 re-audit can be told beside the audit before." in page.text
    rows = browse.open("/practice/records?unit=pairs&measure=better").rows()
    assert council[0].reference in rows[0][2]
    assert "1 audit waits for a re-audit, 1 of them overdue." in page.text


def test_coverage_names_its_gaps(browse, sign_in, council):
    sign_in(*EVERYTHING)

    text = browse("practice.view_coverage").text

    assert "Corporate parenting has had no audit on record." in text


def test_actions_on_the_way_are_counted_and_said(browse, sign_in, council):
    sign_in(*EVERYTHING)

    assert "The impact of 0 of 3 actions has been checked; 3 are on the way" in browse("practice.view_impact").text


def test_a_practitioner_sees_their_own_picture(browse, sign_in, council):
    me = sign_in(*EVERYTHING, scope=Scope.OWN)
    set_days(council[1], practitioner_id=me.id)

    page = browse("practice.view_grades")

    assert "1 of 1 audit was graded good or better: too few to tell." in page.text
    assert disagreeing(browse, page) == []
    assert "for outside" not in browse.open("/practice/grades?outside=yes").text


def test_outside_no_number_below_five_is_shown_and_none_opens_a_list(browse, sign_in, council):
    sign_in(*EVERYTHING)

    for subject in PAGES:
        shown = browse.open(f"/practice/{subject}?outside=yes")
        assert numbers(shown) == []
        cells = [cell.get_text(strip=True) for cell in shown.soup.select("td.govuk-table__cell--numeric")]
        assert not {"1", "2", "3", "4"}.intersection(cells), subject


def test_an_action_that_was_withdrawn_is_not_followed(browse, sign_in, council):
    sign_in(*EVERYTHING)
    with transaction():
        for action in db.session.query(Action):
            action.state = "withdrawn"

    assert "No action was raised from a finding" in browse("practice.view_impact").text
