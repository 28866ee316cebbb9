"""Addresses and names of people, for the ground floor: whoever keeps the staff list answers, upstairs."""

from collections.abc import Callable, Collection
from uuid import UUID

from flask import Flask, current_app


class Directory:
    """What the kernel may ask about a person. Until somebody upstairs answers, nobody is known."""

    def __init__(self) -> None:
        self.find_address: Callable[[UUID], str | None] = lambda _person_id: None
        self.known_names: Callable[[Collection[str]], Collection[str]] = lambda _names: ()


def register(app: Flask) -> None:
    app.extensions["directory"] = Directory()


def directory() -> Directory:
    found: Directory = current_app.extensions["directory"]
    return found


def find_address(person_id: UUID) -> str | None:
    """The work e-mail of somebody who may still get mail; None once they have left."""
    return directory().find_address(person_id)


def known_names(names: Collection[str]) -> Collection[str]:
    """Those of some names that are of people at work here, of teams or of services."""
    return directory().known_names(names)
