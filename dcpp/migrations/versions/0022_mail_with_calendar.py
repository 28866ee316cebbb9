"""Mail may bring an invitation for calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0022_mail_with_calendar"
down_revision = "0021_more_tools"


def upgrade() -> None:
    op.add_column("outbox_messages", sa.Column("calendar", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("outbox_messages") as table:
        table.alter_column("calendar", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("outbox_messages") as table:
        table.drop_column("calendar")
