"""The pages of those who look after the list of people."""

from datetime import date, timedelta

from sqlalchemy import select

from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.kernel.trail import TrailEntry
from dcpp.people import access, queries
from dcpp.people.models import Person
from dcpp.people.queries import accounts
from dcpp.people.rules import Role
from dcpp.people.services import roles
from dcpp.people.services.sign_ins import start_sign_in
from tests.makers.people import make_person, make_service, make_team

ANN = {"name": " Ann  Other ", "email": "Ann.Other@Council.example", "fte": "0.6", "is_agency": "True"}


def names(page):
    return [row[0] for row in page.rows()]


def test_everybody_is_listed_filtered_and_found(browse, sign_in, now):
    team = make_team("Assessment North")
    make_person("Ada", Role.AUDITOR, team=team)
    make_person("Leo Leaver", leaves_on=date(2026, 11, 20))
    sign_in(access.VIEW_PEOPLE)

    assert names(browse("people.list_people")) == ["Ada", "Sam Signed-In"]
    assert names(browse("people.list_people", query={"role": "auditor"})) == ["Ada"]
    assert names(browse("people.list_people", query={"team": str(team.id)})) == ["Ada"]
    assert names(browse("people.list_people", query={"who": "ADA"})) == ["Ada"]
    assert names(browse("people.list_people", query={"here": "left"})) == ["Leo Leaver left 20 November 2026"]
    assert browse("people.list_people", query={"who": "100%_'\""}).text.count("Nobody matches") == 1


def test_a_manager_sees_their_team_and_nobody_elses_record(browse, sign_in, now):
    manager = make_person("Mo Manager")
    make_person("Ours", line_manager=manager)
    theirs = make_person("Theirs")
    sign_in(access.VIEW_PEOPLE, scope=Scope.TEAM, person=manager)

    assert names(browse("people.list_people")) == ["Mo Manager", "Ours"]
    browse("people.view_person", person_id=theirs.id, status=404)


def test_a_person_is_added_with_an_account_and_no_role(browse, sign_in, now):
    make_person("Boss", email="boss@council.example")
    sign_in(access.VIEW_PEOPLE, access.MANAGE_PEOPLE)

    page = browse("people.add_person", post=ANN | {"line_manager_email": "Boss@council.example"})

    assert page.heading == "Ann Other"
    assert page.summary("Work e-mail address") == "ann.other@council.example"
    assert page.summary("Line manager") == "Boss"
    assert page.summary("Share of a full-time post") == "60%"


def test_what_cannot_be_so_is_sent_back_beside_its_question(browse, sign_in, now):
    make_person(email="ann.other@council.example", social_work_england_number="SW77")
    sign_in(access.VIEW_PEOPLE, access.MANAGE_PEOPLE)

    assert "Somebody else has this work e-mail" in browse("people.add_person", post=ANN).errors[0]
    other = ANN | {"email": "b@council.example"}
    assert "SW and digits" in browse("people.add_person", post=other | {"social_work_england_number": "77"}).errors[0]
    assert (
        "Somebody else has this"
        in (browse("people.add_person", post=other | {"social_work_england_number": "sw 77"}).errors[0])
    )
    assert (
        "somebody who has a record"
        in (browse("people.add_person", post=other | {"line_manager_email": "x@council.example"}).errors[0])
    )
    days = {"starts_on-day": "2", "starts_on-month": "3", "starts_on-year": "2026"}
    days |= {"leaves_on-day": "1", "leaves_on-month": "3", "leaves_on-year": "2026"}
    assert "not before the starting day" in browse("people.add_person", post=other | days).errors[0]
    assert browse("people.add_person", post={}).errors == ["Enter a name", "Enter a work e-mail address"]


def test_changing_a_record_says_which_fields_and_not_what_they_hold(browse, sign_in, now):
    person = make_person("Ada", email="ada@council.example")
    sign_in(access.VIEW_PEOPLE, access.MANAGE_PEOPLE)
    shown = browse("people.change_person", person_id=person.id)
    assert shown.soup.find(id="name")["value"] == "Ada"

    browse("people.change_person", person_id=person.id, post={"name": "Ada B", "email": person.email, "fte": "1"})

    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.event == "PersonChanged")).one()
    assert "name" in entry.details
    assert "Ada B" not in entry.details


def test_nobody_comes_to_manage_themselves(browse, sign_in, now):
    boss = make_person("Boss", email="boss@council.example")
    make_person("Worker", email="worker@council.example", line_manager=boss)
    sign_in(access.VIEW_PEOPLE, access.MANAGE_PEOPLE)
    post = {"name": "Boss", "email": boss.email, "fte": "1", "line_manager_email": "worker@council.example"}

    page = browse("people.change_person", person_id=boss.id, post=post)

    assert "this person manages the one you chose" in page.errors[0]


def test_roles_are_given_narrowed_and_taken_away_in_the_trail(browse, sign_in, now):
    person = make_person("Ada")
    sign_in(access.VIEW_PEOPLE, access.GIVE_ROLES)

    page = browse("people.give_role", person_id=person.id, post={"role": "auditor", "limited_to": "Scope.SERVICE"})
    assert page.status == 200
    page = browse("people.give_role", person_id=person.id, post={"role": "auditor", "limited_to": "3"})
    assert page.rows()[0][:2] == ["Auditor", "Own service"]

    page = browse("people.take_role_away", person_id=person.id, role="auditor", post={})
    assert "No role yet" in page.text
    said = db.session.scalars(select(TrailEntry.event).where(TrailEntry.record_id == person.id)).all()
    assert {"RoleGiven", "RoleTakenAway"} <= set(said)


def test_the_derived_role_cannot_be_given(browse, sign_in, now):
    person = make_person("Ada")
    sign_in(access.VIEW_PEOPLE, access.GIVE_ROLES)

    browse("people.give_role", person_id=person.id, post={"role": "line_manager"})

    assert db.session.get_one(Person, person.id).roles == []


def test_an_administrator_cannot_take_the_role_from_themselves(browse, sign_in_as, now):
    admin = sign_in_as(make_person("Ada", Role.ADMINISTRATOR))

    page = browse("people.take_role_away", person_id=admin.id, role="administrator", post={}, status=409)

    assert "Ask another administrator" in page.text


def test_an_administrator_helps_somebody_to_sign_in(browse, sign_in, now):
    person = make_person("Ada", Role.PARTNER, email="ada@school.example")
    sign_in(access.VIEW_PEOPLE, access.HELP_WITH_SIGN_IN)

    for name in ("mail", "leave", "app"):
        assert browse("people.help_with_sign_in", person_id=person.id, name=name, post={}).notice

    assert db.session.scalars(select(OutboxMessage.person_id)).all() == [person.id]


def test_teams_and_services_are_added_and_changed(browse, sign_in, now):
    make_person("Mo", email="mo@council.example")
    sign_in(access.VIEW_PEOPLE, access.MANAGE_PEOPLE)

    browse("places.add_service", post={"name": "Early help"})
    service = queries.list_services()[0]
    post = {"name": "Lye centre", "kind": "family_centre", "service_id": str(service.id)}
    page = browse("places.add_team", post=post | {"manager_email": "mo@council.example"})
    assert page.rows()[0][:3] == ["Lye centre family centre", "Mo", "0"]

    again = browse("places.add_team", post=post | {"name": "LYE  centre"})
    assert again.errors == ["There is one of this name already: enter another name"]
    team = queries.list_teams()[0]
    page = browse("places.change_team", team_id=team.id, post=post | {"name": "Lye family centre"})
    assert page.rows()[0][:2] == ["Lye family centre family centre", "Nobody"]
    page = browse("places.rename_service", service_id=service.id, post={"name": "Family help"})
    assert "Family help" in page.text


def test_a_new_line_of_management_shows_at_once(browse, sign_in_as, now):
    manager = make_person("Mo")
    team = make_team(service=make_service(), manager=manager)
    make_person("Ours", team=team)
    sign_in_as(manager)

    assert names(browse("people.list_people")) == ["Mo", "Ours"]

    with transaction():
        roles.give_role(db.session.get_one(Person, manager.id), Role.PRACTICE_LEAD)
    make_person("Another")
    assert names(browse("people.list_people")) == ["Another", "Mo", "Ours"]


def test_when_somebody_signs_in_is_not_for_their_manager_to_watch(browse, sign_in, now):
    manager = make_person("Mo")
    worker = make_person("Wes", line_manager=manager)
    with transaction():
        account = accounts.get_account_of(worker.id)
        start_sign_in(account, lasts=timedelta(hours=1), device="Edge on Windows", address="10.0.0.1")

    sign_in(access.VIEW_PEOPLE, scope=Scope.TEAM, person=manager)
    assert "Signed in" not in browse("people.view_person", person_id=worker.id).text
    sign_in(access.VIEW_PEOPLE, access.HELP_WITH_SIGN_IN)
    assert "Signed in" in browse("people.view_person", person_id=worker.id).text
