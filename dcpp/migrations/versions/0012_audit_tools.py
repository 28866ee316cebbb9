"""Tools of audits with dated versions, answers to their questions, and the kind of each audit.

The versions that come with the platform are brought in as published; audits stay on the one that they name.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.frameworks.shipped_tools import shipped_tools
from dcpp.frameworks.tool_content import content_of, fingerprint
from dcpp.kernel import clock
from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forget_freeze, freeze_rows

revision = "0012_audit_tools"
down_revision = "0011_previous_plans"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
SHIPPED = {("core", 1), ("core", 2)}
NOTES = {
    1: "It comes with the platform: a grade, evidence and strengths for each section.",
    2: "It comes with the platform: each section asks questions of its own, and feedback says who was asked and how.",
}
FROZEN = (
    "code",
    "number",
    "id",
    "title",
    "content",
    "content_hash",
    "note",
    "published_at",
    "published_by_id",
    "valid_from",
)


def upgrade() -> None:
    tools = op.create_table(
        "audit_tools",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("set_up_at", UtcDateTime(), nullable=False),
        sa.Column("set_up_by_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit_tools"),
        sa.UniqueConstraint("code", name="uq_audit_tools_code"),
        sa.ForeignKeyConstraint(["set_up_by_id"], ["people.id"], name="fk_audit_tools_set_up_by_id"),
    )
    versions = _versions()
    _bring_in(tools, versions)
    freeze_rows("audit_tool_versions", FROZEN, once="published_at IS NOT NULL")
    op.add_column("audits", sa.Column("kind", sa.String(40), nullable=False, server_default="core"))
    op.add_column("audit_answers", sa.Column("questions", JSON, nullable=False, server_default="{}"))


def _versions() -> sa.Table:
    return op.create_table(
        "audit_tool_versions",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("drafted_at", UtcDateTime(), nullable=False),
        sa.Column("drafted_by_id", sa.Uuid(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("published_by_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", "number", name="pk_audit_tool_versions"),
        sa.UniqueConstraint("id", name="uq_audit_tool_versions_id"),
        sa.ForeignKeyConstraint(["code"], ["audit_tools.code"], name="fk_audit_tool_versions_code"),
        sa.ForeignKeyConstraint(["drafted_by_id"], ["people.id"], name="fk_audit_tool_versions_drafted_by_id"),
        sa.ForeignKeyConstraint(["published_by_id"], ["people.id"], name="fk_audit_tool_versions_published_by_id"),
    )


def _bring_in(tools: sa.Table, versions: sa.Table) -> None:
    now = clock.now()
    shipped = [one for one in shipped_tools() if (one.tool.code, one.tool.version) in SHIPPED]
    codes = sorted({one.tool.code for one in shipped})
    op.bulk_insert(tools, [{"id": uuid4(), "code": code, "set_up_at": now, "set_up_by_id": None} for code in codes])
    op.bulk_insert(
        versions,
        [
            {
                "code": one.tool.code,
                "number": one.tool.version,
                "id": uuid4(),
                "title": one.tool.title,
                "content": content_of(one.tool),
                "content_hash": fingerprint(content_of(one.tool)),
                "note": NOTES[one.tool.version],
                "drafted_at": now,
                "drafted_by_id": None,
                "published_at": now,
                "published_by_id": None,
                "valid_from": one.valid_from,
                "retired_on": None,
                "version": 1,
            }
            for one in shipped
        ],
    )


def downgrade() -> None:
    op.drop_column("audit_answers", "questions")
    op.drop_column("audits", "kind")
    forget_freeze("audit_tool_versions")
    op.drop_table("audit_tool_versions")
    op.drop_table("audit_tools")
