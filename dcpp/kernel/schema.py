"""Bringing a database to the shape the code expects. One Alembic tree, numbered, under dcpp/migrations."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from dcpp.kernel.db import aside, db, reading

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The newest migration in the tree."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head() or ""


def current() -> str:
    """The newest migration that the application's database has been through; empty before the first."""
    with reading(), db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(revision: str = "head") -> None:
    """Migrate the application's database upwards, in one transaction."""
    with aside() as connection:
        command.upgrade(alembic_config(connection), revision)


def downgrade(revision: str) -> None:
    with aside() as connection:
        command.downgrade(alembic_config(connection), revision)
