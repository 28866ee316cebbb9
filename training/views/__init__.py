"""Pages of training."""

from flask import Blueprint

blueprint = Blueprint("training", __name__, url_prefix="/training")

from training.views import catalogue, course_deeds, courses, exports  # noqa: E402

__all__ = ["blueprint", "catalogue", "course_deeds", "courses", "exports"]
