"""Those who may read the trail find who did what, and see whether it is sealed."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from dcpp.kernel import clock, seals
from dcpp.operations import access
from tests.makers.operations import make_entries, seal
from tests.makers.people import make_person

AUDIT = UUID(int=7)


@pytest.fixture
def ann(app, now):
    return make_person("Ann Other")


@pytest.fixture
def look(browse, sign_in, ann):
    """Open the trail as somebody who may, with filters; gives the rows without those of making people."""
    sign_in(access.VIEW_TRAIL)

    def rows(**filters):
        page = browse("operations.view_trail", **filters)
        found = page.rows() if page.soup.select("table") else []
        return [row for row in found if row[2].startswith(("Audit", "Case"))]

    return rows


def test_an_entry_says_who_did_what_and_whether_it_is_sealed(look, ann):
    make_entries(1, who=ann, details={"theme": "plans", "needs_follow_up": True})
    seal()
    number = seals.newest_seal().number
    make_entries(1)

    younger, older = look()

    when, what, _record, who, sealed = older
    assert when == "23 November 2026 at 9:30am"
    assert what.startswith("Finding recorded Details")
    assert "Needs follow up: yes Theme: plans" in what
    assert who == "Ann Other from 203.0.113.9"
    assert sealed == str(number)
    assert younger[3] == "The platform (job draw sample)"
    assert younger[4] == "Not yet sealed"


def test_each_filter_leaves_what_it_names(look, ann):
    make_entries(1, who=ann, record_id=AUDIT)
    make_entries(1, event="Viewed", kind="case")
    with clock.pretend(datetime(2026, 10, 24, 23, 30, tzinfo=UTC)):  # half past midnight of the 25th in London
        make_entries(1, event="Downloaded", kind="audit_report")

    def found(**filters):
        return [(row[1].split(" Details")[0], row[2].split(":")[0].strip()) for row in look(**filters)]

    assert found(kind="case") == [("Viewed", "Case")]
    assert found(event="Viewed") == [("Viewed", "Case")]
    assert found(person="other") == [("Finding recorded", "Audit")]
    assert found(record=AUDIT) == [("Finding recorded", "Audit")]
    assert found(day="2026-10-25") == [("Downloaded", "Audit report")]
    assert found(day="2026-10-24") == []
    assert found(record="no id") == []
    assert len(found(day="31/31/2026", kind="no such kind", event="x")) == 3


def test_the_trail_is_paged_newest_first(look):
    make_entries(30)

    assert len(look()) == 25
    assert len(look(page=2)) == 5


def test_without_the_capability_there_is_no_trail(browse, sign_in):
    sign_in()

    assert browse("operations.view_trail", status=403).heading == "You cannot open this page"


def test_what_is_done_on_the_way_in_is_told_of_the_one_who_came_in(browse, sign_in, ann):
    for event in ("SignedIn", "SecondFactorChanged", "SignInThrottled", "RoleGiven"):
        make_entries(1, event=event, kind="person", record_id=ann.id, by={})
    sign_in(access.VIEW_TRAIL)

    def who(**filters):
        rows = browse("operations.view_trail", record=ann.id, **filters).rows()
        return {row[1].split(" Details")[0]: row[3] for row in rows if row[1] != "Person added"}

    own = {"Signed in": "Ann Other", "Second factor changed": "Ann Other"}
    found = who()
    assert {what: found[what] for what in own} == own
    assert found["Sign in throttled"] == found["Role given"] == "Before signing in"
    assert who(person="other") == own
