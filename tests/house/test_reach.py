"""A role that is limited to a team or a service is limited at every door, and so is every change."""

from types import SimpleNamespace

from dcpp import roles
from dcpp.kernel import access
from dcpp.kernel.access import About, Scope, viewer
from tests.house import guards
from tests.house.reach import SOMEBODY_ELSES
from tests.house.test_doors import doors
from tests.pages import let_go

A_CHANGE = {"fields": {"evidence": {"before": "", "after": "Seen alone"}}}
EVERYTHING = {capability for grants in roles.ROLES.values() for capability in grants}


def about_records(endpoint):
    """The capabilities of a door that reach as far as their scope; none where one of its own is council-wide."""
    requirement = access.requirement_of(endpoint)
    return requirement and any(capability.about is About.RECORDS for capability in requirement.capabilities)


def test_every_view_of_records_gives_its_viewer_to_its_questions(built_app):
    with built_app.app_context():
        assert guards.blind_views(built_app.view_functions, about_records) == []


def list_of_everybodys(by=None):
    return SimpleNamespace(by=viewer().may(), given={"by": viewer().person_id})


def list_of_mine():
    return _asked_elsewhere()


def _asked_elsewhere():
    who, today = viewer(), 1
    return SimpleNamespace(today, who)


def test_the_guard_of_reach_catches_a_view_that_only_says_who_did_it():
    views = {"x.all": list_of_everybodys, "x.mine": list_of_mine}

    assert [sin.split()[0] for sin in guards.blind_views(views, lambda _endpoint: True)] == ["x.all"]
    assert guards.blind_views(views, lambda _endpoint: False) == []


def is_about_council(requirement):
    return all(capability.about is About.COUNCIL for capability in requirement.capabilities)


def test_limited_to_a_service_every_door_of_the_council_is_closed(browse, built_app, sign_in):
    sign_in(*EVERYTHING, scope=Scope.SERVICE)
    let_go()
    wrong = [
        (method, url, response.status_code)
        for method, url in doors(built_app, "capability", only=is_about_council)
        if (response := browse.client.open(url, method=method)).status_code != 403
    ]

    assert wrong == []


def doors_of_records(app):
    """Endpoint, method, and the names in the address, of every door that opens one record."""
    with app.app_context():
        return [
            (rule.endpoint, method, frozenset(rule.arguments))
            for rule in app.url_map.iter_rules()
            if rule.arguments and about_records(rule.endpoint)
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        ]


def unreached(app, browse, sign_in, scope):
    """Doors that find no record for a stranger who sees everything, and whose door's capability has a scope."""
    found = set()
    for endpoint, method, names in doors_of_records(app):
        assert names in SOMEBODY_ELSES, f"{endpoint}: say in tests/house/reach.py how to make its {sorted(names)}"
        values = SOMEBODY_ELSES[names]()
        with app.test_request_context():
            asked = access.requirement_of(endpoint).capabilities
            url = app.url_map.bind("localhost").build(endpoint, values)
        sign_in(*EVERYTHING, but=dict.fromkeys(asked, scope))
        let_go()
        if browse.client.open(url, method=method, json=A_CHANGE if url.endswith("/draft") else None).status_code == 404:
            found.add((endpoint, method))
    return found


def test_no_door_opens_a_record_that_its_own_capability_does_not_reach(browse, built_app, now, sign_in):
    """Seeing everything is not enough; and with the capability for the whole council each record is found."""
    every = {(endpoint, method) for endpoint, method, _ in doors_of_records(built_app)}

    assert every - unreached(built_app, browse, sign_in, Scope.OWN) == set()
    assert unreached(built_app, browse, sign_in, Scope.COUNCIL) == set()
