"""Accounts: the council account that each is bound to. Outbox: until when a mail opens a door, and no old keys."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from dcpp.kernel import clock
from dcpp.kernel.db import UtcDateTime

revision = "0014_council_accounts"
down_revision = "0013_programme_kinds"

PAIR = ["council_issuer", "council_subject"]
LINKS = "people/choose_password"


def upgrade() -> None:
    for name in PAIR:
        op.add_column("accounts", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("accounts", sa.Column("council_bound_at", UtcDateTime(), nullable=True))
    op.create_index("ix_accounts_council_issuer_council_subject", "accounts", PAIR, unique=True)
    op.add_column("outbox_messages", sa.Column("expires_at", UtcDateTime(), nullable=True))
    op.create_index("ix_outbox_messages_expires_at", "outbox_messages", ["expires_at"])
    _forget_old_links()


def _forget_old_links() -> None:
    """Links that were sent go now; those that still wait get a day, which is no less than they have left."""
    mails = sa.table(
        "outbox_messages",
        *(sa.column(name) for name in ("template", "body", "sent_at", "given_up_at")),
        sa.column("expires_at", UtcDateTime()),
    )
    links = mails.c.template == LINKS
    over = sa.or_(mails.c.sent_at.is_not(None), mails.c.given_up_at.is_not(None))
    op.execute(mails.update().where(links).values(expires_at=clock.now() + timedelta(days=1)))
    op.execute(mails.update().where(links, over).values(body=""))


def downgrade() -> None:
    op.drop_index("ix_outbox_messages_expires_at", "outbox_messages")
    op.drop_column("outbox_messages", "expires_at")
    op.drop_index("ix_accounts_council_issuer_council_subject", "accounts")
    for name in ("council_bound_at", *reversed(PAIR)):
        op.drop_column("accounts", name)
