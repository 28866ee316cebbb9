"""The database: typed models, one transaction at the edge, SQLite and PostgreSQL alike."""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from flask import Flask, g, has_request_context
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
from sqlalchemy.orm import DeclarativeBase, Mapped, ORMExecuteState, Session, declared_attr, mapped_column, registry
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

_writes: ContextVar[bool] = ContextVar("writes", default=False)


class WrittenOutside(RuntimeError):
    """Something was to be written outside transaction(), where everything only reads."""


def register(app: Flask) -> None:
    """Bind the database to the application and teach SQLite to keep its promises."""
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        _teach_sqlite(engine)


@contextmanager
def transaction() -> Iterator[None]:
    """Keep everything done inside, or none of it. Views, jobs and commands open one; services never do.

    Only here is anything written. What was read before is read again: on SQLite the write lock is taken at the
    beginning, so what is read inside cannot be changed by others before it is written.
    """
    if not is_writing():
        let_go()
    token = _writes.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writes.reset(token)


def is_writing() -> bool:
    """Whether what is done now is inside a transaction() that will keep it, or in a request that said it writes."""
    return _writes.get() or (has_request_context() and bool(g.get("writes_until_answered")))


def write_until_answered() -> None:
    """Let the rest of this request write: for views of libraries, which keep their changes after their answer."""
    let_go()
    g.writes_until_answered = True


def let_go() -> None:
    """End the reading so far: no lock, snapshot or connection is held, and what was read is read again when needed."""
    _refuse_changes(db.session())
    db.session.rollback()


@contextmanager
def reading() -> Iterator[None]:
    """Long reads, all of one moment, also amid a transaction: on SQLite they do not keep writers waiting."""
    token = _writes.set(False)
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":  # SQLite's reads see one moment by themselves
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        db.session.rollback()
        _writes.reset(token)


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


PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=20000", "secure_delete=ON")


def _teach_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, and BEGIN IMMEDIATE for writes: without it, updates are lost in silence (decision 61).

    secure_delete, because what was forgotten would else lie on in free space, and in backups.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("dcpp_writes") or is_writing()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@event.listens_for(db.session, "before_flush")
def _write_only_inside(session: Session, *_flush: Any) -> None:
    if not is_writing():
        _refuse_changes(session)


@event.listens_for(db.session, "do_orm_execute")
def _change_only_inside(statement: ORMExecuteState) -> None:
    if (statement.is_insert or statement.is_update or statement.is_delete) and not is_writing():
        raise WrittenOutside("Write inside `with transaction():`")


def _refuse_changes(session: Session) -> None:
    changed = [record for record in session.dirty if session.is_modified(record)]
    if session.new or session.deleted or changed:
        names = sorted({type(record).__name__ for record in [*session.new, *session.deleted, *changed]})
        raise WrittenOutside(f"{', '.join(names)} changed outside `with transaction():`")
