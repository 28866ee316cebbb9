"""Tables of audits."""

from audits.models.allocation import AuditorCapacity, Exemption
from audits.models.audits import Audit, AuditAllocation, AuditAnswer
from audits.models.concerns import Concern, ConcernLine, ConcernSettings, ConcernTold
from audits.models.draws import AuditDraw, Commitment, Reading, SampleCase, TopUp, Verification
from audits.models.findings import Finding, ProposedAction, finding_themes
from audits.models.moderation import (
    Accreditation,
    Moderation,
    ModerationAllocation,
    ModerationAnswer,
    ModerationChoice,
    ModerationShare,
    ModerationValue,
)
from audits.models.programmes import AuditorGroup, AuditProgramme
from audits.models.tools import Tool, ToolVersion

__all__ = [
    "Accreditation",
    "Audit",
    "AuditAllocation",
    "AuditAnswer",
    "AuditDraw",
    "AuditProgramme",
    "AuditorCapacity",
    "AuditorGroup",
    "Commitment",
    "Concern",
    "ConcernLine",
    "ConcernSettings",
    "ConcernTold",
    "Exemption",
    "Finding",
    "Moderation",
    "ModerationAllocation",
    "ModerationAnswer",
    "ModerationChoice",
    "ModerationShare",
    "ModerationValue",
    "ProposedAction",
    "Reading",
    "SampleCase",
    "Tool",
    "ToolVersion",
    "TopUp",
    "Verification",
    "finding_themes",
]
