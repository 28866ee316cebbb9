"""Pages of those who look after the platform."""

from flask import Blueprint

blueprint = Blueprint("operations", __name__, url_prefix="/operations")

from dcpp.operations.views import jobs, mail, trail  # noqa: E402

__all__ = ["blueprint", "jobs", "mail", "trail"]
