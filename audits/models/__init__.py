"""Tables of audits."""

from audits.models.draws import AuditDraw, Commitment, Reading, SampleCase
from audits.models.programmes import AuditProgramme

__all__ = ["AuditDraw", "AuditProgramme", "Commitment", "Reading", "SampleCase"]
