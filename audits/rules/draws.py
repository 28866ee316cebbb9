"""How far a draw has come, and what it waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from audits.rules.programmes import SeedScheme
from dcpp.kernel.refusal import Refusal

WORKING_DAYS_TO_REVEAL = 3
OPEN_AHEAD_WORKING_DAYS = 5


class CannotOpenDraw(Refusal):
    pass


class CannotAbandonDraw(Refusal):
    pass


class DrawState(StrEnum):
    OPEN = "open"
    FROZEN = "frozen"
    DRAWN = "drawn"
    ABANDONED = "abandoned"

    @property
    def label(self) -> str:
        return {
            DrawState.OPEN: "Open",
            DrawState.FROZEN: "Frozen",
            DrawState.DRAWN: "Drawn",
            DrawState.ABANDONED: "Abandoned",
        }[self]


class KeptBy(StrEnum):
    """Who keeps a committed value until the list is frozen, in the words of the evidence."""

    PLATFORM = "the platform"
    PERSON = "the person"


@dataclass(frozen=True)
class Promise:
    """What one person committed, as far as waiting goes."""

    person_id: UUID
    kept_by: KeptBy
    is_revealed: bool


@dataclass(frozen=True)
class Wait:
    """What must be done next. `person_id` is the only one who can, or None for anybody who may."""

    sentence: str
    person_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Everything that tells what a draw waits for."""

    state: DrawState
    scheme: SeedScheme
    month: date
    freezes_on: date
    known_on: date | None
    promises: Sequence[Promise]
    readers: Sequence[UUID]
    working_days_late: int = 0


def waits_of(progress: Progress, today: date, names: Mapping[UUID, str]) -> list[Wait]:
    """What a draw waits for, in the order of work; empty when nothing stands between it and the sample."""
    if progress.state not in {DrawState.OPEN, DrawState.FROZEN}:
        return []
    from_people = progress.scheme is SeedScheme.TWO_PEOPLE
    waits = _waits_for_people(progress, names) if from_people else _waits_for_publication(progress, today, names)
    if waits and progress.working_days_late > 0:
        days = "1 working day" if progress.working_days_late == 1 else f"{progress.working_days_late} working days"
        waits.append(Wait(f"This is {days} late. No other seed is used: only a person can abandon the draw."))
    if progress.state is DrawState.OPEN:
        waits.append(Wait(f"The list of cases must be frozen, from {_day(progress.freezes_on)}."))
    return waits


def _waits_for_people(progress: Progress, names: Mapping[UUID, str]) -> list[Wait]:
    if not progress.promises:
        return [Wait("Two people must each commit a value.")]
    if len(progress.promises) == 1:
        who = _name(progress.promises[0].person_id, names)
        return [Wait(f"One more person must commit a value; {who} has.")]
    if progress.state is DrawState.OPEN:
        return []
    return [
        Wait(f"{_name(one.person_id, names)} must reveal the value they committed.", one.person_id)
        for one in progress.promises
        if one.kept_by is KeptBy.PERSON and not one.is_revealed
    ]


def _waits_for_publication(progress: Progress, today: date, names: Mapping[UUID, str]) -> list[Wait]:
    if progress.known_on is None:
        return [Wait("Somebody must name the public value before the list is frozen.")]
    if progress.state is DrawState.OPEN:
        return []
    if today < progress.known_on:
        return [Wait(f"The public value will be known on {_day(progress.known_on)}.")]
    if len(progress.readers) == 1:
        who = _name(progress.readers[0], names)
        return [Wait(f"Somebody other than {who} must read the public value and enter it.")]
    return [] if progress.readers else [Wait("Two people must each read the public value and enter it.")]


def _name(person_id: UUID, names: Mapping[UUID, str]) -> str:
    return names.get(person_id, "Somebody who has left")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class Step(StrEnum):
    """What one person can do to a draw now, in the order of work."""

    NAME_PUBLIC_VALUE = "name_public_value"
    COMMIT_VALUE = "commit_value"
    FREEZE_FRAME = "freeze_frame"
    REVEAL_VALUE = "reveal_value"
    READ_PUBLIC_VALUE = "read_public_value"
    DRAW_SAMPLE = "draw_sample"
    ABANDON_DRAW = "abandon_draw"


def steps_open_to(progress: Progress, person_id: UUID, *, today: date, may_commit: bool, may_draw: bool) -> list[Step]:
    """The steps that a person can take; drawing by hand is offered only when nothing else is waited for."""
    state, from_people = progress.state, progress.scheme is SeedScheme.TWO_PEOPLE
    mine = next((one for one in progress.promises if one.person_id == person_id), None)
    is_frozen = state is DrawState.FROZEN
    nothing_waits = is_frozen and not waits_of(progress, today, {})
    can = {
        Step.NAME_PUBLIC_VALUE: may_draw and not from_people and state is DrawState.OPEN,
        Step.COMMIT_VALUE: may_commit and from_people and _may_commit_now(progress, mine),
        Step.FREEZE_FRAME: may_draw and state is DrawState.OPEN and today >= progress.month,
        Step.REVEAL_VALUE: may_commit and is_frozen and len(progress.promises) > 1 and _may_reveal(mine),
        Step.READ_PUBLIC_VALUE: may_commit and is_frozen and not from_people and _is_known(progress, today),
        Step.DRAW_SAMPLE: may_draw and nothing_waits,
        Step.ABANDON_DRAW: may_draw and state is not DrawState.ABANDONED,
    }
    return [step for step in Step if can[step]]


def _may_commit_now(progress: Progress, mine: Promise | None) -> bool:
    if mine is not None:
        return progress.state is DrawState.OPEN
    return progress.state in {DrawState.OPEN, DrawState.FROZEN} and len(progress.promises) < 2


def _may_reveal(mine: Promise | None) -> bool:
    return mine is not None and mine.kept_by is KeptBy.PERSON and not mine.is_revealed


def _is_known(progress: Progress, today: date) -> bool:
    return progress.known_on is not None and today >= progress.known_on
