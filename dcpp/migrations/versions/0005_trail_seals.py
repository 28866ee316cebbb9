"""The trail's seals; and on PostgreSQL, ids of the trail that only a numbered transaction can hold."""

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0005_trail_seals"
down_revision = "0004_outbox"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "trail_seals",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_id", BIG, nullable=False),
        sa.Column("last_id", BIG, nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("leaves", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("sealed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_trail_seals"),
        sa.UniqueConstraint("last_id", name="uq_trail_seals_last_id"),
        sa.UniqueConstraint("previous", name="uq_trail_seals_previous"),
        sa.UniqueConstraint("chain", name="uq_trail_seals_chain"),
    )
    forbid_changes("trail_seals")
    if op.get_bind().dialect.name == "postgresql":
        # dcpp.kernel.horizon says why: a transaction takes its number before it takes an id.
        op.execute(
            "CREATE FUNCTION next_trail_id() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$ "
            "BEGIN PERFORM pg_current_xact_id(); RETURN nextval('trail_entries_id_seq'); END $$"
        )
        op.execute("ALTER TABLE trail_entries ALTER COLUMN id SET DEFAULT next_trail_id()")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE trail_entries ALTER COLUMN id SET DEFAULT nextval('trail_entries_id_seq')")
        op.execute("DROP FUNCTION next_trail_id()")
    forget_guard("trail_seals")
    op.drop_table("trail_seals")
