"""What leaders count: a unit, what it may be broken down by, and what may be true of it.

The number in a figure and the list behind it come from the same conditions, so they cannot disagree.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, extract, func, select, true

from audits.models import Audit, AuditDraw
from dcpp.kernel.db import db

Condition = ColumnElement[bool]
Choose = Callable[[Any], Condition]
ALL = "all"
"""The measure that everything counted in a unit meets."""


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """One way to break a unit down. read: from the text of an address to a value; ValueError where it is none.

    label: how the value is called, where it is not its own name.
    """

    column: Any
    read: Callable[[str], Any] = str
    label: Any = None


def of_programme(name: str) -> Condition:
    """Audits drawn for one programme, by its name at the time."""
    return Audit.draw_id.in_(select(AuditDraw.id).where(AuditDraw.programme_name == name))


AUDIT_FILTERS: Mapping[str, Choose] = {
    "service": lambda service_id: Audit.service_id == service_id,
    "team": lambda team_id: Audit.team_id == team_id,
    "status": lambda status: Audit.status == status,
    "programme": of_programme,
    "tool": lambda code: Audit.tool_code == code,
}
"""What everybody may filter by, of every unit that stands on an audit."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """Records that are counted.

    rows: what a list of them shows, from the tables joined (with select_from, since numbers select other columns);
    within: whose they are and which are counted at all; day: which period is theirs; order: what a list may be sorted
    by, tie: what settles what is alike.
    """

    rows: Select[Any]
    within: Sequence[Condition]
    day: Any
    breakdowns: Mapping[str, Breakdown]
    measures: Mapping[str, Condition]
    order: Mapping[str, Any]
    tie: Any
    usual: str
    filters: Mapping[str, Choose] = field(default_factory=lambda: AUDIT_FILTERS)

    def between(self, since: date, until: date) -> Condition:
        """Those of a period, both days included; all of what has no day of its own, but is as it stands."""
        if self.day is None:
            return true()
        found: Condition = self.day.between(since, until)
        return found


def month_number(day: Any) -> ColumnElement[int]:
    """As 202611, so that months sort and compare alike on every database."""
    return extract("year", day) * 100 + extract("month", day)


def count_by(unit: Unit, by: str, where: Sequence[Condition], measures: Sequence[str] = ()) -> Sequence[Any]:
    """In one statement, a row for each value of a breakdown: value, label, all, then each measure."""
    told = unit.breakdowns[by]
    label = told.column if told.label is None else told.label
    groups = [told.column] if told.label is None else [told.column, label]
    counted = _counting(unit, where, [told.column.label("value"), label.label("label")], measures)
    return db.session.execute(counted.group_by(*groups).order_by(label, told.column)).all()


def count_all(unit: Unit, where: Sequence[Condition], measures: Sequence[str] = ()) -> Sequence[int]:
    """How many there are, then how many of them meet each measure."""
    return [int(count or 0) for count in db.session.execute(_counting(unit, where, [], measures)).one()]


def _counting(unit: Unit, where: Sequence[Condition], told: Sequence[Any], measures: Sequence[str]) -> Select[Any]:
    counts = [func.sum(case((unit.measures[name], 1), else_=0)) for name in measures]
    counting: Select[Any] = unit.rows.with_only_columns(*told, func.count(), *counts)
    return counting.where(*unit.within, *where).order_by(None)


def select_behind(
    unit: Unit, where: Sequence[Condition], *, measure: str = ALL, by: str = "", value: str = ""
) -> Select[Any]:
    """The records behind one number. Raises LookupError or ValueError for what no figure could have asked."""
    conditions = [*unit.within, *where]
    if measure != ALL:
        conditions.append(unit.measures[measure])
    if by:
        told = unit.breakdowns[by]
        conditions.append(told.column == told.read(value))
    return unit.rows.where(*conditions)
