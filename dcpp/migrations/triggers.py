"""Database triggers that let a table only grow, or rows be frozen, on SQLite and on PostgreSQL."""

from collections.abc import Sequence

from alembic import op


def forbid_changes(table: str) -> None:
    """Refuse UPDATE, DELETE and (on PostgreSQL) TRUNCATE on a table."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} only grows'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def forget_guard(table: str) -> None:
    """Take the triggers away again, so that the table can be dropped."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_refuse_{verb}")
        return
    op.execute(f"DROP TRIGGER {table}_refuse ON {table}")
    op.execute(f"DROP FUNCTION {table}_refuse()")


def freeze_rows(table: str, columns: Sequence[str], *, once: str) -> None:
    """Refuse DELETE of a row, and UPDATE of some of its columns, once a condition holds, as in `done IS NOT NULL`."""
    says = f"{table} is frozen"
    if op.get_bind().dialect.name == "sqlite":
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)
        for verb, when in (("update", f"OLD.{once} AND ({changed})"), ("delete", f"OLD.{once}")):
            op.execute(
                f"CREATE TRIGGER {table}_freeze_{verb} BEFORE {verb.upper()} ON {table} FOR EACH ROW WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
        return
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    op.execute(
        f"CREATE FUNCTION {table}_freeze() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION '{says}'; END IF; "
        f"IF OLD.{once} AND (TG_OP = 'DELETE' OR {changed}) THEN RAISE EXCEPTION '{says}'; END IF; "
        f"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    for name, event in (("rows", "UPDATE OR DELETE"), ("all", "TRUNCATE")):
        each = "ROW" if name == "rows" else "STATEMENT"
        op.execute(
            f"CREATE TRIGGER {table}_freeze_{name} BEFORE {event} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_freeze()"
        )


def forget_freeze(table: str) -> None:
    """Take the triggers of freeze_rows away again, so that the table can be dropped."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_freeze_{verb}")
        return
    for name in ("rows", "all"):
        op.execute(f"DROP TRIGGER {table}_freeze_{name} ON {table}")
    op.execute(f"DROP FUNCTION {table}_freeze()")
