"""Readiness reports, their snapshots, which never change, and their files, which only grow."""

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0008_readiness"
down_revision = "0007_caseload"


def upgrade() -> None:
    op.create_table(
        "readiness_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("requested_at", UtcDateTime(), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=True),
        sa.Column("as_at", sa.Date(), nullable=True),
        sa.Column("snapshot_text", sa.Text(), nullable=True),
        sa.Column("snapshot_sha256", sa.Text(), nullable=True),
        sa.Column("seal_number", sa.Integer(), nullable=True),
        sa.Column("seal_hash", sa.Text(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_readiness_reports"),
        sa.UniqueConstraint("reference", name="uq_readiness_reports_reference"),
        sa.UniqueConstraint("month", "edition", name="uq_readiness_reports_month_edition"),
        sa.ForeignKeyConstraint(["requested_by_id"], ["people.id"], name="fk_readiness_reports_requested_by_id"),
    )
    op.create_table(
        "report_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report_files"),
        sa.UniqueConstraint("report_id", "kind", name="uq_report_files_report_id_kind"),
        sa.ForeignKeyConstraint(["report_id"], ["readiness_reports.id"], name="fk_report_files_report_id"),
    )
    forbid_changes("report_files")
    _freeze_snapshots()


def _freeze_snapshots() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER readiness_reports_keep_snapshot BEFORE UPDATE ON readiness_reports "
            "WHEN OLD.snapshot_text IS NOT NULL AND NEW.snapshot_text IS NOT OLD.snapshot_text "
            "BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION readiness_reports_keep_snapshot() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a snapshot never changes'; END $$"
    )
    op.execute(
        "CREATE TRIGGER readiness_reports_keep_snapshot BEFORE UPDATE ON readiness_reports FOR EACH ROW "
        "WHEN (OLD.snapshot_text IS NOT NULL AND NEW.snapshot_text IS DISTINCT FROM OLD.snapshot_text) "
        "EXECUTE FUNCTION readiness_reports_keep_snapshot()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER readiness_reports_keep_snapshot")
    else:
        op.execute("DROP TRIGGER readiness_reports_keep_snapshot ON readiness_reports")
        op.execute("DROP FUNCTION readiness_reports_keep_snapshot()")
    forget_guard("report_files")
    op.drop_table("report_files")
    op.drop_table("readiness_reports")
