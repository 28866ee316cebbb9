"""The story of a draw, from the trail, in sentences."""

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
    entries = trail.entries_of("draw", draw_id)
    names = people.names_of({entry.who_id for entry in entries if entry.who_id})
    return [
        Told(entry.happened_at, names.get(entry.who_id) if entry.who_id else None, SENTENCES[entry.event])
        for entry in entries
        if entry.event in SENTENCES
    ]
