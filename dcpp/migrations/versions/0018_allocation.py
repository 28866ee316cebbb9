"""Capacities and exemptions of auditors, a lead's judgement, and audits of supervision files."""

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime

revision = "0018_allocation"
down_revision = "0017_list_corrections"


def upgrade() -> None:
    _capacities()
    _exemptions()
    op.add_column("audit_allocations", sa.Column("judgement", sa.Text(), nullable=False, server_default=""))
    _let_status_be_missing(may_be=True)


def _capacities() -> None:
    op.create_table(
        "audit_capacities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("per_month", sa.Integer(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("per_month >= 0", name="ck_audit_capacities_per_month"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_audit_capacities_person_id"),
        sa.ForeignKeyConstraint(["set_by_id"], ["people.id"], name="fk_audit_capacities_set_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_capacities"),
        sa.UniqueConstraint("person_id", name="uq_audit_capacities_person_id"),
    )


def _exemptions() -> None:
    keys = {
        "programme_id": ("audit_programmes", False),
        "person_id": ("people", True),
        "audit_id": ("audits", True),
        "asked_by_id": ("people", False),
        "decided_by_id": ("people", True),
    }
    op.create_table(
        "audit_exemptions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=may_be_missing) for name, (_to, may_be_missing) in keys.items()),
        *(
            sa.ForeignKeyConstraint([name], [f"{to}.id"], name=f"fk_audit_exemptions_{name}")
            for name, (to, _missing) in keys.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_audit_exemptions"),
        sa.UniqueConstraint("reference", name="uq_audit_exemptions_reference"),
    )
    op.create_index("ix_audit_exemptions_programme_id_month", "audit_exemptions", ["programme_id", "month"])
    for name in ("person_id", "audit_id"):
        op.create_index(f"ix_audit_exemptions_{name}", "audit_exemptions", [name])


def _let_status_be_missing(*, may_be: bool) -> None:
    """SQLite changes no column in place, and rebuilding a table that others refer to would empty them: so by a new one.

    The new column is filled from the old, which then goes.
    """
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("audits", "status", nullable=may_be)
        return
    op.alter_column("audits", "status", new_column_name="status_before")
    value = None if may_be else "closed"
    op.add_column("audits", sa.Column("status", sa.String(40), nullable=may_be, server_default=value))
    op.execute("UPDATE audits SET status = status_before")
    op.drop_column("audits", "status_before")


def downgrade() -> None:
    op.execute("UPDATE audits SET status = 'closed' WHERE status IS NULL")
    _let_status_be_missing(may_be=False)
    op.drop_column("audit_allocations", "judgement")
    op.drop_table("audit_exemptions")
    op.drop_table("audit_capacities")
