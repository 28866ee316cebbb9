"""A figure whose every number knows the list behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dcpp.inspection.rules import outside
from dcpp.inspection.rules.snapshot import Figure

ALL = "all"
Behind = Mapping[str, str]
"""The parts of an address that lead to the records behind a number."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A figure, and where its numbers lead.

    unit: what is counted; by, values: what its rows are broken down by, and each row's value; measures: by column, what
    a number in it counts, empty where it counts nothing; row_measures: the same, where each row counts something else;
    column_units: the same of what is counted, where columns count different things; shared: parts of the address that
    all of its numbers share; chooses: the filter of its page that a row's name sets, where it sets one.
    """

    figure: Figure
    unit: str
    by: str
    values: Sequence[str]
    measures: Sequence[str]
    total: str = ALL
    shared: Behind = field(default_factory=dict)
    row_measures: Sequence[Sequence[str]] = ()
    column_units: Sequence[str] = ()
    chooses: str = ""

    @property
    def key(self) -> str:
        return self.figure.key

    def behind(self, row: int, column: int) -> Behind | None:
        """Where the number in a cell leads; None where it counts nothing."""
        measures = self.row_measures[row] if self.row_measures else self.measures
        measure, cell = measures[column], self.figure.rows[row].cells[column]
        if not measure or not isinstance(cell, int) or cell <= 0:
            return None
        unit = self.column_units[column] if self.column_units else self.unit
        where = {"by": self.by, "value": self.values[row]} if self.by else {}
        return {**self.shared, "unit": unit, "measure": measure, **where}

    def behind_all(self) -> Behind | None:
        """Where the figure's n leads; None where there is nothing, or where it is for outside."""
        if self.figure.n == 0 or not self.unit:
            return None
        return {**self.shared, "unit": self.unit, "measure": self.total}


def for_outside(counted: Counted) -> Counted:
    """Without small numbers, and without a way to the records."""
    nothing = [""] * len(counted.measures)
    return replace(
        counted, figure=outside.suppressed(counted.figure), unit="", measures=nothing, row_measures=(), chooses=""
    )
