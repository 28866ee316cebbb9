"""Lots come from an audit's reference, which is on every list; those of months that began before, from its id."""

import sqlalchemy as sa
from alembic import op

revision = "0028_lots_by_reference"
down_revision = "0027_training_records"


def upgrade() -> None:
    lots_of: sa.Column[str] = sa.Column("lots_of", sa.Text(), nullable=False, server_default="id")
    op.add_column("moderation_values", lots_of)


def downgrade() -> None:
    op.drop_column("moderation_values", "lots_of")
