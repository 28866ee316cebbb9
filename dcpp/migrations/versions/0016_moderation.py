"""Moderation: the share, the values behind lots, choices, second readings, and who is accredited to audit alone."""

from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0016_moderation"
down_revision = "0015_action_ladder"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
ONLY_GROW = ("moderation_values", "moderation_choices", "moderation_allocations", "auditor_accreditations")
USUAL_SHARE = 20


def upgrade() -> None:
    op.add_column("audits", sa.Column("agreed_grade", sa.Text(), nullable=True))
    op.add_column("audit_answers", sa.Column("agreed", sa.Text(), nullable=False, server_default=""))
    _shares()
    _choices()
    _moderations()
    _answers()
    _allocations()
    _accreditations()
    for table in ONLY_GROW:
        forbid_changes(table)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _tie(table: str, name: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{to}.id"], name=f"fk_{table}_{name}")


def _shares() -> None:
    shares = op.create_table(
        "moderation_shares",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=True),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moderation_shares"),
        sa.UniqueConstraint("programme_id", name="uq_moderation_shares_programme_id"),
        sa.CheckConstraint("share BETWEEN 0 AND 100", name="ck_moderation_shares_share"),
        _tie("moderation_shares", "programme_id", "audit_programmes"),
    )
    council = uuid5(NAMESPACE_URL, "dcpp:moderation-share")
    op.bulk_insert(shares, [{"id": council, "programme_id": None, "share": USUAL_SHARE, "version": 1}])


def _choices() -> None:
    op.create_table(
        "moderation_values",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        *_text("value"),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moderation_values"),
        sa.UniqueConstraint("month", name="uq_moderation_values_month"),
    )
    op.create_table(
        "moderation_choices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("because", JSON, nullable=False),
        sa.Column("chosen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moderation_choices"),
        sa.UniqueConstraint("audit_id", name="uq_moderation_choices_audit_id"),
        _tie("moderation_choices", "audit_id", "audits"),
    )
    op.create_index("ix_moderation_choices_month", "moderation_choices", ["month"])


def _moderations() -> None:
    people = ("moderator_id", "decided_by_id", "action_owner_id")
    op.create_table(
        "moderations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in people),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        *(
            sa.Column(name, sa.Date(), nullable=True)
            for name in ("allocated_on", "due_on", "agreed_on", "action_due_on")
        ),
        *(sa.Column(name, UtcDateTime(), nullable=True) for name in ("submitted_at", "proposed_at", "answered_at")),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("grade", "proposed_grade", "decided_grade")),
        *_text("reason", "feedback", "auditor_says", "decided_reason", "action_what"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moderations"),
        sa.UniqueConstraint("audit_id", name="uq_moderations_audit_id"),
        _tie("moderations", "audit_id", "audits"),
        *(_tie("moderations", name, "people") for name in people),
    )
    for names in (["moderator_id", "state"], ["state"], ["agreed_on"]):
        op.create_index(f"ix_moderations_{'_'.join(names)}", "moderations", names)


def _answers() -> None:
    op.create_table(
        "moderation_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("moderation_id", sa.Uuid(), nullable=False),
        *_text("section", "answer", "evidence", "place", "proposed", "decided"),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moderation_answers"),
        sa.UniqueConstraint("moderation_id", "section", name="uq_moderation_answers_moderation_id_section"),
        _tie("moderation_answers", "moderation_id", "moderations"),
        _tie("moderation_answers", "saved_by_id", "people"),
    )


def _allocations() -> None:
    op.create_table(
        "moderation_allocations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("moderation_id", sa.Uuid(), nullable=False),
        sa.Column("moderator_id", sa.Uuid(), nullable=False),
        sa.Column("allocated_at", UtcDateTime(), nullable=False),
        sa.Column("allocated_by_id", sa.Uuid(), nullable=True),
        *_text("reason"),
        sa.PrimaryKeyConstraint("id", name="pk_moderation_allocations"),
        _tie("moderation_allocations", "moderation_id", "moderations"),
        _tie("moderation_allocations", "moderator_id", "people"),
        _tie("moderation_allocations", "allocated_by_id", "people"),
    )
    op.create_index("ix_moderation_allocations_moderation_id", "moderation_allocations", ["moderation_id"])


def _accreditations() -> None:
    op.create_table(
        "auditor_accreditations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        *_text("reason"),
        sa.Column("moderated", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_auditor_accreditations"),
        _tie("auditor_accreditations", "person_id", "people"),
        _tie("auditor_accreditations", "given_by_id", "people"),
    )
    op.create_index("ix_auditor_accreditations_person_id", "auditor_accreditations", ["person_id"])


def downgrade() -> None:
    """First grades were never written over, so they stand again."""
    for table in ONLY_GROW:
        forget_guard(table)
    for table in ("auditor_accreditations", "moderation_allocations", "moderation_answers", "moderations"):
        op.drop_table(table)
    for table in ("moderation_choices", "moderation_values", "moderation_shares"):
        op.drop_table(table)
    op.drop_column("audit_answers", "agreed")
    op.drop_column("audits", "agreed_grade")
