"""The tests' own sign-in behaves like a real one."""

from dcpp.kernel.access import Scope
from dcpp.people import access
from dcpp.people.rules import Role
from tests.makers.people import make_person


def viewer_seen(app, browse):
    """The viewer that a request of this browser meets."""
    from flask import session

    with browse.client.session_transaction() as cookie:
        kept = dict(cookie)
    with app.test_request_context():
        session.update(kept)
        return app.extensions["doors"].load_viewer()


def test_nobody_is_signed_in_at_first(app, browse):
    assert viewer_seen(app, browse) is None


def test_sign_in_grants_exactly_what_is_asked(app, browse, sign_in):
    person = sign_in(access.VIEW_PEOPLE, scope=Scope.TEAM)

    viewer = viewer_seen(app, browse)

    assert viewer.person_id == person.id
    assert dict(viewer.grants) == {access.VIEW_PEOPLE: Scope.TEAM}


def test_sign_in_as_uses_the_table_of_roles(app, browse, sign_in_as):
    sign_in_as(make_person("Ada", Role.ADMINISTRATOR))

    assert viewer_seen(app, browse).scope_of(access.GIVE_ROLES) is Scope.COUNCIL
