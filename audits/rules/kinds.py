"""The kinds of programme, what each draws from, and the settings that it begins with.

The defaults are a start that every council changes: sizes and months follow what councils publish of their own
programmes; no law sets them.
"""

from dataclasses import dataclass
from enum import StrEnum

from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import CORE
from dcpp.frameworks.status import CaseStatus

NOT_OPEN = (CaseStatus.CLOSED, CaseStatus.CONTACT)


class Source(StrEnum):
    """What a programme draws from: every one a list of the platform as at a day."""

    CASES = "cases"
    CONTACTS = "contacts"
    CLOSED = "closed"
    RE_AUDITS = "re_audits"
    SUPERVISION = "supervision"


UNITS = {
    AuditKind.SUPERVISION: ("supervision file", "supervision files"),
    AuditKind.FRONT_DOOR: ("contact", "contacts"),
    AuditKind.EARLY_HELP: ("family", "families"),
}
"""What a programme draws, where people would not call it a case: one of it, and several."""


PURPOSES = {
    AuditKind.CORE: "The whole of practice, every service, done with the practitioner",
    AuditKind.THEMATIC: "One question across the service, often only the cases that a rule points to",
    AuditKind.DIP: "Few questions, many cases",
    AuditKind.SUPERVISION: "Practitioners’ supervision records, not children’s files",
    AuditKind.EARLY_HELP: "Families who have early help now",
    AuditKind.FRONT_DOOR: "Contacts, referrals and the decisions made about them",
    AuditKind.CLOSURE: "Cases that were closed lately",
    AuditKind.MULTI_AGENCY: "Cases that several agencies work with, looked at together",
    AuditKind.RE_AUDIT: "Cases whose last audit set a day for another",
}


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What a new programme of a kind says before anybody changes it; `drawn_from` are statuses, `tool` its code."""

    source: Source = Source.CASES
    tool: str = CORE
    size: int = 10
    drawn_from: tuple[CaseStatus, ...] = tuple(status for status in CaseStatus if status not in NOT_OPEN)
    look_back_months: int = 6
    months_apart: int = 12
    schedule: str = "monthly"

    @property
    def left_out(self) -> tuple[CaseStatus, ...]:
        return tuple(status for status in CaseStatus if status not in self.drawn_from)


DEFAULTS = {
    AuditKind.CORE: Defaults(size=30),
    AuditKind.THEMATIC: Defaults(size=12, months_apart=0, schedule="by_hand"),
    AuditKind.DIP: Defaults(tool="dip_sample", size=20, look_back_months=3, months_apart=0, schedule="by_hand"),
    AuditKind.SUPERVISION: Defaults(
        source=Source.SUPERVISION, tool="supervision", size=8, drawn_from=(), schedule="quarterly"
    ),
    AuditKind.EARLY_HELP: Defaults(drawn_from=(CaseStatus.EARLY_HELP,)),
    AuditKind.FRONT_DOOR: Defaults(
        source=Source.CONTACTS, size=12, drawn_from=tuple(CaseStatus), look_back_months=3, months_apart=6
    ),
    AuditKind.CLOSURE: Defaults(
        source=Source.CLOSED, size=6, drawn_from=(CaseStatus.CLOSED,), look_back_months=3, months_apart=6
    ),
    AuditKind.MULTI_AGENCY: Defaults(
        size=5,
        drawn_from=(CaseStatus.LOOKED_AFTER, CaseStatus.CHILD_PROTECTION, CaseStatus.CHILD_IN_NEED),
        schedule="quarterly",
    ),
    AuditKind.RE_AUDIT: Defaults(
        source=Source.RE_AUDITS, drawn_from=tuple(s for s in CaseStatus if s is not CaseStatus.CONTACT), months_apart=0
    ),
}


def unit_of(kind: AuditKind) -> str:
    """One of what is drawn, for sentences."""
    return UNITS.get(kind, ("case", "cases"))[0]


def units_of(kind: AuditKind) -> str:
    return UNITS.get(kind, ("case", "cases"))[1]


def source_of(kind: AuditKind) -> Source:
    return DEFAULTS[kind].source
