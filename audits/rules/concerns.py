"""An immediate concern: how far it has come, who is to be told, and what is refused."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from dcpp.kernel.refusal import Refusal

ANSWER_HOURS = 4
"""Working hours to acknowledge a concern, unless the Centre sets others."""
LEAST_HOURS, MOST_HOURS = 1, 16


class CannotRaiseConcern(Refusal):
    pass


class CannotAcknowledgeConcern(Refusal):
    pass


class CannotUpdateConcern(Refusal):
    pass


class CannotCloseConcern(Refusal):
    pass


class CannotWithdrawConcern(Refusal):
    pass


class ConcernState(StrEnum):
    """From raised to closed; withdrawn where two people agree that it was none."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return "Waiting for an answer" if self is ConcernState.RAISED else self.value.capitalize()

    @property
    def is_open(self) -> bool:
        return self in OPEN


OPEN = (ConcernState.RAISED, ConcernState.ACKNOWLEDGED)


class ConcernRung(StrEnum):
    """As whom somebody was told, from the bottom up."""

    CHOSEN = "chosen"
    TEAM_MANAGER = "team_manager"
    SERVICE_MANAGER = "service_manager"
    HEAD_OF_SERVICE = "head_of_service"
    SENIOR_MANAGERS = "senior_managers"

    @property
    def label(self) -> str:
        if self is ConcernRung.CHOSEN:
            return "Chosen by whoever raised it"
        if self is ConcernRung.SENIOR_MANAGERS:
            return "Senior managers and practice leads"
        return self.value.replace("_", " ").capitalize()


BY_LINE = (ConcernRung.TEAM_MANAGER, ConcernRung.SERVICE_MANAGER, ConcernRung.HEAD_OF_SERVICE)


class ConcernLineKind(StrEnum):
    """What one line of a concern's history says."""

    RAISED = "raised"
    TOLD = "told"
    ESCALATED = "escalated"
    ACKNOWLEDGED = "acknowledged"
    UPDATED = "updated"
    CLOSED = "closed"
    SEEN = "seen"
    WITHDRAWAL_ASKED = "withdrawal_asked"
    WITHDRAWAL_REFUSED = "withdrawal_refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            ConcernLineKind.RAISED: "Concern raised",
            ConcernLineKind.TOLD: "Told at once",
            ConcernLineKind.ESCALATED: "Not acknowledged in time, so told",
            ConcernLineKind.ACKNOWLEDGED: "Acknowledged",
            ConcernLineKind.UPDATED: "Update",
            ConcernLineKind.CLOSED: "What was done for the child",
            ConcernLineKind.SEEN: "Seen by whoever raised it",
            ConcernLineKind.WITHDRAWAL_ASKED: "Asked to withdraw it",
            ConcernLineKind.WITHDRAWAL_REFUSED: "Not withdrawn",
            ConcernLineKind.WITHDRAWN: "Withdrawn",
        }[self]


@dataclass(frozen=True)
class Step:
    """Who is told together, and as whom; nobody where the council has nobody left to tell."""

    rung: ConcernRung
    person_ids: tuple[UUID, ...]


def steps_by_line(
    chain: Sequence[UUID], named: Mapping[ConcernRung, UUID], here: Container[UUID], left_out: Collection[UUID]
) -> list[Step]:
    """The three rungs of the line that have somebody, nearest first, each person once.

    `chain` is everybody above the case, nearest first, those who left among them: so nobody is told as whom they are
    not. `named` is whom the Centre put on a rung. `left_out` are the raiser and whoever holds the case.
    """
    steps: list[Step] = []
    told = set(left_out)
    for place, rung in enumerate(BY_LINE):
        found = named.get(rung)
        if found is None or found not in here:
            found = chain[place] if place < len(chain) else None
        if found is not None and found in here and found not in told:
            steps.append(Step(rung, (found,)))
            told.add(found)
    return steps


def next_step(steps: Sequence[Step], top: Sequence[UUID], told: Collection[UUID]) -> Step:
    """Who is told next: the first above everybody who was told, then all at the top who were not.

    Where the raiser chose somebody who is not in the line, the first of the line was passed over and stays so.
    """
    places = [place for place, step in enumerate(steps) if step.person_ids[0] in told]
    above = (max(places) if places else 0) + 1 if told else 0
    for step in steps[above:]:
        return step
    return Step(ConcernRung.SENIOR_MANAGERS, tuple(one for one in top if one not in told))


def may_answer(raised_by_id: UUID, practitioner_id: UUID | None, person_id: UUID) -> bool:
    """Somebody who neither raised it nor holds the case."""
    return person_id not in {raised_by_id, practitioner_id}
