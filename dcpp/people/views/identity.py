"""Who is asking: from the signed cookie to a sign-in, a person and what they may do. Once a request."""

from uuid import UUID

from flask import Flask, current_app, g, session

from dcpp.config import Settings
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.people import queries
from dcpp.people.models import SignIn
from dcpp.people.queries import sign_ins, viewers
from dcpp.people.services import sign_ins as sign_in_services

COOKIE_KEY = "sign_in"


def register(app: Flask, roles: viewers.RoleTable) -> None:
    app.extensions["roles"] = roles
    app.extensions["doors"].load_viewer = load_viewer


def load_viewer() -> Viewer | None:
    """The viewer of this request, or None when nobody is signed in any longer."""
    sign_in = current_sign_in()
    if sign_in is None:
        return None
    return queries.find_viewer_of(sign_in.account.person, current_app.extensions["roles"], clock.today())


def current_sign_in() -> SignIn | None:
    """The open sign-in that the cookie names, when it is still that account's: looked up once a request."""
    if "sign_in" not in g:
        g.sign_in = _find_sign_in()
    found: SignIn | None = g.sign_in
    return found


def _find_sign_in() -> SignIn | None:
    settings: Settings = current_app.extensions["settings"]
    try:
        sign_in_id = UUID(session.get(COOKIE_KEY, ""))
    except ValueError:
        return None
    now = clock.now()
    found = sign_ins.find_open_sign_in(sign_in_id, now, settings.idle_limit)
    if found is None or session.get("_user_id") != found.account.fs_uniquifier:
        return None
    if found.account.person.has_left(clock.today()):
        return None
    sign_in_services.notice(found, now)
    return found
