"""The trail, for those who may read it: who did what, when, from where, and which seal covers it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from dcpp.kernel import seals
from dcpp.kernel.access import may, viewer
from dcpp.kernel.events import Event
from dcpp.kernel.trail import BY_ITSELF, TrailEntry
from dcpp.operations import access, queries
from dcpp.operations.views import blueprint
from dcpp.people import queries as people
from dcpp.web import exports
from dcpp.web.listing import ROWS_AT_ONCE, Listing, OnDay, OneOf, Words
from dcpp.web.sheets import Cell, Sheet


@dataclass(frozen=True)
class Line:
    """An entry in words."""

    happened_at: datetime
    what: str
    kind: str
    record_kind: str
    record_id: UUID | None
    facts: list[tuple[str, str]]
    who: str
    origin: str
    seal: int | None


@blueprint.get("/trail")
@may(access.VIEW_TRAIL)
def view_trail() -> ResponseReturnValue:
    listing = trail_listing()
    return render_template(
        "operations/view_trail.html", listing=listing, lines=lines_of(listing.rows), newest=seals.newest_seal()
    )


@blueprint.get("/trail/export")
@may(access.VIEW_TRAIL)
def export_trail() -> ResponseReturnValue:
    """In words, as on screen, the names and seals of a part at a time."""
    listing = trail_listing()
    sheet = Sheet("Trail", COLUMNS, _cells(listing), exports.facts_of_listing(listing, "Trail"))
    return exports.send_sheets(sheet, name="trail", kind="trail")


COLUMNS = ("When", "What happened", "Kind of record", "Id of the record", "Who", "From", "Facts", "Seal")


def _cells(listing: Listing) -> Iterator[list[Cell]]:
    entries = listing.stream()
    while some := list(islice(entries, ROWS_AT_ONCE)):
        for line in lines_of(some):
            facts = "; ".join(f"{name}: {words}" for name, words in line.facts)
            record_id = str(line.record_id or "")
            yield [line.happened_at, line.what, line.kind, record_id, line.who, line.origin, facts, line.seal]


def trail_listing() -> Listing:
    return Listing(
        queries.select_trail(viewer().person_id),
        args=request.args,
        columns={"when": TrailEntry.id},
        tie=TrailEntry.id,
        filters=[
            OneOf(
                "kind", "Kind of record", _options(queries.list_kinds()), lambda kind: TrailEntry.record_kind == kind
            ),
            OneOf("event", "What happened", _options(_event_names()), lambda name: TrailEntry.event == name),
            Words("person", "Person’s name", queries.by_person),
            OnDay("day", "Day", queries.on_day),
            Words("record", "Id of a record", queries.of_record),
        ],
        usual="-when",
    )


def lines_of(entries: Sequence[TrailEntry]) -> list[Line]:
    names = people.names_of({doer for entry in entries if (doer := _doer(entry))})
    sealed = queries.seals_over([entry.id for entry in entries])
    return [
        Line(
            happened_at=entry.happened_at,
            what=_in_words(entry.event),
            kind=_in_words(entry.record_kind),
            record_kind=entry.record_kind,
            record_id=entry.record_id,
            facts=_facts(entry.details),
            who=_who(entry, names),
            origin=entry.origin,
            seal=sealed.get(entry.id),
        )
        for entry in entries
    ]


def _who(entry: TrailEntry, names: Mapping[UUID, str]) -> str:
    if doer := _doer(entry):
        return names.get(doer, "Somebody who is no longer listed")
    what, _, name = entry.acting.partition(":")
    return f"The platform ({what} {_in_words(name).lower()})" if name else "Before signing in"


def _doer(entry: TrailEntry) -> UUID | None:
    """Who did it; on the way in nobody is signed in yet, but what is done there is done by the one it is about."""
    if entry.who_id or entry.acting or entry.event not in queries.ON_THE_WAY_IN:
        return entry.who_id
    return entry.record_id


def _facts(details: str) -> list[tuple[str, str]]:
    """What an event says besides its record, as words."""
    said = json.loads(details)
    return [(_in_words(name), _plain(value)) for name, value in said.items() if value not in (None, "", [])]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    return json.dumps(value) if isinstance(value, dict) else str(value)


def _in_words(name: str) -> str:
    """FindingRecorded and audit_finding as in Finding recorded and Audit finding."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").capitalize()


def _options(names: Sequence[str]) -> list[tuple[str, str]]:
    return sorted(((name, _in_words(name)) for name in names), key=lambda option: option[1])


def _event_names() -> list[str]:
    """Every event that the platform can announce, and those that the trail keeps by itself."""
    return [kind.__name__ for kind in _kinds_of(Event)] + [*BY_ITSELF]


def _kinds_of(event: type[Event]) -> list[type[Event]]:
    return [found for kind in event.__subclasses__() for found in (kind, *_kinds_of(kind))]
