"""The pages of readiness reports."""

from flask import Blueprint

blueprint = Blueprint("inspection", __name__, url_prefix="/inspection")

from dcpp.inspection.views import figures, files, reports  # noqa: E402, F401 - they put their pages on the blueprint
