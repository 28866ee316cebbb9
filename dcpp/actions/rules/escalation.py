"""Who hears of an action that is late, and when: four rungs by age, up the line."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from dcpp.actions.rules.ladder import AGE_BANDS, WITH_OWNER, ActionState

CHECK_WITHIN_DAYS = 14
"""A finished action that nobody has checked for so long is late too: then the days count from there."""
QUIET_DAYS = 14
"""After a sign of life an action is not escalated again before so many days without another."""


class Rung(StrEnum):
    """Who is told, from the bottom up; each belongs to one age band of AGE_BANDS."""

    TEAM_MANAGER = "team_manager"
    SERVICE_MANAGER = "service_manager"
    HEAD_OF_SERVICE = "head_of_service"
    BOARD = "board"

    @property
    def label(self) -> str:
        return "Quality assurance board" if self is Rung.BOARD else self.value.replace("_", " ").capitalize()

    @property
    def height(self) -> int:
        return list(Rung).index(self)


@dataclass(frozen=True)
class Told:
    """One escalation that was made: its rung, in which spell, and when it came down; None while in force."""

    rung: Rung
    spell: int
    ended_on: date | None


def days_late(state: ActionState, due_on: date, done_on: date | None, today: date) -> int:
    """Days since the owner should have finished or, once finished, since somebody should have checked; at least 0."""
    if state in WITH_OWNER:
        return max(0, (today - due_on).days)
    if state is ActionState.DONE_BY_OWNER and done_on:
        return max(0, (today - done_on).days - CHECK_WITHIN_DAYS)
    return 0


def rung_for(days: int) -> Rung | None:
    """The rung that so many days late belong to; None while not late."""
    if days <= 0:
        return None
    return next(rung for rung, band in zip(Rung, AGE_BANDS, strict=True) if band.holds(days))


def next_step(days: int, told: Sequence[Told], today: date) -> tuple[Rung, int] | None:
    """The rung to tell now and the spell it belongs to; None when there is nothing new to tell.

    Each rung is told once in a spell. A spell ends when the action shows life; another begins after QUIET_DAYS.
    """
    rung = rung_for(days)
    if rung is None:
        return None
    standing = [one for one in told if one.ended_on is None]
    if standing:
        higher = rung.height > max(one.rung.height for one in standing)
        return (rung, standing[0].spell) if higher else None
    ended = [one.ended_on for one in told if one.ended_on]
    if ended and today < max(ended) + timedelta(days=QUIET_DAYS):
        return None
    return rung, max((one.spell for one in told), default=0) + 1


def line_above(person_id: UUID, managers: Mapping[UUID, UUID | None], here: Container[UUID]) -> list[UUID]:
    """Everybody who manages a person, nearest first, who has not left. Circles end by themselves."""
    seen, line = {person_id}, []
    above = managers.get(person_id)
    while above is not None and above not in seen:
        seen.add(above)
        if above in here:
            line.append(above)
        above = managers.get(above)
    return line


def holder_of(rung: Rung, line: Sequence[UUID], named: UUID | None, owner_id: UUID) -> UUID | None:
    """Who stands on a rung for an owner: whoever the Centre named, else so far up the line, else its top.

    Nobody is told of an action of their own: then it is the next above them.
    """
    others = [person_id for person_id in line if person_id != owner_id]
    if named is not None and named != owner_id:
        return named
    if not others:
        return None
    return others[-1] if rung is Rung.BOARD else others[min(rung.height, len(others) - 1)]
