"""A draw that was done again is kept with what came out."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.kernel.db import UtcDateTime

revision = "0030_verified_draws"
down_revision = "0029_calendars"

TABLE = "audit_verifications"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        sa.Column("inputs_hash", sa.Text(), nullable=False),
        sa.Column("verified_at", UtcDateTime(), nullable=False),
        sa.Column("verified_by_id", sa.Uuid(), nullable=True),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("sampled", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("differences", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("draw_id", name=f"uq_{TABLE}_draw_id"),
        sa.ForeignKeyConstraint(["draw_id"], ["audit_draws.id"], name=f"fk_{TABLE}_draw_id_audit_draws"),
        sa.ForeignKeyConstraint(["verified_by_id"], ["people.id"], name=f"fk_{TABLE}_verified_by_id_people"),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
