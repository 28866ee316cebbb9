"""The story of a draw, from the trail, in sentences."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dcpp.kernel import trail
from dcpp.people import queries as people

SENTENCES = {
    "DrawOpened": "Draw opened",
    "ValueCommitted": "Committed a value",
    "PublicValueNamed": "Named the public value",
    "FrameFrozen": "Froze the list",
    "ValueRevealed": "A committed value was revealed",
    "PublicValueRead": "Read and entered the public value",
    "SampleDrawn": "Drew the sample",
    "CaseReplaced": "Replaced a case",
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
    entries = [entry for entry in trail.entries_of("draw", draw_id) if entry.event in SENTENCES]
    names = people.names_of({entry.who_id for entry in entries if entry.who_id})
    replacing = _replacing(entries)
    return [
        Told(
            entry.happened_at,
            names.get(entry.who_id) if entry.who_id else None,
            "Replaced a committed value" if entry.id in replacing else SENTENCES[entry.event],
        )
        for entry in entries
    ]


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
