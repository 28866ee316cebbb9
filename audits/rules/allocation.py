"""Who audits which case: nobody near the work, the load shared evenly, and the same answer every time."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from dcpp.kernel import clock
from dcpp.kernel.refusal import Refusal

USUAL_CAPACITY = 4
"""Audits a month that somebody of full time is taken to manage, as a weight only: it limits nobody."""
RECENT_MONTHS = 3
"""Whose work of so many months is counted as recent."""
MONTHS_TO_LEAVE = 3
"""Whoever leaves within so many months is given nothing new, and what they have not begun comes back."""


def leaves_soon(leaves_on: date | None, today: date) -> bool:
    return leaves_on is not None and leaves_on < clock.months_from(today, MONTHS_TO_LEAVE)


class CannotAllocateAudit(Refusal):
    pass


class CannotSetCapacity(Refusal):
    pass


class CannotJudgeNearness(CannotAllocateAudit):
    """Nobody can tell who is near a case, and the lead has not said how they know."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where everybody stands: each person's line manager and team, and each team's manager."""

    line_managers: Mapping[UUID, UUID | None]
    teams: Mapping[UUID, UUID | None]
    team_managers: Mapping[UUID, UUID | None]

    @cached_property
    def members(self) -> Mapping[UUID, set[UUID]]:
        """The people of each team."""
        found: dict[UUID, set[UUID]] = defaultdict(set)
        for person, team in self.teams.items():
            if team:
                found[team].add(person)
        return found

    @cached_property
    def reports(self) -> Mapping[UUID, set[UUID]]:
        """Whom each person manages directly, by line or by team."""
        found: dict[UUID, set[UUID]] = defaultdict(set)
        for person in self.teams:
            for manager in self.managers_of(person):
                found[manager].add(person)
        return found

    def managers_of(self, person: UUID) -> set[UUID]:
        team = self.teams.get(person)
        found = {self.line_managers.get(person), self.team_managers.get(team) if team else None}
        return {manager for manager in found if manager and manager != person}

    def above(self, person: UUID) -> set[UUID]:
        """Everybody who manages a person, directly or through others."""
        return _reached(person, self.managers_of)

    def below(self, person: UUID) -> set[UUID]:
        """Everybody whom a person manages, directly or through others."""
        return _reached(person, lambda one: self.reports.get(one, set()))


def _reached(start: UUID, steps: Callable[[UUID], set[UUID]]) -> set[UUID]:
    """Everybody whom steps lead to; circles end by themselves."""
    reached: set[UUID] = set()
    ahead = steps(start)
    while ahead:
        reached |= ahead
        ahead = {further for one in ahead for further in steps(one)} - reached
    return reached - {start}


class Why(StrEnum):
    """Why somebody cannot be given an audit by the rule."""

    WORKER = "worker"
    LINE = "line"
    TEAM = "team"
    HELD = "held"
    POOL = "pool"
    EXCUSED = "excused"
    LEAVING = "leaving"
    FULL = "full"
    ENOUGH = "enough"

    @property
    def label(self) -> str:
        return {
            Why.WORKER: "It is their own work",
            Why.LINE: "They are in the practitioner’s line",
            Why.TEAM: "They are in the team of the case or of the practitioner, or manage it",
            Why.HELD: "They held the case not long ago",
            Why.POOL: "They do not audit for this programme",
            Why.EXCUSED: "They are excused this month",
            Why.LEAVING: "They leave within three months",
            Why.FULL: "They have as many this month as they can do",
            Why.ENOUGH: "They have as many of this draw as one auditor gets",
        }[self]

    @property
    def is_near(self) -> bool:
        """Whether nobody may waive it: the auditor would look at work that they are too near."""
        return self in {Why.WORKER, Why.LINE, Why.TEAM, Why.HELD}


@dataclass(frozen=True, kw_only=True)
class CaseToAudit:
    """A drawn case, with the worker and the team that held it on the day of the list, where they are known.

    `held_by` held it on an earlier list, not too long ago; `of` is the draw it belongs to.
    """

    case_id: str
    worker_id: UUID | None
    team_id: UUID | None
    held_by: frozenset[UUID] = frozenset()
    of: UUID | None = None

    @property
    def is_placed(self) -> bool:
        """Whether anything is known of who is near it."""
        return self.worker_id is not None or self.team_id is not None


@dataclass(frozen=True, kw_only=True)
class Auditor:
    """Somebody who may be given audits.

    `recent_audits` were finished in the last months; `capacity` is the most they take in a month, None where nobody set
    one; `given` is how many they were given this month; `fte_percent` weighs them where no capacity is set; somebody
    `is_leaving` whose last day is known and near.
    """

    person_id: UUID
    open_audits: int
    recent_audits: int = 0
    capacity: int | None = None
    given: int = 0
    fte_percent: int = 100
    is_leaving: bool = False

    @property
    def weight(self) -> Fraction:
        """How much of the work is theirs, beside others."""
        if self.capacity is not None:
            return Fraction(max(self.capacity, 1))
        return Fraction(USUAL_CAPACITY * max(self.fte_percent, 10), 100)

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.given >= self.capacity

    def with_one_more(self) -> "Auditor":
        return replace(self, open_audits=self.open_audits + 1, given=self.given + 1)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a draw says of its auditors: who they are (None for every auditor), who is excused or leaves too soon.

    `most_each` is the most that one of them gets of the draw; `given` how many of it each has.
    """

    pool: frozenset[UUID] | None = None
    excused: frozenset[UUID] = frozenset()
    most_each: int | None = None
    given: Mapping[UUID, int] = field(default_factory=dict)


def nearness(case: CaseToAudit, place: Place) -> dict[UUID, Why]:
    """Everybody who cannot audit a case because they are too near it, with the first reason that applies.

    The worker; everybody who manages the worker and everybody whom the worker manages; everybody in the worker's team
    and in the case's team, the managers of those teams, and everybody who manages them; whoever held the case lately.
    """
    near: dict[UUID, Why] = {}
    if case.worker_id:
        near[case.worker_id] = Why.WORKER
        near |= dict.fromkeys((place.above(case.worker_id) | place.below(case.worker_id)) - near.keys(), Why.LINE)
    for team in {case.team_id, place.teams.get(case.worker_id) if case.worker_id else None} - {None}:
        near |= dict.fromkeys(_around(team, place) - near.keys(), Why.TEAM)
    return near | dict.fromkeys(case.held_by - near.keys(), Why.HELD)


def _around(team: UUID | None, place: Place) -> set[UUID]:
    if team is None:
        return set()
    manager = place.team_managers.get(team)
    return place.members.get(team, set()) | ({manager} | place.above(manager) if manager else set())


def too_near(case: CaseToAudit, place: Place) -> set[UUID]:
    return set(nearness(case, place))


def is_outside_line(auditor_id: UUID, case: CaseToAudit, place: Place) -> bool | None:
    """None where nothing is known about who held the case, so that nobody can tell."""
    return auditor_id not in nearness(case, place) if case.is_placed else None


def turn(case_id: str, person_id: UUID) -> str:
    """The order among equals: looks like chance, favours nobody, and comes out the same when repeated."""
    return hashlib.sha256(f"{case_id}\n{person_id}\n".encode()).hexdigest()


def why_not(auditor: Auditor, terms: Terms, near: Mapping[UUID, Why]) -> Why | None:
    """Why the rule does not give a case to somebody; None when it may. `near` are those who are too near the case."""
    one = auditor.person_id
    applies = {
        Why.POOL: terms.pool is not None and one not in terms.pool,
        Why.EXCUSED: one in terms.excused,
        Why.LEAVING: auditor.is_leaving,
        Why.FULL: auditor.is_full,
        Why.ENOUGH: terms.most_each is not None and terms.given.get(one, 0) >= terms.most_each,
    }
    return near.get(one) or next((why for why, is_so in applies.items() if is_so), None)


NO_TERMS = Terms()


def allocate(
    cases: Sequence[CaseToAudit],
    auditors: Collection[Auditor],
    place: Place,
    terms: Mapping[UUID | None, Terms] | None = None,
    *,
    for_a_lead: bool = False,
) -> list[UUID | None]:
    """An auditor for each case, in the order of the cases; None where nobody can, or nobody can tell who is near.

    for_a_lead: somebody who knows who is near looks at them all before they hold, so one is found there too.

    Cases with the fewest possible auditors come first. Each goes to whoever of the possible has least to do for what
    they can take: open audits and those of the last months, those given out here counted. `terms` are by draw.
    """
    at_work = {auditor.person_id: auditor for auditor in auditors}
    of_draws = dict(terms or {})
    near = [nearness(case, place) for case in cases]
    possible = [len(at_work.keys() - found.keys()) for found in near]
    chosen: list[UUID | None] = [None] * len(cases)
    for number in sorted(range(len(cases)), key=lambda number: (possible[number], cases[number].case_id)):
        case = cases[number]
        ours = of_draws.get(case.of, NO_TERMS)
        can_tell = case.is_placed or for_a_lead
        able = [one for one in at_work.values() if can_tell and not why_not(one, ours, near[number])]
        if able:
            found = min(able, key=lambda one: (burden(one), turn(case.case_id, one.person_id)))
            chosen[number] = found.person_id
            at_work[found.person_id] = found.with_one_more()
            of_draws[case.of] = replace(ours, given={**ours.given, found.person_id: _given(ours, found) + 1})
    return chosen


def _given(terms: Terms, auditor: Auditor) -> int:
    return terms.given.get(auditor.person_id, 0)


def burden(auditor: Auditor) -> Fraction:
    """What somebody has to do and did in the last months, for what they can take."""
    return (auditor.open_audits + auditor.recent_audits) / auditor.weight
