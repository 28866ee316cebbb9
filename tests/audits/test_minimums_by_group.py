"""Groups of a programme that have a minimum of their own: set, drawn by, shown, cloned and proved."""

from datetime import UTC, datetime

import pytest

from audits import queries
from audits.rules import verifying
from dcpp.kernel import clock
from tests.audits.answers import A_PROGRAMME, LEAD
from tests.makers.audits import make_list, make_programme, make_sample
from tests.makers.people import make_person

FIRST = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def first_working_day(app):
    with clock.pretend(FIRST):
        yield


@pytest.fixture
def lead(sign_in):
    return sign_in(*LEAD, person=make_person("Lena Lead"))


def fields_of(page):
    """The name of each group's field by the group."""
    rows = page.soup.select("tbody tr")
    return {row.th.get_text(" ", strip=True): row.select_one("input")["name"] for row in rows}


def keep(browse, programme, **given):
    """Send the page's form with what is given by the place of the group."""
    fields = list(fields_of(browse("audits.set_minimums", programme_id=programme.id)).values())
    answers = {fields[int(place[1:])]: least for place, least in given.items()}
    version = queries.get_programme(programme.id).version
    return browse("audits.set_minimums", programme_id=programme.id, post=answers | {"version": version})


def test_a_group_gets_its_own_minimum_and_both_verifiers_draw_it_again(browse, lead):
    make_list()
    programme = make_programme(size=8)
    group = next(iter(fields_of(browse("audits.set_minimums", programme_id=programme.id))))

    page = keep(browse, programme, g0="4")

    assert page.summary("From each group at least").startswith(f"1, but 4 from {group}")
    draw = make_sample(make_person("Anne"), make_person("Ben"), queries.get_programme(programme.id))
    assert draw.minimums == {group: 4}
    assert draw.strata[group]["size"] >= min(4, draw.strata[group]["eligible"])
    evidence = queries.evidence_of(draw)
    assert (evidence["format"], evidence["minimums"]) == ("dcpp-sample-3", [[group, 4]])
    assert verifying.differences(evidence) == []
    assert "Groups with a minimum of their own" in browse("audits.view_public_draw", draw_id=draw.id).text


def test_taking_a_minimum_away_leaves_the_one_for_all(browse, lead):
    make_list()
    programme = make_programme()
    keep(browse, programme, g0="4")

    page = keep(browse, programme)

    assert page.summary("From each group at least") == "1"
    draw = make_sample(make_person("Anne"), make_person("Ben"), queries.get_programme(programme.id))
    assert queries.evidence_of(draw)["format"] == "dcpp-sample-2"


def test_a_number_too_large_or_no_number_is_asked_again(browse, lead):
    make_list()
    programme = make_programme()

    for wrong in ("51", "-1", "many", "2.5"):
        page = keep(browse, programme, g0=wrong)
        assert page.errors, wrong
        assert page.soup.select_one("input.govuk-input--error")["value"] == wrong
    assert queries.get_programme(programme.id).minimums == {}


def test_a_group_that_is_gone_holds_for_nothing_and_can_be_taken_away(browse, lead):
    make_list()
    programme = make_programme(minimums={"A group that is gone": 3})

    page = browse("audits.set_minimums", programme_id=programme.id)

    assert "not on the newest list" in page.text
    draw = make_sample(make_person("Anne"), make_person("Ben"), programme)
    assert draw.minimums == {}
    assert draw.frame_version == 2


def test_a_stale_page_changes_nothing(browse, lead):
    make_list()
    programme = make_programme()
    fields = list(fields_of(browse("audits.set_minimums", programme_id=programme.id)).values())

    stale = {fields[0]: "4", "version": programme.version - 1}
    page = browse("audits.set_minimums", programme_id=programme.id, post=stale)

    assert page.errors[0].startswith("Somebody else changed this programme")
    assert page.soup.select_one(f"#{fields[0]}")["value"] == "4"


def test_a_clone_and_a_change_keep_them(browse, lead):
    make_list()
    programme = make_programme(minimums={"Child in need": 4})

    browse("audits.clone_programme", programme_id=programme.id, post=A_PROGRAMME | {"name": "Like it"})
    browse(
        "audits.change_programme",
        programme_id=programme.id,
        post=A_PROGRAMME | {"name": "Changed", "version": programme.version},
    )

    assert {one.name: one.minimums for one in queries.list_programmes()} == {
        "Like it": {"Child in need": 4},
        "Changed": {"Child in need": 4},
    }


def test_a_frozen_list_keeps_what_held_for_it(browse, lead):
    make_list()
    programme = make_programme(name="Frozen")
    draw = make_sample(make_person("Anne"), make_person("Ben"), programme)
    keep(browse, programme, g0="4")

    assert queries.get_draw(draw.id).minimums == {}
    assert verifying.differences(queries.evidence_of(queries.get_draw(draw.id))) == []


def test_without_a_list_there_is_no_group_yet(browse, lead):
    programme = make_programme()

    assert "No groups yet" in browse("audits.set_minimums", programme_id=programme.id).text
