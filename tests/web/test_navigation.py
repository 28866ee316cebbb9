"""The menu shows each person the places that they may open, and where they are."""

from uuid import uuid4

import pytest
from sqlalchemy.exc import OperationalError

from dcpp.kernel import access
from dcpp.people.rules import Role
from dcpp.web import navigation
from dcpp.web.navigation import Entry
from tests.makers.people import make_person

SECRET = access.Capability("specimen.see_secrets", "See secrets")


def view_work():
    return "work"


def list_audits():
    return "audits"


def list_secrets():
    return "secrets"


@pytest.fixture
def menu(house):
    house.add(view_work, "/menu", declare=access.signed_in)
    house.add(list_audits, "/menu/audits", declare=access.signed_in)
    house.add(list_secrets, "/menu/secrets", declare=access.may(SECRET))
    navigation.register(
        house.app,
        [Entry("My work", "view_work"), Entry("Audits", "list_audits"), Entry("Secrets", "list_secrets")],
        [Entry("Sign out", "view_work")],
    )
    house.doors = house.app.extensions["doors"]
    return house


def seen(page):
    return [link.get_text(strip=True) for link in page.soup.select("nav[aria-label=Main] a")]


def test_each_sees_what_they_may_open(menu):
    menu.doors.load_viewer = lambda: access.Viewer(uuid4(), "Ada Sample")
    assert seen(menu.browse.open("/privacy")) == ["My work", "Audits"]

    menu.doors.load_viewer = lambda: access.Viewer(uuid4(), "Ada Sample", {SECRET: access.Scope.OWN})
    assert seen(menu.browse.open("/privacy")) == ["My work", "Audits", "Secrets"]


def test_nobody_signed_in_sees_no_menu(menu):
    menu.doors.load_viewer = lambda: None
    page = menu.browse.open("/privacy")

    assert seen(page) == [] and "Ada Sample" not in page.html


def test_the_menu_marks_the_place_one_is_in_by_the_longest_address(menu):
    viewer = access.Viewer(uuid4(), "Ada Sample")
    entries = [Entry("My work", "view_work"), Entry("Audits", "list_audits")]

    def current(path):
        with menu.app.test_request_context(path):
            return [link.text for link in navigation.links(entries, viewer) if link.is_current]

    assert current("/menu/audits/7/findings") == ["Audits"]
    assert current("/menu/people") == ["My work"]
    assert current("/menus") == []


def test_an_error_page_is_shown_even_when_the_database_is_away(menu):
    def fail():
        raise OperationalError("select", {}, Exception("away"))

    menu.doors.load_viewer = fail

    assert menu.browse.open("/no-such-page", status=404).heading == "Page not found"


def test_a_person_finds_their_name_beside_the_way_out(menu):
    menu.doors.load_viewer = lambda: access.Viewer(uuid4(), "Ada Sample")
    account = menu.browse.open("/accessibility").soup.select_one(".dcpp-header__account")

    assert account.get_text(" ", strip=True) == "Ada Sample Sign out"


def test_what_does_not_fit_into_the_bar_is_one_step_away(browse, sign_in_as, now):
    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))

    page = browse("home.view_my_work")
    assert seen(page)[-1] == "More"
    assert len(seen(page)) == navigation.IN_THE_BAR + 1
    assert "Trail" not in seen(page)

    everything = browse.open("/places")
    assert {"My work", "Themes", "Trail", "Jobs"} <= set(everything.links)
    assert [link.get_text(strip=True) for link in everything.soup.select("nav [aria-current]")] == ["More"]
    trail = browse("operations.view_trail")
    assert [link.get_text(strip=True) for link in trail.soup.select("nav [aria-current]")] == ["More"]


def test_whoever_has_few_places_sees_them_all(browse, sign_in_as, now):
    sign_in_as(make_person("Ada Auditor", Role.AUDITOR))

    assert "More" not in seen(browse("home.view_my_work"))
