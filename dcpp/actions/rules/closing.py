"""How actions stand by age, and how long they took from finding to check and to impact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Protocol
from uuid import UUID

from dcpp.actions.rules.impact import Impact
from dcpp.actions.rules.ladder import AGE_BANDS


@dataclass
class Aged:
    """How many open actions of one age are late, in time, or finished and unchecked."""

    overdue: int = 0
    in_time: int = 0
    to_check: int = 0

    @property
    def all(self) -> int:
        return self.overdue + self.in_time + self.to_check


@dataclass
class Ageing:
    """The open actions of one service, or of all, by age band in the order of AGE_BANDS."""

    service: str
    service_id: UUID | None
    escalated: int = 0
    bands: list[Aged] = field(default_factory=lambda: [Aged() for _ in AGE_BANDS])

    @property
    def open(self) -> int:
        return sum(band.all for band in self.bands)

    @property
    def overdue(self) -> int:
        return sum(band.overdue for band in self.bands)

    @property
    def to_check(self) -> int:
        return sum(band.to_check for band in self.bands)


def summed(services: Iterable[Ageing]) -> Ageing:
    """All services together."""
    total = Ageing("All services", None)
    for one in services:
        total.escalated += one.escalated
        for mine, theirs in zip(total.bands, one.bands, strict=True):
            mine.overdue += theirs.overdue
            mine.in_time += theirs.in_time
            mine.to_check += theirs.to_check
    return total


class Closed(Protocol):
    """What is asked of an action that was closed after a check."""

    raised_on: date
    closed_on: date
    impact_checked_on: date | None
    impact: Impact | None


@dataclass(frozen=True)
class Times:
    """Of what was closed in a period: medians in days, and what later looks found. None where there is nothing."""

    closed: int
    days_to_check: int | None
    looked: int
    days_to_impact: int | None
    made_a_difference: int


def times_of(known: Sequence[Closed], since: date, until: date) -> Times:
    """Of what was closed in a period, and of what was looked at again in it; both days included."""
    closed = [one for one in known if since <= one.closed_on <= until]
    looked = [one for one in known if one.impact_checked_on and since <= one.impact_checked_on <= until]
    return Times(
        closed=len(closed),
        days_to_check=_median([(one.closed_on - one.raised_on).days for one in closed]),
        looked=len(looked),
        days_to_impact=_median(
            [(one.impact_checked_on - one.raised_on).days for one in looked if one.impact_checked_on]
        ),
        made_a_difference=sum(one.impact is Impact.MADE_A_DIFFERENCE for one in looked),
    )


def _median(days: Sequence[int]) -> int | None:
    return round(median(days)) if days else None
