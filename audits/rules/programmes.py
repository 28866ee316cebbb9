"""What a programme asks for: how many cases, from which groups, leaving out which, and where the seed comes from."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from audits.rules.frames import FrameLine, stratum_label
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.refusal import Refusal

LARGEST_SAMPLE = 1000
LEFT_OUT = (CaseStatus.CLOSED, CaseStatus.CONTACT)


class CannotSetUpProgramme(Refusal):
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

    @property
    def label(self) -> str:
        return {Stratify.STATUS: "Status, such as child in need", Stratify.SERVICE: "Service"}[self]


class Schedule(StrEnum):
    MONTHLY = "monthly"
    BY_HAND = "by_hand"

    @property
    def label(self) -> str:
        return {
            Schedule.MONTHLY: "Every month, on the first working day",
            Schedule.BY_HAND: "Only when somebody draws it",
        }[self]


class ListedCase(Protocol):
    """What the frame takes from a case on the council's list."""

    @property
    def case_id(self) -> str: ...
    @property
    def status(self) -> CaseStatus: ...
    @property
    def service(self) -> str: ...


def exclusion_of(case: ListedCase, *, left_out: Collection[str], audited: Collection[str], months: int) -> str:
    """Why a case cannot be drawn; empty when it can. The status is said before an audit."""
    if case.status in left_out:
        return case.status.label
    if case.case_id in audited:
        return f"Audited in the last {months} months" if months > 1 else "Audited in the last month"
    return ""


def frame_line(
    case: ListedCase,
    *,
    stratify_by: Sequence[str],
    left_out: Collection[str],
    audited: Collection[str],
    months: int,
) -> FrameLine:
    parts = {Stratify.STATUS: case.status.label, Stratify.SERVICE: case.service}
    return FrameLine(
        case.case_id,
        stratum_label(*(parts[Stratify(by)] for by in stratify_by)),
        exclusion_of(case, left_out=left_out, audited=audited, months=months),
    )


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier; the month's last day where there is no such day."""
    years, index = divmod(day.month - 1 - months, 12)
    year, month = day.year + years, index + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, last))
