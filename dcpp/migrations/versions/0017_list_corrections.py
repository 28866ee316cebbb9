"""Imports: what a file was taken for, and what people said of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.kernel.db import UtcDateTime

revision = "0017_list_corrections"
down_revision = "0016_moderation"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "caseload_matches",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("report", JSON, nullable=False),
        sa.PrimaryKeyConstraint("import_id", name="pk_caseload_matches"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["caseload_imports.id"], name="fk_caseload_matches_import_id", ondelete="CASCADE"
        ),
    )
    people = ("made_by_id", "taken_back_by_id")
    op.create_table(
        "caseload_corrections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("scope", "said", "means")),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("taken_back_at", UtcDateTime(), nullable=True),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in people),
        sa.PrimaryKeyConstraint("id", name="pk_caseload_corrections"),
        *(
            sa.ForeignKeyConstraint([name], ["people.id"], name=f"fk_caseload_corrections_{name}", ondelete="SET NULL")
            for name in people
        ),
    )
    op.create_index("ix_caseload_corrections_made_at", "caseload_corrections", ["made_at"])
    held = sa.text("taken_back_at IS NULL")
    op.create_index(
        "uq_caseload_corrections_held",
        "caseload_corrections",
        ["about", "scope", "said"],
        unique=True,
        sqlite_where=held,
        postgresql_where=held,
    )


def downgrade() -> None:
    op.drop_table("caseload_corrections")
    op.drop_table("caseload_matches")
    # Lists that somebody was looking at, or that were undone, are no state of before: nothing of them is kept.
    op.execute("UPDATE caseload_imports SET state = 'refused' WHERE state IN ('matched', 'tried', 'undone')")
