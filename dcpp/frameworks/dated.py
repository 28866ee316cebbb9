"""Things that hold from one day to another."""

import tomllib
from collections.abc import Iterable
from datetime import date
from importlib import resources
from typing import Any, Protocol, TypeVar


class Dated(Protocol):
    """Something with a first day and, once it is replaced, a last day; both inclusive."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


T = TypeVar("T", bound=Dated)


def holds(thing: Dated, on: date) -> bool:
    return thing.valid_from <= on and (thing.valid_to is None or on <= thing.valid_to)


def one_in_force(things: Iterable[T], on: date, what: str) -> T:
    """The one thing that holds on a day; LookupError, naming `what`, when none does."""
    found = [thing for thing in things if holds(thing, on)]
    if not found:
        raise LookupError(f"No {what} is known for {on:%d %B %Y}")
    return max(found, key=lambda thing: thing.valid_from)


def load(name: str) -> dict[str, Any]:
    """The content of one of the data files beside this module, by its name without ending."""
    return tomllib.loads(resources.files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
