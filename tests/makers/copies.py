"""Many rows like one, quickly: what a maker made is copied, whatever tables it wrote in, with ids of its own."""

from uuid import UUID

from sqlalchemy import UniqueConstraint, Uuid, func, insert, select

from dcpp.kernel.db import Base, db, transaction
from dcpp.kernel.ids import new_id
from training.models import Booking

# Sealed, counted by series, or there once a month: a copy of an entry would be of what never happened.
LEFT_OUT = {"moderation_values", "reference_counters", "trail_entries", "trail_seals"}
# Teams have managers and people have teams: the copies of a team keep the manager, who is there already.
CIRCLE = {"manager_id"}
TABLES = [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]


def copied(make_one):
    """A maker of so many: one by `make_one`, the rest copies of all that it wrote, each standing for itself."""

    def make(count):
        if count:
            before = {table: _rows(table) for table in TABLES}
            make_one()
            made = {table: [row for key, row in _rows(table).items() if key not in before[table]] for table in TABLES}
            _copy(made, count - 1)

    return make


def _rows(table):
    return {tuple(row[c.name] for c in table.primary_key): row for row in db.session.execute(select(table)).mappings()}


def _copy(made, count):
    db.session.rollback()
    ids = {row[name] for table, rows in made.items() for row in rows for name in _identities(table)}
    copies = [(number, {one: new_id() for one in ids}) for number in range(count)]
    with transaction():
        for table, rows in made.items():
            if copies and rows:
                db.session.execute(insert(table), [_copy_of(table, row, *one) for one in copies for row in rows])
        _count_on_from_copies()


def _count_on_from_copies():
    """Bookings are numbered by a sequence on PostgreSQL, which knows nothing of copies."""
    if db.engine.dialect.name == "postgresql":
        last = db.session.scalar(select(func.max(Booking.arrived)))
        if last:
            db.session.execute(select(func.setval("training_arrivals", last)))


def _copy_of(table, row, number, ids):
    """A row with ids of its own, and with words and numbers of its own where they must be unique."""
    given = {c.name for c in table.primary_key if isinstance(row[c.name], int)}
    own = _unique(table)
    return {
        name: value if name in CIRCLE else _own(value, number, ids, is_unique=name in own)
        for name, value in row.items()
        if name not in given
    }


def _own(value, number, ids, *, is_unique):
    match value:
        case UUID():
            return ids.get(value, value)
        case str() if is_unique:
            return f"{value}-{number}"
        case int() if is_unique:
            return value + number + 1
        case _:
            return value


def _identities(table):
    """The ids by which a row is known: its own, and that of something of another table that it alone stands for."""
    columns = [*table.primary_key, *(column for columns in _together(table) for column in columns)]
    return {c.name for c in columns if isinstance(c.type, Uuid) and not c.foreign_keys}


def _together(table):
    constraints = [one.columns for one in table.constraints if isinstance(one, UniqueConstraint)]
    return constraints + [one.columns for one in table.indexes if one.unique]


def _unique(table):
    """The columns of what is there once, unless an id in it tells one from another."""
    return {
        column.name
        for columns in _together(table)
        if not any(isinstance(one.type, Uuid) for one in columns)
        for column in columns
    }
