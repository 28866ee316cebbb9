"""The kinds of programme, what each draws from, and the settings that it begins with.

The defaults are a start that every council changes: sizes and months follow what councils publish of their own
programmes; no law sets them.
"""

from dataclasses import dataclass
from enum import StrEnum

from dcpp.frameworks.status import CaseStatus

NOT_OPEN = (CaseStatus.CLOSED, CaseStatus.CONTACT)


class Source(StrEnum):
    """What a programme draws from: every one a list of the platform as at a day."""

    CASES = "cases"
    CONTACTS = "contacts"
    CLOSED = "closed"
    RE_AUDITS = "re_audits"
    SUPERVISION = "supervision"

    @property
    def unit(self) -> str:
        """One of what is drawn."""
        return "supervision file" if self is Source.SUPERVISION else "case"

    @property
    def label(self) -> str:
        return {
            Source.CASES: "Cases on the newest child-level lists",
            Source.CONTACTS: "Cases with a contact or referral on the newest child-level lists",
            Source.CLOSED: "Cases that were closed within the look back",
            Source.RE_AUDITS: "Cases whose re-audit is due by the end of the month",
            Source.SUPERVISION: "Supervision files: one for each practitioner who works here",
        }[self]


class ProgrammeKind(StrEnum):
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
        return LABELS[self]

    @property
    def purpose(self) -> str:
        return PURPOSES[self]

    @property
    def defaults(self) -> "Defaults":
        return DEFAULTS[self]

    @property
    def source(self) -> Source:
        return DEFAULTS[self].source

    @property
    def unit(self) -> str:
        return self.source.unit


LABELS = {
    ProgrammeKind.CORE: "Monthly core audit",
    ProgrammeKind.THEMATIC: "Thematic audit",
    ProgrammeKind.DIP: "Dip sample",
    ProgrammeKind.SUPERVISION: "Supervision file audit",
    ProgrammeKind.EARLY_HELP: "Early help audit",
    ProgrammeKind.FRONT_DOOR: "Front door audit",
    ProgrammeKind.CLOSURE: "Closure audit",
    ProgrammeKind.MULTI_AGENCY: "Multi-agency audit",
    ProgrammeKind.RE_AUDIT: "Re-audit",
}
PURPOSES = {
    ProgrammeKind.CORE: "The whole of practice, every service, done with the practitioner",
    ProgrammeKind.THEMATIC: "One question across the service, often only the cases that a rule points to",
    ProgrammeKind.DIP: "Few questions, many cases",
    ProgrammeKind.SUPERVISION: "Practitioners’ supervision records, not children’s files",
    ProgrammeKind.EARLY_HELP: "Families who have early help now",
    ProgrammeKind.FRONT_DOOR: "Contacts, referrals and the decisions made about them",
    ProgrammeKind.CLOSURE: "Cases that were closed lately",
    ProgrammeKind.MULTI_AGENCY: "Cases that several agencies work with, looked at together",
    ProgrammeKind.RE_AUDIT: "Cases whose last audit set a day for another",
}


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What a new programme of a kind says before anybody changes it; `drawn_from` are statuses."""

    source: Source = Source.CASES
    size: int = 10
    drawn_from: tuple[CaseStatus, ...] = tuple(status for status in CaseStatus if status not in NOT_OPEN)
    look_back_months: int = 6
    months_apart: int = 12
    schedule: str = "monthly"

    @property
    def left_out(self) -> tuple[CaseStatus, ...]:
        return tuple(status for status in CaseStatus if status not in self.drawn_from)


DEFAULTS = {
    ProgrammeKind.CORE: Defaults(size=30),
    ProgrammeKind.THEMATIC: Defaults(size=12, months_apart=0, schedule="by_hand"),
    ProgrammeKind.DIP: Defaults(size=20, look_back_months=3, months_apart=0, schedule="by_hand"),
    ProgrammeKind.SUPERVISION: Defaults(source=Source.SUPERVISION, size=8, drawn_from=(), schedule="quarterly"),
    ProgrammeKind.EARLY_HELP: Defaults(drawn_from=(CaseStatus.EARLY_HELP,)),
    ProgrammeKind.FRONT_DOOR: Defaults(
        source=Source.CONTACTS, size=12, drawn_from=tuple(CaseStatus), look_back_months=3, months_apart=6
    ),
    ProgrammeKind.CLOSURE: Defaults(
        source=Source.CLOSED, size=6, drawn_from=(CaseStatus.CLOSED,), look_back_months=3, months_apart=6
    ),
    ProgrammeKind.MULTI_AGENCY: Defaults(
        size=5,
        drawn_from=(CaseStatus.LOOKED_AFTER, CaseStatus.CHILD_PROTECTION, CaseStatus.CHILD_IN_NEED),
        schedule="quarterly",
    ),
    ProgrammeKind.RE_AUDIT: Defaults(
        source=Source.RE_AUDITS, drawn_from=tuple(s for s in CaseStatus if s is not CaseStatus.CONTACT), months_apart=0
    ),
}
