"""Cases: how many child protection plans a child had before the newest one."""

import sqlalchemy as sa
from alembic import op

revision = "0011_previous_plans"
down_revision = "0010_audits"


def upgrade() -> None:
    op.add_column("caseload_cases", sa.Column("previous_plans", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("caseload_cases", "previous_plans")
