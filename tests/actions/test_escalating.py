"""A late action goes up the line, rung by rung, and comes down when it shows life."""

from datetime import timedelta

import pytest

from dcpp.actions import access, queries, services
from dcpp.actions.models import ActionEscalation
from dcpp.actions.rules.escalation import Rung
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.people.rules import Role
from tests.makers.actions import do, kept, make_action, make_late
from tests.makers.people import make_person, make_team
from tests.statements import statements


@pytest.fixture
def line(app, now):
    """From the bottom: an owner, their team manager, service manager and head of service."""
    head = make_person("Hana Head")
    service = make_person("Sol Service", line_manager=head)
    team = make_person("Tam Team", line_manager=service)
    return [kept(person) for person in (make_person("Olu Owner", line_manager=team), team, service, head)]


def escalate(days=0):
    with clock.pretend(clock.now() + timedelta(days=days)), transaction():
        return services.escalate_late_actions()


def told():
    rows = db.session.query(ActionEscalation).order_by(ActionEscalation.escalated_on, ActionEscalation.days_late)
    return [(row.rung, row.to.name, row.days_late, row.ended_on is None) for row in rows]


def test_it_goes_up_one_rung_at_each_age_and_is_told_once_on_each(line):
    make_late(line[0], days=1)

    assert [escalate(days) for days in (0, 1, 13, 14, 27, 28, 55, 56, 200)] == [1, 0, 0, 1, 0, 1, 0, 1, 0]
    assert told() == [
        (Rung.TEAM_MANAGER, "Tam Team", 1, True),
        (Rung.SERVICE_MANAGER, "Sol Service", 15, True),
        (Rung.HEAD_OF_SERVICE, "Hana Head", 29, True),
        (Rung.BOARD, "Hana Head", 57, True),
    ]


def test_what_is_in_time_goes_nowhere(line):
    make_action(line[0])

    assert escalate() == 0


def test_it_shows_on_the_action_and_on_the_work_of_whoever_was_told(browse, sign_in, line):
    action = make_late(line[0], days=3)
    escalate()
    sign_in(access.VIEW_ACTIONS, access.DO_ACTIONS, person=line[1], scope=Scope.TEAM)

    work = browse("home.view_my_work")
    page = browse("actions.view_action", action_id=action.id)

    assert ["See that 1 late action moves", "", "20 November 2026", "3 days overdue"] in work.rows()
    assert "Team manager: Tam Team, on 23 November 2026, after 3 days" in page.text
    assert "Escalated to you" in browse("actions.list_my_actions").text
    assert len(browse("actions.list_actions", query={"escalated": "me"}).rows()) == 1


@pytest.mark.parametrize(
    ("deed", "given"),
    [
        ("update_action", {"words": "Half done"}),
        ("finish_action", {"words": "Done"}),
        ("postpone_action", {"words": "Holidays", "due_on": None}),
        ("withdraw_action", {"words": "Moved away"}),
        ("reassign_action", {"words": "On leave", "owner_id": None}),
    ],
)
def test_a_sign_of_life_brings_it_down(line, deed, given):
    action = make_late(line[0], days=3)
    escalate()
    if "due_on" in given:
        given = given | {"due_on": clock.today()}
    if "owner_id" in given:
        given = given | {"owner_id": line[2].id}

    do(getattr(services, deed), action, by=line[0].id, **given)

    assert told() == [(Rung.TEAM_MANAGER, "Tam Team", 3, False)]
    assert queries.list_escalated_to(line[1].id) == []


def test_after_a_fortnight_of_silence_it_goes_up_again(line):
    action = make_late(line[0], days=3)
    escalate()
    do(services.update_action, action, words="Soon", by=line[0].id)

    assert [escalate(days) for days in (1, 13, 14)] == [0, 0, 1]
    assert told()[-1] == (Rung.SERVICE_MANAGER, "Sol Service", 17, True)


def test_a_finished_action_that_nobody_checks_goes_up_too(line):
    action = make_action(line[0])
    do(services.finish_action, action, words="Done", by=line[0].id)

    assert [escalate(days) for days in (14, 15)] == [0, 1]


def test_the_centre_names_who_stands_on_a_rung(browse, sign_in, line):
    team = make_team("North")
    make_person("Ben Board", email="ben@council.example")
    sign_in(access.VIEW_ACTIONS, access.FOLLOW_ACTIONS)
    browse("actions.set_board", post={"board": "ben@council.example"})
    page = browse("actions.set_rungs", service_id=team.service_id, post={"service_manager": "Ben Board"})
    make_late(line[0], days=60)
    make_late(line[0], days=20, service_id=team.service_id)

    escalate()

    assert "Quality assurance board: Ben Board" in page.text
    assert {(rung, name) for rung, name, *_ in told()} == {
        (Rung.BOARD, "Ben Board"),
        (Rung.SERVICE_MANAGER, "Ben Board"),
    }


def test_a_name_that_nobody_has_is_sent_back(browse, sign_in, line):
    sign_in(access.FOLLOW_ACTIONS)

    page = browse("actions.set_board", post={"board": "Nobody At-All"})

    assert page.errors == ["Nobody here has this name or work e-mail address. Check it and enter it again"]


def test_whoever_was_named_and_left_is_passed_over(line):
    board = make_person("Ben Board")
    with transaction():
        services.set_rung_holders(queries.get_settings_to_change(), None, {Rung.BOARD: board.id})
    with transaction():
        db.session.merge(board).leaves_on = clock.today() - timedelta(days=1)
    make_late(line[0], days=60)

    escalate()

    assert told() == [(Rung.BOARD, "Hana Head", 60, True)]


def test_an_owner_without_a_line_is_looked_after_by_the_team_or_a_practice_lead(app, now):
    manager, lead = make_person("Tess Team"), make_person("Pat Lead", Role.PRACTICE_LEAD)
    make_late(make_person("Pia Partner"), days=2, team_id=make_team(manager=manager).id)
    make_late(make_person("Pol Partner"), days=1)

    escalate()

    assert {name for _, name, *_ in told()} == {manager.name, lead.name}


def test_with_nobody_at_all_nothing_breaks(app, now):
    make_late(make_person("Alone"), days=1)

    assert escalate() == 0


def test_weeks_are_set_within_reason(browse, sign_in, line):
    sign_in(access.FOLLOW_ACTIONS)

    refused = browse("actions.set_impact_weeks", post={"impact_weeks": "0"})
    page = browse("actions.set_impact_weeks", post={"impact_weeks": "6"})

    assert refused.errors
    assert page.summary("Impact is checked") == "6 weeks after the evidence"


def test_many_late_actions_cost_no_more_questions_to_find(line):
    counts = []
    for more in (1, 9):
        for _ in range(more):
            make_late(line[0], days=1)
        escalate()
        with statements() as sent:
            escalate()
        counts.append(len(sent))

    assert counts[0] == counts[1]
