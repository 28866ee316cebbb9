"""Days reckoned by the database, alike on SQLite and PostgreSQL, where rows are too many to be reckoned one by one.

    due_on = days.later_of(days.months_after(Record.completed_on, Rule.months), Rule.from_on)

Months are added as clock.months_from adds them: the last day of a month where it has no such day. None of what is given
may be NULL; coalesce it with NEVER or FOR_EVER first.
"""

from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

NEVER, FOR_EVER = date.min, date.max


class _OfDays(FunctionElement[date]):
    type = Date()
    inherit_cache = True


class days_after(_OfDays):  # noqa: N801 - written as functions of SQL are
    """A day and a number of days: the day that lies so many after it."""

    name = "days_after"
    inherit_cache = True


class months_after(_OfDays):  # noqa: N801
    """A day and a number of months: the same day of a later month."""

    name = "months_after"
    inherit_cache = True


class later_of(_OfDays):  # noqa: N801
    """The latest of several days."""

    name = "later_of"
    inherit_cache = True


class earlier_of(_OfDays):  # noqa: N801
    """The earliest of several days."""

    name = "earlier_of"
    inherit_cache = True


def literal(day: date) -> Any:
    """A day as a value of its own, which PostgreSQL must be told is a day."""
    return bindparam(None, day, type_=Date())


def _parts(element: _OfDays, compiler: SQLCompiler, how: dict[str, Any]) -> list[str]:
    return [compiler.process(one, **how) for one in element.clauses]


@compiles(days_after, "sqlite")
def _days_on_sqlite(element: days_after, compiler: SQLCompiler, **how: Any) -> str:
    day, count = _parts(element, compiler, how)
    return f"date({day}, ({count}) || ' days')"


@compiles(days_after, "postgresql")
def _days_on_postgresql(element: days_after, compiler: SQLCompiler, **how: Any) -> str:
    day, count = _parts(element, compiler, how)
    return f"(CAST({day} AS DATE) + CAST({count} AS INTEGER))"


@compiles(months_after, "sqlite")
def _months_on_sqlite(element: months_after, compiler: SQLCompiler, **how: Any) -> str:
    """Its own "+n months" runs over into the next month; the last of the right one is then the earlier."""
    day, count = _parts(element, compiler, how)
    over = f"date({day}, ({count}) || ' months')"
    last = f"date({day}, 'start of month', (({count}) + 1) || ' months', '-1 day')"
    return f"min({over}, {last})"


@compiles(months_after, "postgresql")
def _months_on_postgresql(element: months_after, compiler: SQLCompiler, **how: Any) -> str:
    day, count = _parts(element, compiler, how)
    return f"CAST(CAST({day} AS DATE) + make_interval(months => CAST({count} AS INTEGER)) AS DATE)"


@compiles(later_of, "sqlite")
def _later_on_sqlite(element: later_of, compiler: SQLCompiler, **how: Any) -> str:
    return f"max({', '.join(_parts(element, compiler, how))})"


@compiles(later_of, "postgresql")
def _later_on_postgresql(element: later_of, compiler: SQLCompiler, **how: Any) -> str:
    return f"greatest({', '.join(_parts(element, compiler, how))})"


@compiles(earlier_of, "sqlite")
def _earlier_on_sqlite(element: earlier_of, compiler: SQLCompiler, **how: Any) -> str:
    return f"min({', '.join(_parts(element, compiler, how))})"


@compiles(earlier_of, "postgresql")
def _earlier_on_postgresql(element: earlier_of, compiler: SQLCompiler, **how: Any) -> str:
    return f"least({', '.join(_parts(element, compiler, how))})"
