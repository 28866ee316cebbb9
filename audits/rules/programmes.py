"""What a programme asks for: how often, how many, who audits, and where the seed comes from."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.refusal import Refusal

LARGEST_SAMPLE = 1000
LARGEST_MINIMUM = 50
LEFT_OUT = (CaseStatus.CLOSED, CaseStatus.CONTACT)
FIRST_OF_QUARTER = frozenset({1, 4, 7, 10})


class CannotSetUpProgramme(Refusal):
    pass


class CannotKeepGroup(Refusal):
    pass


class SeedScheme(StrEnum):
    TWO_PEOPLE = "two_people"
    PUBLIC_VALUE = "public_value"

    @property
    def label(self) -> str:
        return {
            SeedScheme.TWO_PEOPLE: "Two people, each of whom gives a secret value",
            SeedScheme.PUBLIC_VALUE: "A value that will be published, named in advance",
        }[self]


class Stratify(StrEnum):
    """What cases are grouped by before they are drawn."""

    STATUS = "status"
    SERVICE = "service"
    TEAM = "team"
    RULE = "rule"

    @property
    def label(self) -> str:
        return {
            Stratify.STATUS: "Status, such as child in need",
            Stratify.SERVICE: "Service",
            Stratify.TEAM: "Team or family centre",
            Stratify.RULE: "The first targeted rule that points to the case",
        }[self]

    @property
    def noun(self) -> str:
        return {Stratify.RULE: "targeted rule"}.get(self, self.value)


class Schedule(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    CERTAIN_MONTHS = "certain_months"
    BY_HAND = "by_hand"

    @property
    def label(self) -> str:
        return {
            Schedule.MONTHLY: "Every month, on the first working day",
            Schedule.QUARTERLY: "Every quarter: January, April, July and October",
            Schedule.CERTAIN_MONTHS: "In certain months",
            Schedule.BY_HAND: "Only when somebody draws it",
        }[self]

    @property
    def is_by_clock(self) -> bool:
        return self is not Schedule.BY_HAND


class AuditorPool(StrEnum):
    """Whom a programme's audits are given to; everybody of them holds the role of auditor."""

    EVERYBODY = "everybody"
    ROLE = "role"
    NAMED = "named"
    GROUP = "group"

    @property
    def label(self) -> str:
        return {
            AuditorPool.EVERYBODY: "Everybody who is an auditor",
            AuditorPool.ROLE: "Auditors who also hold another role",
            AuditorPool.NAMED: "People whom you name",
            AuditorPool.GROUP: "A group of auditors",
        }[self]


def draws_in(schedule: Schedule, months: Collection[str], month: date) -> bool:
    """Whether the scheduler draws a programme in a month; `months` are numbers as text, "1" to "12"."""
    if schedule is Schedule.QUARTERLY:
        return month.month in FIRST_OF_QUARTER
    if schedule is Schedule.CERTAIN_MONTHS:
        return str(month.month) in months
    return schedule is Schedule.MONTHLY
