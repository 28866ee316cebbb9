"""What a finding may say, and what is refused."""

from enum import StrEnum

from dcpp.kernel.refusal import Refusal

MOST_THEMES = 3

ORIGIN = "audit_finding"
"""What actions say that come from a finding."""


class CannotRecordFinding(Refusal):
    pass


class CannotProposeAction(Refusal):
    pass


class FindingKind(StrEnum):
    STRENGTH = "strength"
    NEEDS_WORK = "needs_work"

    @property
    def label(self) -> str:
        return "A strength" if self is FindingKind.STRENGTH else "Something that needs work"

    @property
    def needs_action(self) -> bool:
        return self is FindingKind.NEEDS_WORK
