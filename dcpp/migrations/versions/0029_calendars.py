"""What calendars were told of bookings, and feeds."""

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime

revision = "0029_calendars"
down_revision = "0028_lots_by_reference"


def upgrade() -> None:
    op.create_table(
        "training_invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("date_id", sa.Uuid(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("is_taken_back", sa.Boolean(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["training_bookings.id"], name="fk_training_invitations_booking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training_invitations"),
        sa.UniqueConstraint("booking_id", "date_id", name="uq_training_invitations_booking_id_date_id"),
        sa.UniqueConstraint("uid", name="uq_training_invitations_uid"),
    )
    op.create_table(
        "training_feeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_training_feeds_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training_feeds"),
        sa.UniqueConstraint("person_id", name="uq_training_feeds_person_id"),
        sa.UniqueConstraint("secret_hash", name="uq_training_feeds_secret_hash"),
    )


def downgrade() -> None:
    op.drop_table("training_feeds")
    op.drop_table("training_invitations")
