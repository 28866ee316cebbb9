"""The shape that most figures have: a row for each value of a breakdown, with counts that open their lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dcpp.inspection.rules.snapshot import Cell, Chart, Column, Figure, Row
from dcpp.practice.rules.counted import ALL, Counted

NO_NAME = "None named"


@dataclass(frozen=True)
class Line:
    """One row as counted. value: as an address has it; counts: one a measure; more: cells after them."""

    value: str
    label: str
    counts: Sequence[int]
    more: Sequence[Cell] = ()


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a figure is about. columns: of the counts and of what comes after; measures: of the counts alone.

    unit: a key of the records; by: what the rows are broken down by; noun: what n counts, many of them.
    """

    key: str
    title: str
    definition: str
    source: str
    unit: str
    by: str
    noun: str
    columns: Sequence[Column]
    measures: Sequence[str]
    heading: Column
    chart: Chart | None = None
    shared: Mapping[str, str] | None = None
    total: str = ALL
    chooses: str = ""


def table(
    shape: Shape, lines: Sequence[Line], *, n: int, headline: str, as_at: date, missing: Sequence[str] = ()
) -> Counted:
    """The figure of some lines; without any it has no chart."""
    figure = Figure(
        key=shape.key,
        section="practice",
        title=shape.title,
        headline=headline,
        definition=shape.definition,
        source=shape.source,
        as_at=as_at,
        n=n,
        unit=shape.noun,
        columns=(shape.heading, *shape.columns),
        rows=tuple(Row((line.label or NO_NAME, *line.counts, *line.more)) for line in lines),
        chart=shape.chart if lines and n else None,
        missing=tuple(missing),
    )
    after = len(shape.columns) - len(shape.measures)
    return Counted(
        figure=figure,
        unit=shape.unit,
        by=shape.by,
        values=[line.value for line in lines],
        measures=["", *shape.measures, *[""] * after],
        total=shape.total,
        shared=shape.shared or {},
        chooses=shape.chooses,
    )
