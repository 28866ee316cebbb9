"""Signing in with the council's own account: OpenID Connect, code with PKCE and nonce, through Authlib.

Nobody registers themselves: the issuer's e-mail address must be that of somebody kept here. At the first sign-in their
account is bound to the issuer's own name for them, and from then on the address counts no longer (decision 0064).
Answering the issuer only looks; the sign-in itself is begun by the form that the answer's page sends.
"""

from typing import Any

import structlog
from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import login_user
from flask_security.tf_plugin import tf_clean_session

from dcpp.config import Settings
from dcpp.kernel import clock
from dcpp.kernel.access import anyone
from dcpp.kernel.db import transaction
from dcpp.people.rules import single_sign_on as rules
from dcpp.people.services import council_accounts
from dcpp.people.views import identity
from dcpp.people.views.sign_in import own_path

blueprint = Blueprint("single_sign_on", __name__, url_prefix="/sign-in/council")
log = structlog.get_logger()

ARRIVED = "council_arrived"
GO_ON_TO = "council_next"


def register(app: Flask, settings: Settings) -> None:
    app.jinja_env.globals["has_single_sign_on"] = settings.has_single_sign_on
    app.extensions["issuer"] = _issuer(app, settings) if settings.has_single_sign_on else None
    app.register_blueprint(blueprint)


def _issuer(app: Flask, settings: Settings) -> Any:
    from authlib.integrations.flask_client import OAuth

    return OAuth(app).register(
        name="council",
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "default_timeout": 10},
    )


def issuer() -> Any:
    """The council's provider; without the settings for it, these pages do not exist."""
    return current_app.extensions["issuer"] or abort(404)


def settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


@blueprint.get("")
@anyone
def start() -> ResponseReturnValue:
    """Off to the issuer, with state, nonce and challenge kept in the cookie."""
    provider = issuer()
    for key in [key for key in session if key.startswith("_state_council_")]:
        session.pop(key)
    session[GO_ON_TO] = own_path(request.args.get("next"))
    try:
        leave: ResponseReturnValue = provider.authorize_redirect(settings().address + url_for(".answer"))
    except Exception as error:  # noqa: BLE001 - the network, the issuer or its metadata: all the same to the person
        return _trouble(error)
    return leave


@blueprint.get("/answer")
@anyone
def answer() -> ResponseReturnValue:
    """Back from the issuer. Keeps whom it named, and lets the page go on by itself."""
    provider = issuer()
    try:
        token = provider.authorize_access_token()
        claims = rules.read_claims(
            token.get("userinfo") or {},
            settings().oidc_issuer,
            subject=settings().oidc_subject,
            trusts_addresses=settings().oidc_trusts_addresses,
        )
    except rules.CannotUseSingleSignOn as refusal:
        return _refused(str(refusal))
    except Exception as error:  # noqa: BLE001 - a wrong state, nonce or signature, a refusal, the network
        return _trouble(error)
    session[ARRIVED] = {
        "subject": claims.subject,
        "email": claims.email,
        "mfa": claims.with_second_factor,
        "at": clock.now().timestamp(),
    }
    return render_template("people/arrive_from_council.html")


@blueprint.post("/arrive")
@anyone
def arrive() -> ResponseReturnValue:
    """In, when the issuer named somebody a moment ago whom we keep; on to their app where that is still needed."""
    issuer()
    arrived = session.pop(ARRIVED, None)
    if not arrived or clock.now().timestamp() - arrived["at"] > 120:
        return _refused(rules.TOO_LATE)
    pair = (settings().oidc_issuer.rstrip("/"), arrived["subject"])
    try:
        account = council_accounts.account_for(*pair, arrived["email"], clock.today())
    except rules.CannotUseSingleSignOn as refusal:
        return _refused(str(refusal))
    go_on_to = own_path(session.pop(GO_ON_TO, None))
    tf_clean_session()  # type: ignore[no-untyped-call]
    session[identity.TO_BIND] = [str(account.id), *pair]  # bound by the sign-in, once the second factor is right too
    if not arrived["mfa"]:
        plugins = current_app.extensions["security"].two_factor_plugins
        if on_the_way := plugins.tf_enter(account, False, "single sign-on", next_loc=go_on_to):
            return on_the_way  # type: ignore[no-any-return]
    with transaction():
        login_user(account, authn_via=["single sign-on", *(["mfa"] if arrived["mfa"] else [])])
    return redirect(go_on_to)


@blueprint.get("/sign-out")
@anyone
def leave() -> ResponseReturnValue:
    """Out of the council's account as well, where the issuer offers that."""
    provider = issuer()
    back = settings().address + url_for("security.login")
    try:
        away = provider.load_server_metadata().get("end_session_endpoint")
        if not away:
            return redirect(back)
        out: ResponseReturnValue = provider.logout_redirect(back, client_id=settings().oidc_client_id)
    except Exception as error:  # noqa: BLE001 - as above
        return _trouble(error)
    return out


def _trouble(error: Exception) -> ResponseReturnValue:
    log.warning("single sign-on failed", kind=type(error).__name__)
    return _refused(rules.TROUBLE)


def _refused(sentence: str) -> ResponseReturnValue:
    return render_template("people/council_account_refused.html", sentence=sentence), 403
