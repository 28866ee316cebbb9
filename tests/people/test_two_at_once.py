"""Two people change the same record: the second is shown both texts, nothing is overwritten, and they can go on."""

import re

import pytest

from dcpp.kernel.db import db, transaction
from dcpp.people import access
from dcpp.people.models import Person, Service, Team
from dcpp.themes.access import MANAGE_THEMES
from dcpp.themes.models import Theme
from dcpp.themes.services import add_theme
from tests.makers.people import make_person, make_service, make_team


def make_theme():
    with transaction():
        return add_theme(name="Zebras", description="What belongs to it")


PAGES = {
    "people.change_person": (Person, lambda: make_person("Ada", email="ada@council.example")),
    "places.change_team": (Team, make_team),
    "places.rename_service": (Service, make_service),
    "themes.rename_theme": (Theme, make_theme),
}


@pytest.mark.parametrize("endpoint", PAGES)
def test_the_second_save_is_shown_both_texts_and_can_go_on(app, browse, sign_in, endpoint):
    table, make = PAGES[endpoint]
    record = make()
    record_id, key = record.id, f"{table.__name__.lower()}_id"
    values = {name: str(getattr(getattr(record, name), "value", getattr(record, name))) for name in sent_for(record)}
    sign_in(access.VIEW_PEOPLE, access.MANAGE_PEOPLE, MANAGE_THEMES)

    def opened():
        page = browse(endpoint, **{key: record_id})
        return values | {"opened_version": re.search(r'name="opened_version" value="(\d+)"', page.response.text)[1]}

    first, second = opened(), opened()
    browse(endpoint, **{key: record_id}, post=first | {"name": "First name"})
    page = browse(endpoint, **{key: record_id}, post=second | {"name": "Second name"}, status=409)

    assert page.heading == "Somebody else has changed this"
    assert "First name" in page.response.text and "Second name" in page.response.text
    db.session.rollback()
    assert db.session.get_one(table, record_id).name == "First name"

    browse(endpoint, **{key: record_id}, post=opened() | {"name": "Second name"})
    db.session.rollback()
    assert db.session.get_one(table, record_id).name == "Second name"


def sent_for(record):
    wanted = ("name", "email", "kind", "service_id", "description")
    return [name for name in wanted if hasattr(record, name)]


def test_answers_are_shown_in_the_words_of_their_choices(app, browse, sign_in):
    north, south = make_service("North"), make_service("South")
    team = make_team("Team", service=north)
    sign_in(access.VIEW_PEOPLE, access.MANAGE_PEOPLE)
    answers = {"name": "Team", "kind": "family_centre", "service_id": str(south.id), "opened_version": "0"}

    page = browse("places.change_team", team_id=team.id, post=answers, status=409)

    shown = re.findall(r"<textarea[^>]*>\s*(.*?)</textarea>", page.response.text, re.DOTALL)
    assert shown == ["Family centre", "Team", "South", "North"]
