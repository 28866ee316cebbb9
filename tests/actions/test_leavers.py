"""What somebody who leaves has yet to do goes to others in one step, at the latest the day after."""

import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from dcpp.actions import access, queries, services
from dcpp.kernel import clock
from dcpp.kernel.access import Scope
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people import access as people_access
from dcpp.people.models import PeopleImport, Person
from dcpp.people.rules import Role
from dcpp.people.services import people
from tests.makers.actions import do, kept, make_action
from tests.makers.people import make_person

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def manager(app, now):
    return kept(make_person("Mae Manager", email="mae@council.example"))


@pytest.fixture
def leaver(manager):
    leaver = kept(make_person("Lou Leaver", email="lou@council.example", line_manager=manager))
    for number in range(3):
        make_action(leaver, what=f"Do {number}")
    return leaver


def set_leaving_day(leaver, day=FRIDAY):
    with transaction():
        person = db.session.get_one(Person, leaver.id)
        names = people.PersonDetails.__dataclass_fields__
        details = {name: getattr(person, name) for name in names} | {"leaves_on": day}
        details["social_work_england_number"] = ""
        people.change_person(person, people.PersonDetails(**details))


def mails(person):
    return [mail.subject for mail in db.session.query(OutboxMessage).filter_by(person_id=person.id)]


def run(job, days):
    with clock.pretend(clock.now() + timedelta(days=days)), transaction():
        return job()


def owners(*people):
    return [len(queries.list_waiting_for(person.id)) for person in people]


def test_setting_a_leaving_day_asks_the_manager_once(leaver, manager):
    set_leaving_day(leaver)
    set_leaving_day(leaver, None)
    set_leaving_day(leaver)

    assert mails(manager) == ["Give on 3 actions of Lou Leaver by 27 November 2026"]


def test_a_leaving_day_in_a_file_of_people_asks_the_manager_too(browse, sign_in, leaver, manager):
    sign_in(people_access.VIEW_PEOPLE, people_access.IMPORT_PEOPLE)
    content = b"Name,Work e-mail,Leaving date\r\nLou Leaver,lou@council.example,27/11/2026"
    browse("people_imports.send_people_file", post={"file": (io.BytesIO(content), "people.csv")})
    import_id = db.session.scalars(select(PeopleImport.id)).one()

    browse("people_imports.confirm_people_import", import_id=import_id, post={})

    assert mails(manager) == ["Give on 3 actions of Lou Leaver by 27 November 2026"]


def test_setting_it_on_the_page_shows_what_is_open_with_the_manager_proposed(browse, sign_in, leaver):
    sign_in(people_access.MANAGE_PEOPLE, people_access.VIEW_PEOPLE, access.REASSIGN_ACTIONS)
    record = {"name": leaver.name, "email": leaver.email, "fte_percent": "100", "is_agency": "False"}
    record |= {"line_manager_email": "mae@council.example"}
    record |= {"leaves_on-day": "27", "leaves_on-month": "11", "leaves_on-year": "2026"}

    page = browse("people.change_person", person_id=leaver.id, post=record)

    assert page.heading == "Open actions of Lou Leaver"
    assert len(page.rows()) == 3
    assert page.soup.select_one("input[name=owner]")["value"] == "mae@council.example"


def test_all_go_to_one_person_in_one_step_with_the_reason(browse, sign_in, leaver):
    heir = make_person("Nia New")
    sign_in(access.VIEW_ACTIONS, access.REASSIGN_ACTIONS)

    page = browse("actions.give_on_actions", person_id=leaver.id, post={"owner": "Nia New", "words": "Lou leaves"})

    assert page.notice == "3 actions given to Nia New"
    assert owners(leaver, heir) == [0, 3]
    assert "Lou leaves" in browse("actions.view_action", action_id=queries.list_waiting_for(heir.id)[0].id).text


@pytest.mark.parametrize(
    ("owner", "error"),
    [
        ("", "Enter the name or work e-mail address of the new owner"),
        ("Lou Leaver", "Choose somebody other than the one who leaves"),
        ("Nobody At-All", "Nobody here has this name or work e-mail address. Check it and enter it again"),
    ],
)
def test_to_nobody_or_to_themselves_is_refused_and_none_moves(browse, sign_in, leaver, owner, error):
    sign_in(access.VIEW_ACTIONS, access.REASSIGN_ACTIONS)

    page = browse("actions.give_on_actions", person_id=leaver.id, post={"owner": owner, "words": "Lou leaves"})

    assert page.errors == [error]
    assert owners(leaver) == [3]


def test_who_may_not_see_actions_sees_their_references_only(browse, sign_in, leaver):
    sign_in(access.REASSIGN_ACTIONS)

    page = browse("actions.give_on_actions", person_id=leaver.id)

    assert page.rows()[0][0].startswith("ACT-2026-") and "Do 0" not in page.text


def test_a_manager_gives_on_for_their_own_people_only(browse, sign_in, leaver, manager):
    sign_in(access.REASSIGN_ACTIONS, person=manager, scope=Scope.TEAM)
    browse("actions.give_on_actions", person_id=leaver.id)

    browse("actions.give_on_actions", person_id=make_person("Stan Stranger").id, status=404)


def test_what_nobody_moved_goes_to_the_manager_the_day_after(leaver, manager):
    set_leaving_day(leaver)

    assert run(services.give_on_what_leavers_left, days=4) == 0
    assert run(services.give_on_what_leavers_left, days=5) == 3
    assert run(services.give_on_what_leavers_left, days=5) == 0
    assert owners(leaver, manager) == [0, 3]
    run(services.tell_new_owners, days=5)
    assert mails(manager)[-1].startswith("3 actions for you")


def test_both_are_warned_once_a_few_days_before(leaver, manager):
    set_leaving_day(leaver)

    assert [run(services.warn_of_leaving, days) for days in (0, 1, 2)] == [0, 2, 0]
    assert mails(leaver) == ["3 actions of yours before you leave on 27 November 2026"]
    assert mails(manager)[-1] == "3 actions of Lou Leaver come to you after 27 November 2026"


def test_what_is_sent_back_to_somebody_who_left_goes_on_as_well(leaver, manager):
    action = queries.list_waiting_for(leaver.id)[0]
    do(services.finish_action, action, words="Done", by=leaver.id)
    set_leaving_day(leaver)
    assert run(services.give_on_what_leavers_left, days=6) == 2
    do(services.send_action_back, action, words="Not on file", by=manager.id)

    assert run(services.give_on_what_leavers_left, days=7) == 1


def test_without_a_manager_a_practice_lead_takes_them_on(app, now):
    lead = make_person("Pat Lead", Role.PRACTICE_LEAD)
    alone = kept(make_person("Al Alone"))
    make_action(alone)
    set_leaving_day(alone)

    assert run(services.give_on_what_leavers_left, days=5) == 1
    assert owners(lead) == [1]
