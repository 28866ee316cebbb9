"""The value of a month's lots lies sealed until the month is over; and whether a moderator could have seen a grade.

The key is outside the database, so rows that are there are not sealed here: the platform seals them at its next run or
need (audits.services.lots). Going back takes away values that are sealed, since nobody could open them there; new ones
are made, and the trail tells of both.
"""

import sqlalchemy as sa
from alembic import op

from audits.rules.moderation import commitment_of
from dcpp.migrations.triggers import forbid_changes, forget_freeze, forget_guard, freeze_rows

revision = "0024_sealed_lots"
down_revision = "0023_training_courses"

VALUES = sa.table(
    "moderation_values",
    sa.column("id", sa.Uuid()),
    sa.column("value", sa.Text()),
    sa.column("sealed", sa.Text()),
    sa.column("commitment", sa.Text()),
)
FIXED = ("id", "month", "commitment", "made_at")


def upgrade() -> None:
    could_see: sa.Column[bool] = sa.Column("could_see", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("moderation_allocations", could_see)
    forget_guard("moderation_values")
    for name in ("sealed", "commitment"):
        op.add_column("moderation_values", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for row in op.get_bind().execute(sa.select(VALUES)).all():
        op.execute(sa.update(VALUES).where(VALUES.c.id == row.id).values(commitment=commitment_of(row.value)))
    freeze_rows("moderation_values", FIXED, once="id IS NOT NULL")


def downgrade() -> None:
    forget_freeze("moderation_values")
    op.execute(sa.delete(VALUES).where(VALUES.c.value == ""))
    for name in ("sealed", "commitment"):
        op.drop_column("moderation_values", name)
    forbid_changes("moderation_values")
    op.drop_column("moderation_allocations", "could_see")
