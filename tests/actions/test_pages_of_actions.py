"""Actions of a person, a team and the council, and the list taken away."""

import io

import openpyxl
import pytest
from sqlalchemy import select

from dcpp.actions import access, services
from dcpp.actions.rules.impact import Impact
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db
from dcpp.kernel.trail import TrailEntry
from dcpp.people.rules import Role
from tests.makers.actions import do, kept, make_action, make_checked, make_late
from tests.makers.people import make_person, make_service, make_team


@pytest.fixture
def manager(app, now):
    return kept(make_person("Mae Manager"))


@pytest.fixture
def owner(manager):
    return kept(make_person("Olu Owner", Role.PRACTITIONER, line_manager=manager))


def see(browse, endpoint, **query):
    return browse(endpoint, query=query)


def test_a_manager_sees_each_person_by_age_and_every_number_leads_to_its_rows(browse, sign_in_as, manager, owner):
    make_late(owner, days=10)
    make_action(owner)
    make_action(make_person("Stan Stranger"))
    sign_in_as(manager)

    page = see(browse, "actions.view_team_actions")

    assert page.rows() == [
        [
            "Olu Owner",
            "1 of Olu Owner, 0 to 14 days",
            "1 of Olu Owner, 15 to 28 days",
            "0",
            "0",
            "2 open actions of Olu Owner",
            "1 overdue actions of Olu Owner",
            "0",
            "13 November 2026",
        ]
    ]
    assert len(browse.open(page.links["1 overdue actions of Olu Owner"]).rows()) == 1
    assert len(browse.open(page.links["2 open actions of Olu Owner"]).rows()) == 2
    assert len(browse.open(page.links["1 of Olu Owner, 15 to 28 days"]).rows()) == 1


def test_a_lead_sees_everybody_and_can_narrow_to_a_team(browse, sign_in, now):
    team = make_team("North")
    make_action(make_person("In North", team=team))
    make_action(make_person("Elsewhere"))
    sign_in(access.VIEW_ACTIONS)

    assert len(see(browse, "actions.view_team_actions").rows()) == 2
    assert [row[0] for row in see(browse, "actions.view_team_actions", team=team.id).rows()] == ["In North North"]


def test_the_council_by_service_and_age_with_links_to_the_rows(browse, sign_in, owner):
    service = make_service("Assessment")
    make_late(owner, days=10, service_id=service.id)
    make_action(owner, service_id=service.id)
    make_action(owner)
    sign_in(access.VIEW_ACTIONS)

    page = see(browse, "actions.view_council_actions")

    rows = {row[0]: row[1:] for row in page.rows(1)}
    assert rows["No service named"] == ["1", "0", "0", "0", "1", "0", "0"]
    assert [cell.split()[0] for cell in rows["Assessment"]] == ["1", "1", "0", "0", "2", "1", "0"]
    assert len(browse.open(page.links["1 of Assessment, Overdue"]).rows()) == 1
    assert "3 actions are open" in page.text and "1 is overdue" in page.text
    assert page.rows(0)[1] == ["15 to 28 days", "1", "0", "0", "1"]


def test_leaders_see_how_long_it_takes_from_finding_to_impact(browse, sign_in, owner):
    for days in (30, 40, 50, 60, 70):
        action = make_checked(owner, days_ago=days)
        do(services.check_impact, action, impact=Impact.MADE_A_DIFFERENCE, words="Yes", by=make_person().id)
    sign_in(access.VIEW_ACTIONS)

    text = see(browse, "actions.view_council_actions").text

    assert "20 days from finding to evidence check, at the median n = 5" in text
    assert "70 days from finding to impact check, at the median 100% of 5 made a difference" in text


def test_with_nothing_open_the_pages_say_so(browse, sign_in, now):
    sign_in(access.VIEW_ACTIONS)

    for endpoint in ("actions.view_team_actions", "actions.view_council_actions"):
        assert "No open actions" in see(browse, endpoint).text


def test_a_partner_sees_only_theirs_everywhere(browse, sign_in, owner):
    partner = kept(make_person("Pia Partner", partner_agency="Health"))
    make_action(partner, what="Send the health report")
    make_action(owner, what="Not theirs")
    sign_in(access.VIEW_ACTIONS, access.DO_ACTIONS, scope=Scope.OWN, person=partner)

    assert len(see(browse, "actions.view_team_actions").rows()) == 1
    assert "1 action is open" in see(browse, "actions.view_council_actions").text
    assert "Not theirs" not in see(browse, "actions.list_actions").text
    assert "Not theirs" not in browse("actions.export_actions", query={"as": "csv"}).response.text


def test_the_list_leaves_as_a_workbook_with_its_filters_on_top(browse, sign_in, owner):
    make_late(owner, days=10, what="=HYPERLINK(1)")
    make_action(owner)
    sign_in(access.VIEW_ACTIONS)

    page = see(browse, "actions.list_actions", late="overdue")
    taken = browse.client.get(page.links["Excel"])

    book = openpyxl.load_workbook(io.BytesIO(taken.data))
    rows = list(book.active.values)
    assert rows[0][:2] == ("List", "Actions")
    assert rows[1][:2] == ("As at", "23 November 2026 at 9:30am")
    assert rows[2][0] == "Made by"
    assert rows[3][:2] == ("Filters", "Due: Overdue")
    assert rows[4][:2] == ("Rows", "1")
    assert rows[5][:2] == ("Marking", "OFFICIAL-SENSITIVE")
    assert rows[7][:2] == ("Reference", "What")
    assert rows[8][1] == "'=HYPERLINK(1)" and rows[8][8] == 10 and len(rows) == 9
    assert db.session.scalars(select(TrailEntry.details).where(TrailEntry.event == "Downloaded")).one() == (
        '{"what":"actions_xlsx"}'
    )


def test_and_as_csv(browse, sign_in, owner):
    make_action(owner, what="Hold the review, with the father")
    sign_in(access.VIEW_ACTIONS)

    taken = browse("actions.export_actions", query={"as": "csv"}).response

    assert taken.headers["Content-Disposition"] == "attachment; filename=actions-2026-11-23.csv"
    lines = taken.data.decode("utf-8-sig").splitlines()
    assert lines[7].startswith("Reference,What,For,Owner")
    assert '"Hold the review, with the father",This child,Olu Owner' in lines[8]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "open"}, 2),
        ({"state": "closed"}, 1),
        ({"impact": "due"}, 1),
        ({"impact": "made_a_difference"}, 0),
        ({"late": "unchecked"}, 0),
        ({"owner": "olu"}, 3),
        ({"state": "nonsense", "age": "x", "escalated": "\x00"}, 3),
    ],
)
def test_a_list_is_filtered_by_how_far_it_is(browse, sign_in, owner, query, found):
    make_checked(owner, days_ago=60)
    make_action(owner)
    make_late(owner)
    sign_in(access.VIEW_ACTIONS)

    page = see(browse, "actions.list_actions", **query)

    assert (len(page.rows()) if page.soup.table else 0) == found
