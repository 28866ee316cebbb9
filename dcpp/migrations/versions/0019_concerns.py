"""Immediate concerns of audits, who was told of them, their history, and the hours to answer. Tellings only grow."""

from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0019_concerns"
down_revision = "0018_allocation"

HOURS = 4
KEYS = {
    "audit_concerns": {
        "audit_id": "audits",
        "team_id": "teams",
        "service_id": "services",
        "practitioner_id": "people",
        "raised_by_id": "people",
        "acknowledged_by_id": "people",
        "closed_by_id": "people",
        "withdrawal_asked_by_id": "people",
    },
    "audit_concerns_told": {"concern_id": "audit_concerns", "person_id": "people"},
    "audit_concern_lines": {"concern_id": "audit_concerns", "written_by_id": "people"},
}
INDEXED = {
    "audit_concerns": (
        ["state", "answer_by"],
        ["raised_by_id", "state"],
        ["audit_id"],
        ["team_id"],
        ["service_id"],
        ["practitioner_id"],
        ["raised_at"],
        ["acknowledged_by_id"],
    ),
    "audit_concerns_told": (["person_id"],),
}


def upgrade() -> None:
    _concerns()
    _told()
    _lines()
    _settings()
    for table, many in INDEXED.items():
        for columns in many:
            op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def _keys(table: str) -> list[sa.schema.SchemaItem]:
    ties = [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")
        for column, to in KEYS[table].items()
    ]
    return [sa.PrimaryKeyConstraint("id", name=f"pk_{table}"), *ties]


def _concerns() -> None:
    op.create_table(
        "audit_concerns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in ("team_id", "service_id", "practitioner_id")),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("rung", sa.String(40), nullable=False),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("raised_by_id", sa.Uuid(), nullable=False),
        sa.Column("answer_by", UtcDateTime(), nullable=False),
        sa.Column("first_answer_by", UtcDateTime(), nullable=False),
        sa.Column("acknowledged_at", UtcDateTime(), nullable=True),
        sa.Column("acknowledged_by_id", sa.Uuid(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawal_asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("reference", name="uq_audit_concerns_reference"),
        *_keys("audit_concerns"),
    )


def _told() -> None:
    op.create_table(
        "audit_concerns_told",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("rung", sa.String(40), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.Column("answer_by", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("concern_id", "person_id", name="uq_audit_concerns_told_concern_id_person_id"),
        *_keys("audit_concerns_told"),
    )
    forbid_changes("audit_concerns_told")


def _lines() -> None:
    op.create_table(
        "audit_concern_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.UniqueConstraint("concern_id", "number", name="uq_audit_concern_lines_concern_id_number"),
        *_keys("audit_concern_lines"),
    )
    forbid_changes("audit_concern_lines")


def _settings() -> None:
    settings = op.create_table(
        "audit_concern_settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_hours", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_concern_settings"),
        sa.CheckConstraint("answer_hours BETWEEN 1 AND 16", name="ck_audit_concern_settings_hours"),
    )
    one = uuid5(NAMESPACE_URL, "dcpp:audit-concern-settings")
    op.bulk_insert(settings, [{"id": one, "answer_hours": HOURS, "version": 1}])


def downgrade() -> None:
    op.drop_table("audit_concern_settings")
    for table in ("audit_concern_lines", "audit_concerns_told"):
        forget_guard(table)
        op.drop_table(table)
    op.drop_table("audit_concerns")
