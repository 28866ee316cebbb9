"""What is not declared is refused; what is declared is tried."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest
from flask import Flask

from dcpp.kernel import access, viewing
from tests.house import guards
from tests.pages import let_go

SOMETHING = {
    "UUIDConverter": uuid4(),
    "IntegerConverter": 1,
    "DateConverter": date(2026, 11, 1),
    "MonthConverter": date(2026, 11, 1),
}


def test_every_door_says_who_may_use_it(built_app):
    with built_app.app_context():
        assert guards.undeclared_doors(built_app, access.requirement_of) == []


def test_the_guard_of_doors_catches_an_undeclared_one():
    sinner = Flask("sinner")
    sinner.add_url_rule("/in", "in", lambda: "in")

    assert "add @may" in guards.undeclared_doors(sinner, lambda _endpoint: None)[-1]


def test_every_view_of_a_record_says_whose_look_the_trail_keeps(built_app):
    assert guards.unseen_looks(built_app, viewing.shown_by) == []


def test_the_guard_of_looks_catches_what_is_forgotten_misnamed_or_unreasoned():
    sinner = Flask("sinner")
    sinner.add_url_rule("/audits/<uuid:audit_id>", "forgotten", lambda **_: "")
    sinner.add_url_rule("/cases/<uuid:id>", "misnamed", viewing.shows("case")(lambda **_: ""))
    sinner.add_url_rule("/themes/<uuid:theme_id>", "unreasoned", viewing.shows_no_record("")(lambda **_: ""))
    sinner.add_url_rule("/teams/<uuid:team_id>", "reasoned", viewing.shows_no_record("All know")(lambda **_: ""))

    sins = guards.unseen_looks(sinner, viewing.shown_by)

    assert [sin.split()[0] for sin in sins] == ["forgotten", "misnamed", "unreasoned"]


def test_addresses_are_kebab_case_and_ids_have_types(built_app):
    assert guards.careless_urls(built_app.url_map.iter_rules()) == []


def test_the_guard_of_addresses_catches_careless_ones():
    sinner = Flask("sinner")
    sinner.add_url_rule("/Big_Words/<thing>", "in", lambda thing: thing)

    assert len(guards.careless_urls(r for r in sinner.url_map.iter_rules() if r.endpoint == "in")) == 2


def doors(app, *kinds, only=lambda _requirement: True):
    """Every method and address, made up, of rules whose requirement is of one of the kinds and is among `only`."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            requirement = access.requirement_of(rule.endpoint)
            if requirement and requirement.kind in kinds and only(requirement):
                values = {name: _something(converter) for name, converter in rule._converters.items()}
                url = app.url_map.bind("localhost").build(rule.endpoint, values, method=None)
                found += [(method, url) for method in sorted(rule.methods - {"HEAD", "OPTIONS"})]
    return found


def _something(converter):
    if type(converter).__name__ == "AnyConverter":
        return next(iter(converter.items))
    return SOMETHING.get(type(converter).__name__, "something")


def test_signed_out_every_closed_door_leads_to_sign_in(app, built_app):
    client = app.test_client()
    wrong = [
        (method, url, response.status_code)
        for method, url in doors(built_app, "signed in", "capability")
        if not (response := client.open(url, method=method)).location or "/sign-in" not in response.location
    ]

    assert wrong == []


def test_signed_in_with_nothing_every_guarded_door_is_closed(browse, built_app, sign_in):
    sign_in()
    let_go()
    client = browse.client
    wrong = [
        (method, url, response.status_code)
        for method, url in doors(built_app, "capability")
        if (response := client.open(url, method=method)).status_code != 403
    ]

    assert wrong == []


@pytest.mark.parametrize("requirement", [None, access.Requirement("capability", (access.Capability("x.y", "X"),))])
def test_a_door_that_nobody_may_use_is_refused(app, requirement, monkeypatch):
    monkeypatch.setattr(access, "requirement_of", lambda _endpoint: requirement)
    viewer = SimpleNamespace(may=lambda *_capabilities: False, person_id=None)
    monkeypatch.setattr(access, "find_viewer", lambda: viewer)

    assert app.test_client().get("/").status_code in {403, 404}
