"""Every request gets a reference, and one line in the log: where it went, how it ended, how long it took."""

import secrets
import time

import structlog
from flask import Flask, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars
from werkzeug.wrappers import Response

from dcpp.web import metrics

log = structlog.get_logger("dcpp.request")

QUIET = {"static", "look.theme_css", "health.healthz", "health.readyz", "health.show_metrics"}


def register(app: Flask) -> None:
    """Before anything else looks at a request, and after everything else has."""
    app.before_request(_begin)
    app.after_request(_end)


def reference() -> str:
    """What an error page shows and the log has on every line of this request."""
    found: str = g.get("reference", "")
    return found


def _begin() -> None:
    g.reference = secrets.token_hex(4).upper()
    g.began = time.perf_counter()
    clear_contextvars()
    bind_contextvars(reference=g.reference)


def _end(response: Response) -> Response:
    """Endpoint and not address: an address may hold what somebody searched for."""
    seconds = time.perf_counter() - g.began
    metrics.count_request(request.endpoint, request.method, response.status_code, seconds)
    if request.endpoint not in QUIET or response.status_code >= 500:
        viewer = g.get("viewer")
        log.info(
            "request",
            method=request.method,
            endpoint=request.endpoint,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
            person=str(viewer.person_id) if viewer else None,
        )
    return response
