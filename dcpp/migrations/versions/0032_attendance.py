"""Who came to training, and what late cancelling and absence cost."""

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime

revision = "0032_attendance"
down_revision = "0031_minimums_by_group"


def upgrade() -> None:
    op.create_table(
        "training_attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("date_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.String(40), nullable=False),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["training_bookings.id"], name="fk_training_attendance_booking_id"),
        sa.ForeignKeyConstraint(["noted_by_id"], ["people.id"], name="fk_training_attendance_noted_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training_attendance"),
        sa.UniqueConstraint("booking_id", "date_id", name="uq_training_attendance_booking_id_date_id"),
    )
    op.create_index("ix_training_attendance_date_id", "training_attendance", ["date_id"])
    op.create_table(
        "training_charges",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("charged_on", sa.Date(), nullable=False),
        sa.Column("waived_at", UtcDateTime(), nullable=True),
        sa.Column("waived_by_id", sa.Uuid(), nullable=True),
        sa.Column("waived_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("pence > 0", name="ck_training_charges_pence"),
        sa.ForeignKeyConstraint(["booking_id"], ["training_bookings.id"], name="fk_training_charges_booking_id"),
        sa.ForeignKeyConstraint(["waived_by_id"], ["people.id"], name="fk_training_charges_waived_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training_charges"),
        sa.UniqueConstraint("booking_id", name="uq_training_charges_booking_id"),
    )
    op.create_index("ix_training_charges_charged_on", "training_charges", ["charged_on"])


def downgrade() -> None:
    op.drop_table("training_charges")
    op.drop_table("training_attendance")
