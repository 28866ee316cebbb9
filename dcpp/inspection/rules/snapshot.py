"""A month as it was seen on one day: every figure with its meaning, its n and the records behind it.

The snapshot is kept as text, and everything else (screen, PDF, workbook) is made from that text alone.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

Cell = str | int | float | None

SMALL = 5
"""Fewer than this many cannot tell anything, and are not shown outside the Centre."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading. kind: text, number, percent and limit (0 to 100), day (ISO), month (ISO day of its first).

    rate and days are numbers too, but count nothing: so many for a hundred, and how long it took.
    """

    title: str
    kind: str = "number"

    @property
    def is_number(self) -> bool:
        return self.kind in {"number", "percent", "limit", "rate", "days"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a figure; records: the references of what was counted in it."""

    cells: tuple[Cell, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """How a figure is drawn; columns: which, by place; most: how many rows, from the top; note: said under it.

    run is a share by month with limits, months one without; grades has a bar for each column, stacked one for each
    row, both made of parts; mix is stacked with grades as parts; bars has one for each row.
    """

    kind: str
    columns: tuple[int, ...]
    most: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing counted. section: where it stands in the report; source: the query that it was read with.

    is_few: n is too small to be said outside, and is told as 0.
    """

    key: str
    section: str
    title: str
    headline: str
    definition: str
    source: str
    as_at: date
    n: int
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chart: Chart | None = None
    missing: tuple[str, ...] = ()
    is_few: bool = False

    @property
    def n_words(self) -> str:
        """As in "28 audits"."""
        return f"{'fewer than five' if self.is_few else format(self.n, ',')} {self.unit}"

    @property
    def records(self) -> list[str]:
        """Every reference behind the figure, once, in order."""
        return sorted({reference for row in self.rows for reference in row.records})


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report, with its heading."""

    key: str
    title: str
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the summary, and the figures that it was made from."""

    text: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A record behind a figure: enough to find it, nothing about who it is about."""

    kind: str
    id: str
    service: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Seal:
    """The newest seal of the trail when the snapshot was made, so that a copy of it lies outside the building."""

    number: int
    hash: str
    sealed_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that a report says. edition: 1 for the first report of the month; taken_at: ISO moment in UTC.

    address: of the platform; it and the colour are kept so that every copy is made alike.
    """

    council: str
    colour: str
    address: str
    reference: str
    month: date
    edition: int
    as_at: date
    last_day: date
    is_running: bool
    taken_at: str
    judgement_set: str
    judgements: tuple[str, ...]
    seal: Seal | None
    summary: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    records: Mapping[str, Behind]
    notes: tuple[str, ...] = ()
    is_for_outside: bool = False
    format: int = 1

    def figure(self, key: str) -> Figure:
        """LookupError when there is none."""
        for each in self.figures:
            if each.key == key:
                return each
        raise LookupError(f"No figure has the key {key!r}")

    def figures_of(self, section: str) -> list[Figure]:
        return [figure for figure in self.figures if figure.section == section]

    def behind(self, references: Sequence[str]) -> list[tuple[str, Behind]]:
        """The records of some references, newest first."""
        found = [(reference, self.records[reference]) for reference in references if reference in self.records]
        return sorted(found, key=lambda pair: (-pair[1].on.toordinal(), pair[0]))


def to_text(snapshot: Snapshot) -> str:
    """Canonical JSON: the same snapshot always gives the same text, on every machine."""
    written = json.dumps(asdict(snapshot), default=date.isoformat, sort_keys=True, ensure_ascii=False, indent=1)
    return written + "\n"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def from_text(text: str) -> Snapshot:
    """The snapshot that a text tells of."""
    told: dict[str, Any] = json.loads(text)
    for name in ("month", "as_at", "last_day"):
        told[name] = date.fromisoformat(told[name])
    told["judgements"], told["notes"] = tuple(told["judgements"]), tuple(told["notes"])
    told["seal"] = Seal(**told["seal"]) if told["seal"] else None
    told["summary"] = tuple(Sentence(each["text"], tuple(each["figures"])) for each in told["summary"])
    told["sections"] = tuple(Section(**each) for each in told["sections"])
    told["figures"] = tuple(_figure(each) for each in told["figures"])
    told["records"] = {
        reference: Behind(**{**each, "on": date.fromisoformat(each["on"])})
        for reference, each in told["records"].items()
    }
    return Snapshot(**told)


def _figure(told: dict[str, Any]) -> Figure:
    chart = told["chart"]
    return Figure(
        **{
            **told,
            "as_at": date.fromisoformat(told["as_at"]),
            "columns": tuple(Column(**each) for each in told["columns"]),
            "rows": tuple(Row(tuple(each["cells"]), tuple(each["records"])) for each in told["rows"]),
            "chart": Chart(**{**chart, "columns": tuple(chart["columns"])}) if chart else None,
            "missing": tuple(told["missing"]),
        }
    )
