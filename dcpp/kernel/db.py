"""The database: typed models, one transaction at the edge, SQLite and PostgreSQL alike."""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from flask import Flask, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    CursorResult,
    Date,
    Dialect,
    Engine,
    Enum,
    MetaData,
    Text,
    Uuid,
    event,
    literal_column,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import DateTime, TypeDecorator

CONSTRAINT_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, always UTC: SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a zone cannot be stored; use clock.now()")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


class Base(DeclarativeBase):
    """What every table stands on."""

    registry = registry(
        metadata=MetaData(naming_convention=CONSTRAINT_NAMES),
        type_annotation_map={
            UUID: Uuid(),
            str: Text(),
            date: Date(),
            datetime: UtcDateTime(),
            enum.Enum: Enum(enum.Enum, native_enum=False, length=40, values_callable=_values),
            dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
            list[str]: JSON().with_variant(JSONB(), "postgresql"),
        },
    )


class Record(Base):
    """A row with an id of its own."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Versioned:
    """For rows that people edit: a stale save raises StaleDataError in place of overwriting (house.md 8)."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


def register(app: Flask) -> None:
    """Bind the database to the application and teach SQLite to keep its promises."""
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        _teach_sqlite(engine)


@contextmanager
def transaction() -> Iterator[None]:
    """Keep everything done inside, or none of it. Views, jobs and commands open one; services never do."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def reading() -> Iterator[None]:
    """Long reads outside a request, all of one moment: on SQLite they do not keep writers waiting."""
    token = _only_reads.set(True)
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":  # SQLite's reads see one moment by themselves
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        db.session.rollback()
        _only_reads.reset(token)


@contextmanager
def aside() -> Iterator[Connection]:
    """A short write of its own beside the request's session, as the trail of a confidential view needs."""
    with db.engine.connect().execution_options(dcpp_writes=True) as connection, connection.begin():
        yield connection


def insert_if_absent(table: type[Base], **values: Any) -> bool:
    """Add a row unless a unique key forbids it; whether it was added. Of many who try at once, one succeeds."""
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    adding = insert(table).values(values).on_conflict_do_nothing()
    return db.session.execute(adding.returning(literal_column("1"))).first() is not None


def affected(statement: UpdateBase) -> int:
    """Carry out an INSERT, UPDATE or DELETE; the number of rows it met."""
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount


def _teach_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, and BEGIN IMMEDIATE for writes: without it, updates are lost in silence (stack.md 3)."""

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=20000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("dcpp_writes") or not _is_reading()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_reading() -> bool:
    if _only_reads.get():
        return True
    return has_request_context() and request.method in {"GET", "HEAD", "OPTIONS"}
