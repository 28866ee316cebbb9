"""Pages of training."""

from flask import Blueprint

blueprint = Blueprint("training", __name__, url_prefix="/training")

from training.views import (  # noqa: E402
    approval_links,
    approvals,
    booking,
    booking_checks,
    booking_deeds,
    booking_lists,
    catalogue,
    compliance,
    course_deeds,
    courses,
    cpd,
    cpd_papers,
    early_careers,
    equivalences,
    exemptions,
    exports,
    feeds,
    record_deeds,
    records,
    registration,
    requirements,
    session_deeds,
    sessions,
)

__all__ = [
    "approval_links",
    "approvals",
    "blueprint",
    "booking",
    "booking_checks",
    "booking_deeds",
    "booking_lists",
    "catalogue",
    "compliance",
    "course_deeds",
    "courses",
    "cpd",
    "cpd_papers",
    "early_careers",
    "equivalences",
    "exemptions",
    "exports",
    "feeds",
    "record_deeds",
    "records",
    "registration",
    "requirements",
    "session_deeds",
    "sessions",
]
