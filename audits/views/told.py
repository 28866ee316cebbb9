"""The story of a draw, from the trail, in sentences."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audits.rules.draws import KeptBy
from dcpp.kernel import trail
from dcpp.people import queries as people

SENTENCES = {
    "DrawOpened": "Draw opened",
    "ValueCommitted": "Committed a value",
    "PublicValueNamed": "Named the public value",
    "FrameFrozen": "Froze the list",
    "ValueRevealed": "Revealed the value they had committed",
    "PublicValueRead": "Read and entered the public value",
    "SampleDrawn": "Drew the sample",
    "CaseReplaced": "Replaced a case",
    "SampleToppedUp": "Drew more cases",
    "SampleVerified": "Did the draw again to check it",
    "DrawAbandoned": "Abandoned the draw",
    "Downloaded": "Downloaded the evidence",
}


@dataclass(frozen=True)
class Told:
    """One entry of a timeline; `who` is None for the platform itself."""

    at: datetime
    who: str | None
    what: str


def story_of(draw_id: UUID) -> list[Told]:
    """What happened to a draw, newest first."""
    entries = trail.entries_of("draw", draw_id, SENTENCES)
    doers = {entry.who_id for entry in entries if entry.who_id}
    names = people.names_of(doers | {owner for entry in entries if (owner := _owner(entry))})
    replacing = _replacing(entries)
    return [_told(entry, names, is_replacing=entry.id in replacing) for entry in entries]


def _told(entry: trail.TrailEntry, names: Mapping[UUID, str], *, is_replacing: bool) -> Told:
    who, what = names.get(entry.who_id) if entry.who_id else None, SENTENCES[entry.event]
    if is_replacing:
        what = "Replaced a committed value"
    elif owner := _owner(entry):
        name = names.get(owner, "somebody who has left")
        what = f"The platform opened {name}’s lodged value"
        who = None  # whoever moved the draw on opened nothing
    return Told(entry.happened_at, who, what)


def _owner(entry: trail.TrailEntry) -> UUID | None:
    """Whose value the platform opened, where that is what happened."""
    said = json.loads(entry.details) if entry.event == "ValueRevealed" else {}
    return UUID(said["person_id"]) if said.get("kept_by") == KeptBy.PLATFORM else None


def _replacing(entries: Sequence[trail.TrailEntry]) -> set[int]:
    """Which entries tell of a commitment by somebody who had committed before."""
    committed: set[str] = set()
    found = set()
    for entry in reversed(entries):
        if entry.event == "ValueCommitted":
            person_id = json.loads(entry.details)["person_id"]
            if person_id in committed:
                found.add(entry.id)
            committed.add(person_id)
    return found
