"""Kinds of audit: why and how a case is looked at."""

from enum import StrEnum


class AuditKind(StrEnum):
    CORE = "core"
    THEMATIC = "thematic"
    DIP = "dip"
    SUPERVISION = "supervision"
    EARLY_HELP = "early_help"
    FRONT_DOOR = "front_door"
    CLOSURE = "closure"
    MULTI_AGENCY = "multi_agency"
    RE_AUDIT = "re_audit"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


KIND_LABELS = {
    AuditKind.CORE: "Monthly core audit",
    AuditKind.THEMATIC: "Thematic audit",
    AuditKind.DIP: "Dip sample",
    AuditKind.SUPERVISION: "Supervision audit",
    AuditKind.EARLY_HELP: "Early help audit",
    AuditKind.FRONT_DOOR: "Front door audit",
    AuditKind.CLOSURE: "Closure audit",
    AuditKind.MULTI_AGENCY: "Multi-agency audit",
    AuditKind.RE_AUDIT: "Re-audit",
}
