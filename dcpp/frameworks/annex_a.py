"""Ofsted Annex A: the eleven child-level lists, their columns and codes, by date.

The data file says where each column comes from. `annex_a_on` gives the lists as asked for on a day, which is what one
writes; `annex_a_known` gives every column ever known, which is what one reads with, since files run ahead and behind.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from dcpp.frameworks import dated

Row = Mapping[str, Any]

LETTER = re.compile(r"^[a-z]{1,2}\d?\)\s*")
KEY = re.compile(r"^([A-Z]{1,3}\d{0,2}[A-Z]?|\d{1,2}[A-Z]?)\s*[:-]\s*(.+)$")


class ColumnType(StrEnum):
    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    CODE = "code"
    POSTCODE = "postcode"


class Grain(StrEnum):
    """What one row of a list is."""

    EVENT = "event"
    CHILD = "child"
    ADOPTER = "adopter"


@dataclass(frozen=True, slots=True)
class Code:
    """One permitted answer: `a) WBRI`, in words White British, of the group White; `also` holds other spellings met."""

    code: str
    label: str
    group: str
    also: tuple[str, ...]
    valid_from: date
    valid_to: date | None

    @property
    def value(self) -> str:
        """The code without its letter: what is kept."""
        return LETTER.sub("", self.code)

    @property
    def key(self) -> str:
        """The short mark inside the code (RC7, N1, 4) or, where it has none, the value itself."""
        found = KEY.match(self.value)
        return found.group(1) if found else self.value

    @property
    def words(self) -> str:
        """The code in words, for people."""
        found = KEY.match(self.value)
        return self.label or (found.group(2) if found else self.value)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list; `keep` is the field under which the platform keeps it, or empty when it does not.

    `uses` is the field under which the checks compare a column that is not kept.
    `code_set` names the set that its codes are of, empty where it has none.
    """

    name: str
    type: ColumnType
    required: bool
    keep: str
    uses: str
    code_set: str
    codes: tuple[Code, ...]
    also: tuple[str, ...]
    minimum: int | None
    note: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class ChildList:
    """One of the eleven lists."""

    number: int
    title: str
    heading: str
    scope: str
    grain: Grain
    columns: tuple[Column, ...]
    months: int | None
    window: tuple[str, ...]
    ended: tuple[str, ...]
    ages: tuple[int, int] | None
    ordered: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]

    @property
    def sheet_name(self) -> str:
        """The name of its sheet in the official workbook."""
        return f"List_{self.number}"

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def kept_as(self, field: str) -> Column | None:
        """The column kept under a field, if this list has one."""
        return next((column for column in self.columns if column.keep == field), None)


@cache
def annex_a_known() -> tuple[ChildList, ...]:
    """The eleven lists with every column and code ever known, in order."""
    data = dated.load("annex_a")
    since: date = data["from"]
    sets = code_sets()
    shared = {key: _column(row, sets, since) for key, row in data["shared"].items()}
    return tuple(_list(row, shared, sets, since) for row in data["lists"])


@cache
def code_sets() -> Mapping[str, tuple[Code, ...]]:
    """The codes of each set by its name, as `Column.code_set` has it."""
    data = dated.load("annex_a")
    return {name: tuple(_code(row, data["from"]) for row in rows) for name, rows in data["code_sets"].items()}


def annex_a_on(on: date) -> tuple[ChildList, ...]:
    """The lists as asked for on a day; for a day before the oldest known workbook, as that workbook has them."""
    oldest: date = dated.load("annex_a")["from"]
    on = max(on, oldest)
    return tuple(replace(each, columns=_columns_on(each, on)) for each in annex_a_known())


def child_list(number: int) -> ChildList:
    """The list with this number, with every column known; LookupError when there is none."""
    for each in annex_a_known():
        if each.number == number:
            return each
    raise LookupError(f"Annex A has no list {number}")


@cache
def words_of(field: str, value: str) -> str:
    """A kept value in words (WBRI is White British); the value itself where no code of the field says more."""
    columns = (column for each in annex_a_known() for column in each.columns if column.keep == field)
    codes = (code for column in columns for code in column.codes if code.value == value)
    return next((code.words for code in codes), value)


@cache
def group_of(field: str, value: str) -> str:
    """The group that a kept value belongs to (WBRI is White); empty where no code of the field knows it."""
    columns = (column for each in annex_a_known() for column in each.columns if column.keep == field)
    codes = (code for column in columns for code in column.codes if code.value == value)
    return next((code.group for code in codes), "")


def _columns_on(each: ChildList, on: date) -> tuple[Column, ...]:
    return tuple(
        replace(column, codes=tuple(code for code in column.codes if dated.holds(code, on)))
        for column in each.columns
        if dated.holds(column, on)
    )


def _list(row: Row, shared: Mapping[str, Column], sets: Mapping[str, tuple[Code, ...]], since: date) -> ChildList:
    ages = row.get("ages")
    return ChildList(
        number=row["number"],
        title=row["title"],
        heading=row["heading"],
        scope=row["scope"],
        grain=Grain(row["grain"]),
        columns=tuple(shared[each] if isinstance(each, str) else _column(each, sets, since) for each in row["columns"]),
        months=row.get("months"),
        window=tuple(row.get("window", ())),
        ended=tuple(row.get("ended", ())),
        ages=(ages[0], ages[1]) if ages else None,
        ordered=tuple((first, then) for first, then in row.get("ordered", ())),
        reasons=tuple((reason, end) for reason, end in row.get("reasons", ())),
    )


def _column(row: Row, sets: Mapping[str, tuple[Code, ...]], since: date) -> Column:
    return Column(
        name=row["name"],
        type=ColumnType(row["type"]),
        required=row.get("required", False),
        keep=row.get("keep", ""),
        uses=row.get("uses", ""),
        code_set=row.get("codes", ""),
        codes=sets[row["codes"]] if "codes" in row else (),
        also=tuple(row.get("also", ())),
        minimum=row.get("min"),
        note=row.get("note", ""),
        valid_from=row.get("from", since),
        valid_to=row.get("to"),
    )


def _code(row: Row, since: date) -> Code:
    return Code(
        code=row["code"],
        label=row.get("label", ""),
        group=row.get("group", ""),
        also=tuple(row.get("also", ())),
        valid_from=row.get("from", since),
        valid_to=row.get("to"),
    )
