"""Names and addresses of people, for the ground floor: whoever keeps the staff list answers, upstairs."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from flask import Flask, current_app


class Directory:
    """Two questions that the kernel may ask about a person. Until somebody answers them, nobody is known."""

    def __init__(self) -> None:
        self.find_address: Callable[[UUID], str | None] = lambda _person_id: None
        self.find_names: Callable[[Iterable[UUID]], Mapping[UUID, str]] = lambda _person_ids: {}


def register(app: Flask) -> None:
    app.extensions["directory"] = Directory()


def directory() -> Directory:
    found: Directory = current_app.extensions["directory"]
    return found


def find_address(person_id: UUID) -> str | None:
    """The work e-mail of somebody who may still get mail; None once they have left."""
    return directory().find_address(person_id)


def find_names(person_ids: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """The names of several people in one question; unknown people are left out."""
    return directory().find_names({person_id for person_id in person_ids if person_id is not None})
