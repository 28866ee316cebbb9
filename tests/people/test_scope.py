"""How far somebody's access reaches follows from roles, teams and line management."""

from datetime import date

import pytest

from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.people import access, queries
from dcpp.people.rules import CannotGiveRole, Role
from dcpp.people.services import roles
from dcpp.roles import ROLES
from tests.makers.people import make_person, make_service, make_team
from tests.statements import statements


def viewer_of(person):
    return queries.find_viewer_of(person, ROLES, clock.today())


def names_seen_by(person):
    return [p.name for p in queries.list_people(viewer_of(person), access.VIEW_PEOPLE, today=clock.today())]


def test_a_practitioner_sees_only_their_own_record(app):
    team = make_team()
    own = make_person("Own", Role.PRACTITIONER, team=team)
    make_person("Colleague", team=team)

    assert names_seen_by(own) == ["Own"]


def test_a_line_manager_is_derived_and_sees_reports_of_reports(app):
    head = make_person("Head")
    manager = make_person("Manager", line_manager=head)
    make_person("Worker", line_manager=manager)
    make_person("Stranger")

    assert viewer_of(head).role_names == {"line_manager"}
    assert names_seen_by(head) == ["Head", "Manager", "Worker"]


def test_the_manager_of_a_team_manages_its_members(app):
    manager = make_person("Manager")
    team = make_team(manager=manager)
    lead = make_person("Lead", team=team)
    make_person("Elsewhere", line_manager=lead)

    assert names_seen_by(manager) == ["Elsewhere", "Lead", "Manager"]


def test_a_circle_of_managers_ends_by_itself(app):
    first = make_person("First")
    second = make_person("Second", line_manager=first)
    with transaction():
        first.line_manager_id = second.id

    assert viewer_of(first).report_ids == {second.id}


def test_the_widest_of_several_roles_wins_and_a_limit_narrows_one_role(app):
    service = make_service()
    ours, theirs = make_team(service=service), make_team()
    lead = make_person("Lead", Role.PRACTITIONER, team=ours)
    make_person("Near", team=make_team(service=service))
    make_person("Far", team=theirs)
    with transaction():
        roles.give_role(lead, Role.PRACTICE_LEAD, Scope.SERVICE)

    assert names_seen_by(lead) == ["Lead", "Near"]

    with transaction():
        roles.give_role(lead, Role.PRACTICE_LEAD)

    assert names_seen_by(lead) == ["Far", "Lead", "Near"]


def test_nobody_is_given_the_role_of_line_manager(app):
    person = make_person()

    with pytest.raises(CannotGiveRole):
        roles.give_role(person, Role.LINE_MANAGER)


def test_a_leaver_is_nobody_and_reports_fall_to_the_manager_above(app, now):
    head = make_person("Head")
    leaver = make_person("Leaver", line_manager=head, leaves_on=date(2026, 11, 20))
    worker = make_person("Worker", line_manager=leaver)

    assert viewer_of(leaver) is None
    assert queries.find_line_manager(worker, clock.today()) == head
    assert worker.id in viewer_of(head).report_ids


def test_the_leaving_day_itself_is_still_a_day_of_work(app, now):
    person = make_person(leaves_on=date(2026, 11, 23))

    assert viewer_of(person)


def test_a_viewer_takes_few_queries_however_many_people_there_are(app):
    head = make_person("Head", Role.PRACTICE_LEAD, Role.AUDITOR)
    for _ in range(5):
        make_person(line_manager=head)
    db.session.refresh(head)

    with statements() as sent:
        viewer_of(head)

    assert len(sent) == 4
