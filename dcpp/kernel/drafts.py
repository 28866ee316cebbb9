"""Drafts that save themselves, field by field, without one window writing over another in silence.

A window sends, for each field that it changed, the text it began from and the text it holds now. A field whose stored
text is still what the window began from is saved; one that somebody changed meanwhile is a conflict, and stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dcpp.kernel.refusal import Refusal


@dataclass(frozen=True)
class Change:
    """One field as a window began with it (`before`) and as it is there now (`after`)."""

    before: str
    after: str


class CannotOverwrite(Refusal):
    """Somebody else changed the same fields. `theirs` holds what is stored now, by field."""

    def __init__(self, theirs: Mapping[str, str]) -> None:
        super().__init__("Somebody else has changed this since you opened it. Compare both texts and choose one.")
        self.theirs = dict(theirs)


def settle(stored: Mapping[str, str], changes: Mapping[str, Change]) -> tuple[dict[str, str], dict[str, str]]:
    """What to save, and what is in conflict (by field, the stored text). Every change names a stored field."""
    to_save = {name: change.after for name, change in changes.items() if stored[name] == change.before}
    conflicts = {
        name: stored[name] for name, change in changes.items() if name not in to_save and stored[name] != change.after
    }
    return {name: after for name, after in to_save.items() if after != stored[name]}, conflicts
