"""What happened, said in the past tense. One table upstairs says what follows (dcpp.wiring.REACTIONS)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from flask import Flask, current_app

from dcpp.kernel import trail


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact, with what another domain would need, and no rows and no free text.

    `about` names the field that holds the id of the record the fact belongs to: "audit_id".
    """

    about: ClassVar[str]

    happened_at: datetime

    @property
    def record_kind(self) -> str:
        return self.about.removesuffix("_id")

    @property
    def record_id(self) -> UUID:
        found: UUID = getattr(self, self.about)
        return found

    @property
    def details(self) -> dict[str, Any]:
        """Everything else that the fact says, as the trail keeps it."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in {"happened_at", self.about}}


Reactions = Mapping[type[Event], Sequence[Callable[[Any], None]]]


def register(app: Flask, reactions: Reactions) -> None:
    app.extensions["reactions"] = reactions


def announce(event: Event) -> None:
    """Tell the application what happened, in the same transaction as what happened.

    The trail keeps it first; then each reaction runs, in the order that the table gives. Exceptions travel.
    """
    trail.keep(
        happened_at=event.happened_at,
        event=type(event).__name__,
        record_kind=event.record_kind,
        record_id=event.record_id,
        details=event.details,
    )
    for react in current_app.extensions["reactions"].get(type(event), ()):
        react(event)
