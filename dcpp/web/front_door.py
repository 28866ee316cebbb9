"""What every request passes: CSRF, headers with a nonce, and error pages that say what to do."""

import secrets

import structlog
from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from dcpp.kernel.db import db
from dcpp.kernel.refusal import Refusal

csrf = CSRFProtect()
log = structlog.get_logger()

PAGES = {400, 403, 404, 405, 409, 413, 415, 429, 500}
STALE = "Somebody else has changed this since you opened it. Open it again and repeat your change."


def register(app: Flask) -> None:
    csrf.init_app(app)
    app.before_request(_name_request)
    app.after_request(_add_headers)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.register_error_handler(NoResultFound, lambda _error: _page(404))
    app.register_error_handler(Refusal, lambda error: _page(409, str(error)))
    app.register_error_handler(StaleDataError, lambda _error: _page(409, STALE))
    app.register_error_handler(CSRFError, lambda _error: _page(400))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def csp_nonce() -> str:
    """One nonce a request, for the few scripts and styles of the layout."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    found: str = g.nonce
    return found


def _name_request() -> None:
    """A short reference, the same on the error page and in the log."""
    g.reference = secrets.token_hex(4).upper()


def _add_headers(response: Response) -> Response:
    policy = (
        "default-src 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
        f"style-src 'self'; script-src 'self' 'nonce-{csp_nonce()}'; manifest-src 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    return _page(error.code)


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("unexpected error", reference=g.get("reference"), endpoint=request.endpoint, exc_info=error)
    return _page(500)


def _page(code: int, sentence: str = "") -> ResponseReturnValue:
    """The error page of a code; what the request had begun in the database is undone first."""
    db.session.rollback()
    if code < 500:
        log.info("refused", code=code, reference=g.get("reference"), endpoint=request.endpoint)
    name = code if code in PAGES else (500 if code >= 500 else 400)
    return render_template(f"errors/{name}.html", sentence=sentence, reference=g.get("reference", "")), code
