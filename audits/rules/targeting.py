"""Targeted rules: which cases the lists themselves point to, by thresholds that are settings of a programme.

A day that is missing counts as too long ago: nothing shows that it was in time.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from dcpp.frameworks.status import CaseStatus
from dcpp.kernel import clock


class TargetedRule(StrEnum):
    VISIT_OVERDUE = "visit_overdue"
    LONG_IN_NEED = "long_in_need"
    SECOND_PLAN = "second_plan"
    NO_REVIEW = "no_review"

    @property
    def label(self) -> str:
        return {
            TargetedRule.VISIT_OVERDUE: "Visit overdue",
            TargetedRule.LONG_IN_NEED: "In need for long",
            TargetedRule.SECOND_PLAN: "Second or later child protection plan",
            TargetedRule.NO_REVIEW: "No review in time",
        }[self]


@dataclass(frozen=True)
class Threshold:
    """One number of a rule: what it counts, where it begins, the most it may be, and where the default is from."""

    name: str
    rule: TargetedRule
    asks: str
    default: int
    most: int
    source: str


VISIT, REVIEW = TargetedRule.VISIT_OVERDUE, TargetedRule.NO_REVIEW
REGULATIONS = "Care Planning, Placement and Case Review (England) Regulations 2010"
THRESHOLDS = (
    Threshold(
        "visit_child_in_need", VISIT, "Days since a child in need was last seen", 28, 366, "Local practice: four weeks"
    ),
    Threshold(
        "visit_child_protection",
        VISIT,
        "Days since the last visit to a child on a child protection plan",
        14,
        366,
        "Local practice: ten working days",
    ),
    Threshold(
        "visit_looked_after",
        VISIT,
        "Days since the last visit to a looked after child",
        42,
        366,
        f"Six weeks, {REGULATIONS}, regulation 28",
    ),
    Threshold(
        "visit_care_leaver",
        VISIT,
        "Days since the last contact with a care leaver",
        61,
        366,
        "Two months, Care Leavers (England) Regulations 2010, regulation 8",
    ),
    Threshold(
        "months_in_need", TargetedRule.LONG_IN_NEED, "Months as a child in need", 12, 60, "Local practice: a year"
    ),
    Threshold(
        "previous_plans",
        TargetedRule.SECOND_PLAN,
        "Child protection plans before this one, at least",
        1,
        10,
        "The measure “second or subsequent plan” of the children in need census",
    ),
    Threshold(
        "first_review_child_protection",
        REVIEW,
        "Days to the first review of a child protection plan",
        92,
        366,
        "Three months, Working Together to Safeguard Children",
    ),
    Threshold(
        "review_child_protection",
        REVIEW,
        "Days between later reviews of a child protection plan",
        183,
        732,
        "Six months, Working Together to Safeguard Children",
    ),
    Threshold(
        "first_review_looked_after",
        REVIEW,
        "Days to the first review of a looked after child",
        28,
        366,
        f"Twenty working days, {REGULATIONS}, regulation 33",
    ),
    Threshold(
        "review_looked_after",
        REVIEW,
        "Days between later reviews of a looked after child",
        183,
        732,
        f"Six months, {REGULATIONS}, regulation 33",
    ),
)
USUAL = {threshold.name: threshold.default for threshold in THRESHOLDS}


class ListedFacts(Protocol):
    """What the rules look at of a case on the lists."""

    @property
    def status(self) -> CaseStatus | None: ...
    @property
    def since(self) -> date | None: ...
    @property
    def need_since(self) -> date | None: ...
    @property
    def last_seen_on(self) -> date | None: ...
    @property
    def last_visited_on(self) -> date | None: ...
    @property
    def last_reviewed_on(self) -> date | None: ...
    @property
    def previous_plans(self) -> int | None: ...


def settings_of(changed: Mapping[str, int]) -> dict[str, int]:
    """Every threshold: the programme's own number, or the usual one."""
    return {name: int(changed.get(name, usual)) for name, usual in USUAL.items()}


def rules_met(case: ListedFacts, chosen: Collection[str], limits: Mapping[str, int], as_at: date) -> list[TargetedRule]:
    """Which of a programme's rules point to a case, as the lists of a day have it, in the order of the rules."""
    return [rule for rule in TargetedRule if rule.value in chosen and CHECKS[rule](case, limits, as_at)]


def _visit_overdue(case: ListedFacts, limits: Mapping[str, int], as_at: date) -> bool:
    limit = limits.get(f"visit_{case.status}")
    if limit is None:
        return False
    seen = case.last_seen_on if case.status is CaseStatus.CHILD_IN_NEED else case.last_visited_on or case.last_seen_on
    return _longer_ago(seen or case.since, limit, as_at)


def _long_in_need(case: ListedFacts, limits: Mapping[str, int], as_at: date) -> bool:
    if case.status is not CaseStatus.CHILD_IN_NEED or case.need_since is None:
        return False
    return case.need_since < clock.months_from(as_at, -limits["months_in_need"])


def _second_plan(case: ListedFacts, limits: Mapping[str, int], as_at: date) -> bool:  # noqa: ARG001
    on_plan = case.status is CaseStatus.CHILD_PROTECTION
    return on_plan and (case.previous_plans or 0) >= limits["previous_plans"]


def _no_review(case: ListedFacts, limits: Mapping[str, int], as_at: date) -> bool:
    kind = "review" if case.last_reviewed_on else "first_review"
    limit = limits.get(f"{kind}_{case.status}")
    return limit is not None and _longer_ago(case.last_reviewed_on or case.since, limit, as_at)


def _longer_ago(day: date | None, days: int, as_at: date) -> bool:
    return day is None or (as_at - day).days > days


CHECKS = {
    TargetedRule.VISIT_OVERDUE: _visit_overdue,
    TargetedRule.LONG_IN_NEED: _long_in_need,
    TargetedRule.SECOND_PLAN: _second_plan,
    TargetedRule.NO_REVIEW: _no_review,
}


def rule_words(rule: TargetedRule, limits: Mapping[str, int]) -> str:
    """A rule with its thresholds in one line, as the frozen list says it."""
    return "; ".join(f"{one.asks}: {limits[one.name]}" for one in THRESHOLDS if one.rule is rule)
