"""Tens of thousands of rows into one table: as tuples, past the machinery that serves single records.

SQLite takes them by executemany of one prepared statement, PostgreSQL by COPY. What a column's type does to a value is
done once for each different value of a block (`add_rows`).
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

from psycopg import sql
from sqlalchemy import JSON, Column, Connection, Dialect, insert

from dcpp.kernel.db import Base, WrittenOutside, db, is_writing

ROWS_AT_ONCE = 5_000

Convert = Callable[[Any], Any]


def add_rows(table: type[Base], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Add rows whose values stand in the order of `columns`; every column without a default must be among them.

    Values are those of the model; for a column of JSON they are its text, already written. Defaults that Python gives
    are not given here. Raises WrittenOutside where nothing may be written.
    """
    if not is_writing():
        raise WrittenOutside("Write inside `with transaction():`")
    db.session.flush()
    connection = db.session.connection()
    described = Base.metadata.tables[table.__tablename__]
    converts = [_convert(described.c[name], connection.dialect) for name in columns]
    add = _copy if connection.dialect.name == "postgresql" else _execute
    rows = iter(rows)
    while block := list(islice(rows, ROWS_AT_ONCE)):
        add(connection, table, columns, _converted(block, converts))


class _Converted(dict[Any, Any]):
    """What the database takes for each different value."""

    def __init__(self, convert: Convert) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, value: Any) -> Any:
        taken = self[value] = self._convert(value)
        return taken


def _convert(column: Column[Any], dialect: Dialect) -> Convert | None:
    """What turns a value into one that the driver takes; None where the driver takes it as it is."""
    if isinstance(column.type, JSON):
        return None
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _converted(block: list[tuple[Any, ...]], converts: Sequence[Convert | None]) -> list[tuple[Any, ...]]:
    by_column = zip(*block, strict=True)
    done = [
        map(_Converted(convert).__getitem__, values) if convert else values
        for values, convert in zip(by_column, converts, strict=True)
    ]
    return list(zip(*done, strict=True))


def _execute(connection: Connection, table: type[Base], columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    described = Base.metadata.tables[table.__tablename__]
    compiled = insert(described).compile(dialect=connection.dialect, column_keys=list(columns))
    order = list(compiled.positiontup or columns)  # the table's own, with what Python would give by default
    if order != list(columns):
        rows = list(map(itemgetter(*map(list(columns).index, order)), rows))
    connection.exec_driver_sql(str(compiled), rows)


def _copy(connection: Connection, table: type[Base], columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.__tablename__), names)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
