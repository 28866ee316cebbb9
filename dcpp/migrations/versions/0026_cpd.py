"""CPD, renewals of registrations, and early careers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.kernel.db import UtcDateTime

revision = "0026_cpd"
down_revision = "0025_training_bookings"

WORDS = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "training_cpd_pieces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year_on", sa.Date(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("learnt", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("peer", sa.String(40), nullable=True),
        sa.Column("peer_on", sa.Date(), nullable=True),
        sa.Column("peer_learnt", sa.Text(), nullable=False),
        sa.Column("standards", WORDS, nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("copied_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_training_cpd_pieces_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training_cpd_pieces"),
        sa.UniqueConstraint("record_id", name="uq_training_cpd_pieces_record_id"),
    )
    op.create_index("ix_training_cpd_pieces_person_id_year_on", "training_cpd_pieces", ["person_id", "year_on"])
    op.create_index("ix_training_cpd_pieces_year_on", "training_cpd_pieces", ["year_on"])
    _renewals()
    _early_careers()


def _renewals() -> None:
    op.create_table(
        "training_renewals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year_on", sa.Date(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("form_on", sa.Date(), nullable=True),
        sa.Column("fee_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_training_renewals_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training_renewals"),
        sa.UniqueConstraint("person_id", "year_on", name="uq_training_renewals_person_id_year_on"),
    )
    op.create_index("ix_training_renewals_year_on", "training_renewals", ["year_on"])


def _early_careers() -> None:
    op.create_table(
        "training_early_careers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_code", sa.Text(), nullable=False),
        sa.Column("supporter_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("extended_because", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end", sa.String(40), nullable=True),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_training_early_careers_person_id"),
        sa.ForeignKeyConstraint(["supporter_id"], ["people.id"], name="fk_training_early_careers_supporter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training_early_careers"),
        sa.UniqueConstraint("person_id", "programme_code", name="uq_training_early_careers_person_id_programme_code"),
    )
    for column in ("starts_on", "ended_on"):
        op.create_index(f"ix_training_early_careers_{column}", "training_early_careers", [column])
    op.create_table(
        "training_early_career_reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("early_career_id", sa.Uuid(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("is_on_track", sa.Boolean(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["early_career_id"], ["training_early_careers.id"], name="fk_training_early_career_reviews_early_career_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_training_early_career_reviews"),
        sa.UniqueConstraint(
            "early_career_id", "months", name="uq_training_early_career_reviews_early_career_id_months"
        ),
    )
    op.create_index("ix_training_early_career_reviews_due_on", "training_early_career_reviews", ["due_on"])


def downgrade() -> None:
    for table in ("early_career_reviews", "early_careers", "renewals", "cpd_pieces"):
        op.drop_table(f"training_{table}")
