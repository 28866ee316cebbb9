"""A line manager asks that one of their people be excused for a while; whoever keeps the matrix decides."""

import pytest

from dcpp.kernel.access import Scope
from tests.makers.people import make_person
from tests.makers.training import make_course
from tests.makers.training_records import make_exemption
from training import access

DAYS = {
    "from_on-day": "23",
    "from_on-month": "11",
    "from_on-year": "2026",
    "until_on-day": "1",
    "until_on-month": "3",
    "until_on-year": "2027",
}


@pytest.fixture
def said(app, now):
    return {"course_id": str(make_course("Safeguarding children").id), "reason": "On secondment"} | DAYS


def test_a_manager_asks_for_their_own_people_only(browse, sign_in, said):
    manager = sign_in(access.ASK_FOR_EXEMPTIONS, access.VIEW_RECORDS, scope=Scope.TEAM)
    own = make_person("Tia Team", line_manager=manager)
    other = make_person("Una Unknown")

    page = browse("training.ask_for_exemption", person_id=own.id, post=said)
    assert "Waits for a decision" in page.text
    browse("training.ask_for_exemption", person_id=other.id, post=said, status=404)


def test_who_keeps_the_matrix_gives_it_at_once_and_ends_it(browse, sign_in, said):
    sign_in(access.ASK_FOR_EXEMPTIONS, access.MANAGE_REQUIREMENTS)
    person = make_person("Tia Team")

    page = browse("training.ask_for_exemption", person_id=person.id, post=said)
    assert "Agreed" in page.text


def test_it_is_declined_with_a_reason(browse, sign_in, said):
    sign_in(access.ASK_FOR_EXEMPTIONS, access.MANAGE_REQUIREMENTS)
    exemption = make_exemption(decides=False)

    page = browse("training.decide_exemption", exemption_id=exemption.id, post={"agreed": "False", "why": ""})
    assert "Enter why it is declined" in page.text
    page = browse(
        "training.decide_exemption", exemption_id=exemption.id, post={"agreed": "False", "why": "Done online"}
    )
    assert page.notice == "Decided"


def test_it_is_ended_before_its_last_day(browse, sign_in, said):
    sign_in(access.ASK_FOR_EXEMPTIONS, access.MANAGE_REQUIREMENTS)
    exemption = make_exemption()

    page = browse("training.end_exemption", exemption_id=exemption.id, post={})

    assert "Nobody is exempt" in page.text


def test_nobody_excuses_themselves_and_none_lasts_longer_than_a_year(browse, sign_in, said):
    me = sign_in(access.ASK_FOR_EXEMPTIONS, access.MANAGE_REQUIREMENTS)

    page = browse("training.ask_for_exemption", person_id=me.id, post=said)
    assert "nobody excuses themselves" in page.text
    too_long = said | {"until_on-year": "2029"}
    page = browse("training.ask_for_exemption", person_id=make_person().id, post=too_long)
    assert "within a year of the first" in page.text
