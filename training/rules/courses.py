"""What a course is, and which course may ask for which."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from dcpp.kernel.refusal import Refusal

Key = TypeVar("Key")


class CannotKeepCourse(Refusal):
    """Something said of a course cannot be so."""


class CannotRetireCourse(Refusal):
    pass


class Level(StrEnum):
    """How far a course goes, from what everybody should know to leading others."""

    AWARENESS = "awareness"
    CORE = "core"
    ADVANCED = "advanced"
    LEADING = "leading"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


MEANINGS = {
    Level.AWARENESS: "what everybody who meets families should know",
    Level.CORE: "what a practitioner needs for the work",
    Level.ADVANCED: "for those who do this work often and want to go further",
    Level.LEADING: "for those who lead, supervise or teach others",
}


def would_circle(course: Key | None, needs: Collection[Key], asked: Mapping[Key, Collection[Key]]) -> bool:
    """Whether a course would come to ask for itself. `asked` gives what each course asks for."""
    seen: set[Key] = set()
    waiting = list(needs)
    while waiting:
        one = waiting.pop()
        if one == course:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(asked.get(one, ()))
    return False
