"""Pages of audits."""

from flask import Blueprint

blueprint = Blueprint("audits", __name__, url_prefix="/audits")

from audits.views import (  # noqa: E402
    accreditation,
    agreeing,
    agreement,
    allocation,
    audits,
    capacity,
    concern_deeds,
    concerns,
    draws,
    exemptions,
    exports,
    findings,
    inspection_list,
    moderation,
    papers,
    programmes,
    public,
    reflections,
    sections,
    seeds,
    submission,
    tool_parts,
    tools,
)

__all__ = [
    "accreditation",
    "agreeing",
    "agreement",
    "allocation",
    "audits",
    "blueprint",
    "capacity",
    "concern_deeds",
    "concerns",
    "draws",
    "exemptions",
    "exports",
    "findings",
    "inspection_list",
    "moderation",
    "papers",
    "programmes",
    "public",
    "reflections",
    "sections",
    "seeds",
    "submission",
    "tool_parts",
    "tools",
]
