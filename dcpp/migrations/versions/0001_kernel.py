"""Kernel: the trail, which only grows, and the counters of printed references."""

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0001_kernel"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "reference_counters",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name="pk_reference_counters"),
    )
    op.create_table(
        "trail_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("happened_at", UtcDateTime(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("who_id", sa.Uuid(), nullable=True),
        sa.Column("acting", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trail_entries"),
        sqlite_autoincrement=True,
    )
    for column in ("happened_at", "record_kind", "record_id", "who_id"):
        op.create_index(f"ix_trail_entries_{column}", "trail_entries", [column])
    forbid_changes("trail_entries")


def downgrade() -> None:
    forget_guard("trail_entries")
    op.drop_table("trail_entries")
    op.drop_table("reference_counters")
