"""Minimums of groups that have one of their own: of a programme, and of a draw whose list was frozen with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0031_minimums_by_group"
down_revision = "0030_verified_draws"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
TABLES = ("audit_programmes", "audit_draws")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("minimums", JSON, nullable=False, server_default="{}"))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "minimums")
