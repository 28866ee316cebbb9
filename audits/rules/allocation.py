"""Who audits which case: nobody near the work, the load shared evenly, and the same answer every time."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from dcpp.kernel.refusal import Refusal


class CannotAllocateAudit(Refusal):
    pass


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


@dataclass(frozen=True, kw_only=True)
class CaseToAudit:
    """A drawn case, with the worker and the team that held it on the day of the list, where they are known."""

    case_id: str
    worker_id: UUID | None
    team_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Auditor:
    """Somebody who may be given audits, and how many of theirs are open already."""

    person_id: UUID
    open_audits: int


def too_near(case: CaseToAudit, place: Place) -> set[UUID]:
    """Everybody who cannot audit a case, because they did the work, or answer for it, or work beside it.

    The worker, everybody who manages the worker and everybody whom the worker manages; everybody in the worker's team
    and in the case's team; the managers of those teams, and everybody who manages them.
    """
    near = {case.worker_id} | place.above(case.worker_id) | place.below(case.worker_id) if case.worker_id else set()
    for team in {case.team_id, place.teams.get(case.worker_id) if case.worker_id else None}:
        if team is None:
            continue
        near |= place.members.get(team, set())
        if manager := place.team_managers.get(team):
            near |= {manager} | place.above(manager)
    return near


def is_outside_line(auditor_id: UUID, case: CaseToAudit, place: Place) -> bool | None:
    """None where nothing is known about who held the case, so that nobody can tell."""
    if case.worker_id is None and case.team_id is None:
        return None
    return auditor_id not in too_near(case, place)


def turn(case_id: str, person_id: UUID) -> str:
    """The order among equals: looks like chance, favours nobody, and comes out the same when repeated."""
    return hashlib.sha256(f"{case_id}\n{person_id}\n".encode()).hexdigest()


def allocate(cases: Sequence[CaseToAudit], auditors: Collection[Auditor], place: Place) -> dict[str, UUID | None]:
    """An auditor for each case, by case id; None where nobody stands outside.

    Cases with the fewest possible auditors come first. Each goes to whoever of the possible has the fewest open audits,
    those given out here counted.
    """
    load = {auditor.person_id: auditor.open_audits for auditor in auditors}
    possible = {case.case_id: load.keys() - too_near(case, place) for case in cases}
    chosen: dict[str, UUID | None] = {}
    for case_id in sorted(possible, key=lambda case_id: (len(possible[case_id]), case_id)):
        chosen[case_id] = _least_loaded(case_id, possible[case_id], load)
        if (person_id := chosen[case_id]) is not None:
            load[person_id] += 1
    return chosen


def _least_loaded(case_id: str, possible: Iterable[UUID], load: Mapping[UUID, int]) -> UUID | None:
    return min(possible, key=lambda person_id: (load[person_id], turn(case_id, person_id)), default=None)
