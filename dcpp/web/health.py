"""Whether the platform is alive, whether it is ready, and its figures: for machines that look after it."""

import json
from functools import lru_cache
from ipaddress import ip_address, ip_network

import structlog
from flask import Blueprint, Response, abort, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from dcpp.config import Settings
from dcpp.kernel import access, beats, schema
from dcpp.web import metrics

blueprint = Blueprint("health", __name__)
log = structlog.get_logger()

head = lru_cache(maxsize=1)(schema.head)


@blueprint.get("/healthz")
@access.anyone
def healthz() -> Response:
    """The process answers; it says nothing of what it stands on."""
    return _json({"alive": True}, 200)


@blueprint.get("/readyz")
@access.anyone
def readyz() -> Response:
    """Whether pages can be served: the database answers and has the shape that this program needs.

    How many schedulers and workers are alive is told and not required: pages can be served without them.
    """
    why = why_not_ready()
    return _json({"ready": False, "reason": why}, 503) if why else _json({"ready": True, **others()}, 200)


@blueprint.get("/metrics")
@access.anyone
def show_metrics() -> Response:
    """Only for the addresses of METRICS_FROM; for others there is no such page."""
    if not may_read_metrics():
        abort(404)
    return Response(metrics.text(), mimetype="text/plain; version=0.0.4")


def why_not_ready() -> str:
    """One sentence, or nothing when all is well."""
    try:
        current = schema.current()
    except (SQLAlchemyError, OSError) as error:
        log.warning("not ready", exc_info=error)
        return "The database cannot be reached"
    if current != head():
        return f"The database is at {current or 'nothing'} and the program needs {head()}: run dcpp migrate"
    return ""


def others() -> dict[str, object]:
    """The processes beside the web server."""
    return {"schedulers": beats.count_alive("scheduler"), "workers": beats.count_alive("worker")}


def may_read_metrics() -> bool:
    """A request that somebody passed on is not from the machine it seems to come from, unless PUBLIC_URL says so."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.public_url and "X-Forwarded-For" in request.headers:
        return False
    try:
        asker = ip_address(request.remote_addr or "")
        return any(asker in ip_network(allowed.strip(), strict=False) for allowed in settings.metrics_from if allowed)
    except ValueError:
        return False


def _json(answer: dict[str, object], status: int) -> Response:
    return Response(json.dumps(answer) + "\n", status, mimetype="application/json")
