"""`dcpp first-administrator` opens the door to the first person."""

import re

import pytest

from dcpp.people import queries
from dcpp.people.rules import Role
from tests.makers.people import make_person

NEW = "drizzle kettle hush lantern"


@pytest.fixture
def first(dcpp, settings):
    def run(*arguments):
        return dcpp("first-administrator", *arguments, SECRET_KEY=settings.secret_key)

    return run


def test_somebody_new_becomes_administrator_and_chooses_a_password(first, browse):
    code, said = first("Ada@Council.example", "Ada Byron")

    assert code == 0
    assert queries.find_person_by_email("ada@council.example").role_names == {Role.ADMINISTRATOR}
    link = re.search(r"http://127\.0\.0\.1:\d+(/new-password/\S+)", said)[1]
    assert browse.open(link, post={"password": NEW, "password_confirm": NEW}).heading == "Sign in"
    post = {"email": "ada@council.example", "password": NEW, "next": "/account"}
    assert browse("security.login", post=post).heading == "Set up an authenticator app"


def test_somebody_with_a_record_keeps_it(first):
    person = make_person("Ada", Role.COACH, email="ada@council.example")

    first("ada@council.example", "Another Name")

    kept = queries.find_person_by_email("ada@council.example")
    assert (kept.id, kept.name, kept.role_names) == (person.id, "Ada", {Role.COACH, Role.ADMINISTRATOR})


@pytest.mark.parametrize("arguments", [("not an address", "Ada"), ("ada@council.example",), ("a@council.example", " ")])
def test_bad_arguments_get_one_clear_line(first, arguments):
    code, said = first(*arguments)

    assert code == 2
    assert said.startswith("dcpp: ")
    assert said.count("\n") == 1
