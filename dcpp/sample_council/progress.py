"""How far a made-up council has come, as the database’s own trail says it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from dcpp.kernel.db import db
from dcpp.kernel.trail import TrailEntry
from dcpp.operations.events import SampleCouncilBegun, SampleCouncilMade, SampleMonthMade


@dataclass(frozen=True)
class Filling:
    """A council that was begun: its size’s name and seed, the moment it is told from, and the months that are there."""

    id: UUID
    size: str
    seed: int
    begun_at: datetime
    months: tuple[date, ...]
    is_made: bool

    @property
    def reached(self) -> str:
        """Up to where it has come, for a sentence."""
        return f"has come as far as {self.months[-1]:%B %Y}" if self.months else "holds its people and nothing else"

    @property
    def sentence(self) -> str:
        """What to do about a council that was broken off."""
        return (
            f"This database holds an unfinished made-up council, which {self.reached}. "
            f"Go on with it: dcpp sample-council --size {self.size} --seed {self.seed}"
        )


def find_filling() -> Filling | None:
    """The made-up council of this database; None where none was begun."""
    kind = SampleCouncilBegun.about.removesuffix("_id")
    entries = db.session.scalars(select(TrailEntry).where(TrailEntry.record_kind == kind).order_by(TrailEntry.id)).all()
    if not entries:
        return None
    begun, facts = entries[0], [(entry.event, json.loads(entry.details)) for entry in entries]
    if begun.record_id is None:
        raise LookupError("The trail has a made-up council without its id")
    return Filling(
        id=begun.record_id,
        size=facts[0][1]["size"],
        seed=facts[0][1]["seed"],
        begun_at=begun.happened_at,
        months=tuple(date.fromisoformat(said["month"]) for event, said in facts if event == SampleMonthMade.__name__),
        is_made=any(event == SampleCouncilMade.__name__ for event, _said in facts),
    )
