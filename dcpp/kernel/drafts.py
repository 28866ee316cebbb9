"""Drafts that save themselves, field by field, without one window writing over another in silence.

A window sends, for each field that it changed, the text it began from and the text it holds now. A field whose stored
text is still what the window began from is saved; one that somebody changed meanwhile is a conflict and stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One field as a window began with it (`before`) and as it is there now (`after`)."""

    before: str
    after: str


@dataclass(frozen=True)
class Settled:
    """What to save, and what is in conflict: by field, the text that is stored now."""

    to_save: dict[str, str]
    conflicts: dict[str, str]


def settle(stored: Mapping[str, str], changes: Mapping[str, Change]) -> Settled:
    """Compare a window's changes with what is stored. Every change names a stored field."""
    news = {name: change for name, change in changes.items() if change.after != stored[name]}
    conflicts = {name: stored[name] for name, change in news.items() if change.before != stored[name]}
    return Settled({name: change.after for name, change in news.items() if name not in conflicts}, conflicts)
