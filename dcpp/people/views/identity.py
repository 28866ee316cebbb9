"""Who is asking: from the signed cookie to a sign-in, a person and what they may do. Looked up once a request."""

from typing import Any
from uuid import UUID

from flask import Flask, current_app, g, request, session
from flask_login import user_logged_out
from flask_security import user_authenticated
from flask_security.utils import set_request_attr

from dcpp.config import Settings
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.people import queries, rules
from dcpp.people.models import Account, SignIn
from dcpp.people.queries import sign_ins, viewers
from dcpp.people.services import council_accounts, guesses, second_factor
from dcpp.people.services import sign_ins as sign_in_services
from dcpp.people.views.devices import device_of

COOKIE_KEY = "sign_in"
TO_BIND = "council_to_bind"
"""In the cookie of somebody on their way in: their account's id, and the council account that it is to be bound to."""
KEPT_AT_SIGN_IN = {"_user_id", "_fresh", "_flashes", "fs_paa", "fs_cc", "tf_state", "tf_user_id", "tf_primary_method"}


def register(app: Flask, roles: viewers.RoleTable) -> None:
    app.extensions["roles"] = roles
    app.extensions["doors"].load_viewer = load_viewer
    user_authenticated.connect(begin, app)
    user_logged_out.connect(forget, app)


def load_viewer() -> Viewer | None:
    """The viewer of this request, or None when nobody is signed in any longer."""
    sign_in = current_sign_in()
    if sign_in is None:
        return None
    viewer = queries.find_viewer_here(sign_in.account.person)
    if viewer and not sign_in.with_second_factor and viewer.role_names & rules.SECOND_FACTOR_ROLES:
        return None  # the role came after the sign-in: they sign in again, with a second factor
    return viewer


def load_account(uniquifier: str) -> Account | None:
    """Whom Flask-Login and Flask-Security take to be signed in: the same person, by the same sign-in."""
    if request.endpoint == "static":
        return None
    sign_in = current_sign_in()
    if sign_in is None or sign_in.account.fs_uniquifier != uniquifier:
        return None
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return sign_in.account


def current_sign_in() -> SignIn | None:
    """The open sign-in that the cookie names, when it is still that account's."""
    if "sign_in" not in g:
        g.sign_in = None  # so that an error page does not ask a broken database once more
        g.sign_in = _find_sign_in()
    found: SignIn | None = g.sign_in
    return found


def _find_sign_in() -> SignIn | None:
    try:
        sign_in_id = UUID(str(session.get(COOKIE_KEY)))
    except ValueError:
        return None
    now = clock.now()
    found = sign_ins.find_open_sign_in(sign_in_id, now, _settings().idle_limit)
    if found is None or session.get("_user_id") != found.account.fs_uniquifier:
        return None
    if found.account.person.has_left(clock.today()):
        return None
    sign_in_services.notice(found, now)
    return found


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def begin(_app: Flask, user: Account, authn_via: list[str] | None = None, **_extra: Any) -> None:
    """The library has let somebody in: keep the sign-in, and start the cookie anew so that no old one lives on."""
    via = authn_via or []
    before = current_sign_in()
    account_id, *pair = session.get(TO_BIND) or [""]
    by_council = account_id == str(user.id)
    if by_council:
        council_accounts.bind(user, *pair)
    by_code = authn_via is None and "tf_state" in session
    if by_code and session["tf_state"] == "validating_profile":
        second_factor.say_set_up(user)
    sign_in = sign_in_services.start_sign_in(
        user,
        lasts=_settings().sign_in_limit,
        device=device_of(request.user_agent.string),
        address=request.remote_addr or "",
        by_single_sign_on=by_council,
        with_second_factor=by_code or "mfa" in via or ("change" in via and bool(before and before.with_second_factor)),
    )
    if before:
        sign_in_services.end_sign_ins(before.account, [before.id], how="signed in again")
    guesses.forget_guesses(guesses.key_of(user.email))
    for key in set(session) - KEPT_AT_SIGN_IN:
        session.pop(key)
    g.pop("csrf_token", None)
    session[COOKIE_KEY] = str(sign_in.id)
    g.sign_in = sign_in
    g.pop("viewer", None)


def forget(_app: Flask, **_extra: Any) -> None:
    """The library has signed somebody out: nothing of theirs stays in the cookie."""
    session.clear()
    g.sign_in = None
    g.pop("viewer", None)
