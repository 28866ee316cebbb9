"""What is asked of whom: the matrix of job roles, courses and months, with its dates."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dcpp.kernel.refusal import Refusal
from training.rules.booking_rule import plain

EVERYBODY_ELSE = ""
"""In place of a job role: whoever is in none that is named for the course."""
MOST_MONTHS = 120
MOST_DAYS = 366
LONGEST_EXEMPTION = timedelta(days=366)


class CannotKeepRequirement(Refusal):
    pass


class CannotEndRequirement(Refusal):
    pass


class CannotKeepEquivalence(Refusal):
    pass


class CannotAskForExemption(Refusal):
    pass


class CannotDecideExemption(Refusal):
    pass


class ExemptionState(StrEnum):
    """A line manager asks, a co-ordinator decides; ended is what was agreed and then taken back."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {"asked": "Waits for a decision"}.get(self, self.value.capitalize())


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What one requirement says. job_roles: empty for everybody who is in no role that is named for the course."""

    job_roles: tuple[str, ...]
    months: int | None
    newcomer_days: int
    introduction_days: int


def check_rule(rule: Rule) -> None:
    """Raises CannotKeepRequirement."""
    if rule.months is not None and not 1 <= rule.months <= MOST_MONTHS:
        raise CannotKeepRequirement(f"Enter a number of months between 1 and {MOST_MONTHS}")
    if not 0 <= rule.newcomer_days <= MOST_DAYS or not 0 <= rule.introduction_days <= MOST_DAYS:
        raise CannotKeepRequirement(f"Enter days of grace between 0 and {MOST_DAYS}")


def roles_of(job_roles: Iterable[str]) -> list[str]:
    """The rows of roles that a requirement keeps: each once, as somebody wrote it; one for everybody else."""
    named = {plain(role): " ".join(role.split()) for role in job_roles if plain(role)}
    return sorted(named.values()) or [EVERYBODY_ELSE]


def shared_role(ours: Iterable[str], theirs: Iterable[str]) -> str | None:
    """A role that two requirements of one course both ask, in words; None when there is none."""
    others = {plain(role) for role in theirs}
    both = [role for role in ours if plain(role) in others]
    return (both[0] or "everybody else") if both else None


def governs(job_role: str, roles: Collection[str], named: Collection[str]) -> str | None:
    """Which of a requirement's roles asks somebody in a job role, where `named` are all roles named for the course."""
    wanted = plain(job_role)
    if wanted and wanted in {plain(role) for role in roles if role}:
        return next(role for role in roles if plain(role) == wanted)
    is_named = wanted in {plain(role) for role in named if role}
    return EVERYBODY_ELSE if EVERYBODY_ELSE in roles and not is_named else None


def overlaps(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two spans of days, each with its last day or None for ever, share a day."""
    return one[0] <= (other[1] or date.max) and other[0] <= (one[1] or date.max)


def shortened(before: int | None, now: int | None) -> int | None:
    """The old months where the new ones are fewer (0 for once), else None."""
    if now is None or (before is not None and before <= now):
        return None
    return before or 0


def check_exemption(from_on: date, until_on: date, today: date, reason: str) -> None:
    """Raises CannotAskForExemption."""
    if not reason:
        raise CannotAskForExemption("Enter why they should be exempt")
    if until_on < today or until_on < from_on:
        raise CannotAskForExemption("Enter a last day that is today or later, and not before the first")
    if until_on - from_on > LONGEST_EXEMPTION:
        raise CannotAskForExemption("Enter a last day within a year of the first: a longer need is looked at again")
