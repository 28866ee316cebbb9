"""Pages of audits."""

from flask import Blueprint

blueprint = Blueprint("audits", __name__, url_prefix="/audits")

from audits.views import draws, programmes, seeds  # noqa: E402

__all__ = ["blueprint", "draws", "programmes", "seeds"]
