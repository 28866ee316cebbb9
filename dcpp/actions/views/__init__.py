"""Pages of actions: mine, one with its history, everybody’s, and each deed."""

from flask import Blueprint

blueprint = Blueprint("actions", __name__, url_prefix="/actions")

from dcpp.actions.views import deeds, evidence, following, leavers, overviews, pages  # noqa: E402

__all__ = ["blueprint", "deeds", "evidence", "following", "leavers", "overviews", "pages"]
