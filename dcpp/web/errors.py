"""Every error becomes a page in plain English with a reference that is also in the log. No traceback ever leaves."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import structlog
from flask import Flask, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from dcpp.config import Settings
from dcpp.kernel.db import db
from dcpp.kernel.refusal import Refusal
from dcpp.web import stale
from dcpp.web.request_line import reference

log = structlog.get_logger()


@dataclass(frozen=True)
class Words:
    """What a page about an error says: its heading, and a sentence on what to do."""

    heading: str
    sentence: str


WORDS = {
    400: Words("There is a problem with what was sent", "Go back, reload the page and send it again."),
    403: Words(
        "You cannot open this page",
        "You do not have the access that this page needs. If you need it for your work, ask your administrator.",
    ),
    404: Words(
        "Page not found",
        "Check the address. The record may have been moved, or it may be one that you are not allowed to see.",
    ),
    405: Words("This address does not take what was sent", "Go back to the page you came from and use its button."),
    409: Words("This cannot be done now", "Go back, reload the page and look at what has changed."),
    413: Words("The file is too large", "Choose a file of at most {limit} MB, or split it, and try again."),
    415: Words("This kind of file cannot be used", "Choose a file of one of the kinds that the page names."),
    429: Words("Too many tries", "Wait five minutes and try again."),
    500: Words(
        "Sorry, something went wrong",
        "What you sent was not kept. Try again in a few minutes. If it goes on, give your administrator the reference.",
    ),
}
CSRF = Words(
    "Your form was not accepted",
    "Nothing was saved. The page was open for too long, or you signed in again in another window. "
    "Copy what you wrote, go back, reload the page and send it again.",
)
STALE = Words(
    "Somebody else has changed this",
    "Nothing was saved. It was changed after you opened it. Copy what you wrote, open it again and repeat your change.",
)


def register(app: Flask) -> None:
    app.register_error_handler(NoResultFound, lambda _error: page(404))
    app.register_error_handler(Refusal, lambda error: page(409, sentence=str(error)))
    app.register_error_handler(stale.StaleSave, _stale_save)
    app.register_error_handler(StaleDataError, lambda _error: page(409, STALE, texts=stale.what_was_written()))
    app.register_error_handler(CSRFError, lambda _error: page(400, CSRF, texts=stale.what_was_written()))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def page(
    code: int, words: Words | None = None, *, sentence: str = "", texts: Sequence[stale.Text] = (), again: str = ""
) -> ResponseReturnValue:
    """The answer to an error; what the request had begun in the database is undone first.

    `texts` are shown so that nothing is lost that somebody wrote; `again` is where they can repeat their change.
    A page that cannot be made (the database is gone, a template is broken) becomes the plainest page there is.
    """
    with contextlib.suppress(Exception):  # a database that is gone cannot be rolled back, and need not be
        db.session.rollback()
    words = words or WORDS.get(code) or WORDS[500 if code >= 500 else 400]
    said = sentence or words.sentence.format(limit=_settings().upload_limit_mb)
    if _wants_json():
        return jsonify(error=said, reference=reference()), code
    values = {"heading": words.heading, "sentence": said, "texts": texts, "again": again}
    with contextlib.suppress(Exception):
        return render_template("errors/error.html", **values, reference=reference()), code
    try:
        g.viewer = None  # whatever broke breaks again: without asking who is looking, the page may still be made
        return render_template("errors/error.html", **values, reference=reference()), code
    except Exception as error:  # whatever the template or the layout met ends here
        log.error("the error page failed too", code=code, exc_info=error)  # noqa: TRY400 - our own form of errors
        return _plain_page(), 500


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    return page(error.code)


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("unexpected error", endpoint=request.endpoint, exc_info=error)
    return page(500)


def _stale_save(error: stale.StaleSave) -> ResponseReturnValue:
    return page(409, STALE, texts=error.texts, again=error.again)


def _wants_json() -> bool:
    kinds = request.accept_mimetypes
    return kinds.best_match(["text/html", "application/json"]) == "application/json"


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def _plain_page() -> str:
    words = WORDS[500]
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(words.heading)}</title></head>\n'
        f"<body><main><h1>{escape(words.heading)}</h1>\n<p>{escape(words.sentence)}</p>\n"
        f"<p>Reference: {escape(reference())}</p></main></body></html>\n"
    )
