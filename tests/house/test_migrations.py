"""One tree of migrations, numbered, that makes just what the models say, up and down."""

from types import SimpleNamespace

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from dcpp.kernel import schema
from dcpp.kernel.db import Base, db
from tests.house import guards

HEAD = guards.ROOT / "dcpp/migrations/head.txt"


def scripts():
    directory = ScriptDirectory.from_config(schema.alembic_config())
    return directory, list(reversed(list(directory.walk_revisions())))


def test_there_is_one_head_and_it_is_pinned():
    directory, _all = scripts()

    assert directory.get_heads() == [HEAD.read_text().strip()], "write the new head into dcpp/migrations/head.txt"


def test_migrations_are_numbered_and_named():
    assert guards.strange_migrations(scripts()[1]) == []


def test_the_guard_of_migrations_catches_a_gap():
    assert len(guards.strange_migrations([SimpleNamespace(revision="0007_x", path="y.py")])) == 2


def test_an_upgraded_database_matches_the_models(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_down_and_up_again(app):
    schema.downgrade("base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}

    schema.upgrade()

    assert set(Base.metadata.tables) <= set(inspect(db.engine).get_table_names())
