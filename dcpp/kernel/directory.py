"""Addresses of people, for the ground floor: whoever keeps the staff list answers, upstairs."""

from collections.abc import Callable
from uuid import UUID

from flask import Flask, current_app


class Directory:
    """What the kernel may ask about a person. Until somebody upstairs answers, nobody is known."""

    def __init__(self) -> None:
        self.find_address: Callable[[UUID], str | None] = lambda _person_id: None


def register(app: Flask) -> None:
    app.extensions["directory"] = Directory()


def directory() -> Directory:
    found: Directory = current_app.extensions["directory"]
    return found


def find_address(person_id: UUID) -> str | None:
    """The work e-mail of somebody who may still get mail; None once they have left."""
    return directory().find_address(person_id)
