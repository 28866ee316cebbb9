"""Audits: who does them, what stands in each section, findings with themes, and the actions proposed for them."""

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0010_audits"
down_revision = "0009_audit_programmes"


def upgrade() -> None:
    op.create_table("audits", *_header(), *_course(), *_audit_constraints())
    for column in ("service_id", "team_id", "practitioner_id"):
        op.create_index(f"ix_audits_{column}", "audits", [column])
    for first, second in (
        ("auditor_id", "state"),
        ("state", "due_on"),
        ("case_id", "submitted_on"),
        ("month", "state"),
    ):
        op.create_index(f"ix_audits_{first}_{second}", "audits", [first, second])
    _answers()
    _allocations()
    _findings()


def _header() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("draw_id", sa.Uuid(), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("tool_code", sa.Text(), nullable=False),
        sa.Column("tool_version", sa.Integer(), nullable=False),
        sa.Column("look_back_months", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("age_years", sa.Integer(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("service_name", sa.Text(), nullable=False),
        sa.Column("team_name", sa.Text(), nullable=False),
        sa.Column("practitioner_id", sa.Uuid(), nullable=True),
        sa.Column("practitioner_name", sa.Text(), nullable=False),
        sa.Column("days_held", sa.Integer(), nullable=True),
    ]


def _course() -> list[sa.Column]:
    return [
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("auditor_id", sa.Uuid(), nullable=True),
        sa.Column("auditor_outside_line", sa.Boolean(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("allocated_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("re_audit_by", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _audit_constraints() -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name="pk_audits"),
        sa.UniqueConstraint("reference", name="uq_audits_reference"),
        sa.UniqueConstraint("draw_id", "case_id", name="uq_audits_draw_id_case_id"),
        sa.ForeignKeyConstraint(["draw_id"], ["audit_draws.id"], name="fk_audits_draw_id"),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name="fk_audits_service_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_audits_team_id"),
        sa.ForeignKeyConstraint(["practitioner_id"], ["people.id"], name="fk_audits_practitioner_id"),
        sa.ForeignKeyConstraint(["auditor_id"], ["people.id"], name="fk_audits_auditor_id"),
    ]


def _answers() -> None:
    words = ("section", "answer", "evidence", "place", "strengths", "improve", "reason")
    op.create_table(
        "audit_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in words),
        sa.Column("invited_at", UtcDateTime(), nullable=True),
        sa.Column("shared_at", UtcDateTime(), nullable=True),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_answers"),
        sa.UniqueConstraint("audit_id", "section", name="uq_audit_answers_audit_id_section"),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], name="fk_audit_answers_audit_id"),
        sa.ForeignKeyConstraint(["saved_by_id"], ["people.id"], name="fk_audit_answers_saved_by_id"),
    )


def _allocations() -> None:
    op.create_table(
        "audit_allocations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("auditor_id", sa.Uuid(), nullable=False),
        sa.Column("allocated_at", UtcDateTime(), nullable=False),
        sa.Column("allocated_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_allocations"),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], name="fk_audit_allocations_audit_id"),
        sa.ForeignKeyConstraint(["auditor_id"], ["people.id"], name="fk_audit_allocations_auditor_id"),
        sa.ForeignKeyConstraint(["allocated_by_id"], ["people.id"], name="fk_audit_allocations_allocated_by_id"),
    )
    op.create_index("ix_audit_allocations_audit_id", "audit_allocations", ["audit_id"])
    forbid_changes("audit_allocations")


def _findings() -> None:
    op.create_table(
        "audit_findings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_findings"),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], name="fk_audit_findings_audit_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["people.id"], name="fk_audit_findings_recorded_by_id"),
    )
    op.create_index("ix_audit_findings_audit_id", "audit_findings", ["audit_id"])
    _themes_of_findings()


def _themes_of_findings() -> None:
    op.create_table(
        "audit_finding_themes",
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("finding_id", "theme_id", name="pk_audit_finding_themes"),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["audit_findings.id"], name="fk_audit_finding_themes_finding_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name="fk_audit_finding_themes_theme_id"),
    )
    op.create_index("ix_audit_finding_themes_theme_id", "audit_finding_themes", ["theme_id"])
    op.create_table(
        "audit_proposed_actions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_proposed_actions"),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["audit_findings.id"], name="fk_audit_proposed_actions_finding_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name="fk_audit_proposed_actions_owner_id"),
    )
    op.create_index("ix_audit_proposed_actions_finding_id", "audit_proposed_actions", ["finding_id"])


def downgrade() -> None:
    for table in ("audit_proposed_actions", "audit_finding_themes", "audit_findings"):
        op.drop_table(table)
    forget_guard("audit_allocations")
    for table in ("audit_allocations", "audit_answers", "audits"):
        op.drop_table(table)
