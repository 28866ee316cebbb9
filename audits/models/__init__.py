"""Tables of audits."""

from audits.models.audits import Audit, AuditAllocation, AuditAnswer
from audits.models.draws import AuditDraw, Commitment, Reading, SampleCase
from audits.models.findings import Finding, ProposedAction, finding_themes
from audits.models.programmes import AuditProgramme
from audits.models.tools import Tool, ToolVersion

__all__ = [
    "Audit",
    "AuditAllocation",
    "AuditAnswer",
    "AuditDraw",
    "AuditProgramme",
    "Commitment",
    "Finding",
    "ProposedAction",
    "Reading",
    "SampleCase",
    "Tool",
    "ToolVersion",
    "finding_themes",
]
