"""Pages of the caseload: the cases, and the imports that brought them."""

from flask import Blueprint

blueprint = Blueprint("caseload", __name__, url_prefix="/caseload")

from dcpp.caseload.views import cases, corrections, exports, imports, matching  # noqa: E402

__all__ = ["blueprint", "cases", "corrections", "exports", "imports", "matching"]
