"""The pages of figures about practice."""

from flask import Blueprint

blueprint = Blueprint("practice", __name__, url_prefix="/practice")

from dcpp.practice.views import records, subjects  # noqa: E402, F401 - they put their pages on the blueprint
