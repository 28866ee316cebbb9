"""Kinds of programme, targeted rules, who audits; the second frame text, coverage and top-ups of a draw."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.kernel.db import UtcDateTime

revision = "0013_programme_kinds"
down_revision = "0012_audit_tools"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
PROGRAMMES = {
    "kind": (sa.String(40), "core"),
    "tool_code": (sa.Text(), "core"),
    "minimum": (sa.Integer(), "1"),
    "targeted": (JSON, "[]"),
    "limits": (JSON, "{}"),
    "months_since_held": (sa.Integer(), "12"),
    "drawn_in": (JSON, "[]"),
    "pool": (sa.String(40), "everybody"),
}
DRAWS = {
    "kind": (sa.String(40), "core"),
    "frame_version": (sa.Integer(), "1"),
    "minimum": (sa.Integer(), "1"),
    "criteria": (JSON, "{}"),
    "coverage": (JSON, "{}"),
}


def upgrade() -> None:
    _groups()
    _programmes()
    _top_ups()
    for name, (kind, value) in DRAWS.items():
        _add("audit_draws", name, kind, value)
    _steps()


def _groups() -> None:
    op.create_table(
        "audit_groups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_groups"),
        sa.UniqueConstraint("name", name="uq_audit_groups_name"),
    )
    _people_of("audit_group_members", "group_id", "audit_groups")
    _people_of("audit_programme_auditors", "programme_id", "audit_programmes")


def _people_of(table: str, key: str, of: str) -> None:
    op.create_table(
        table,
        sa.Column(key, sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint([key], [f"{of}.id"], name=f"fk_{table}_{key}"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=f"fk_{table}_person_id"),
        sa.PrimaryKeyConstraint(key, "person_id", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_person_id", table, ["person_id"])


def _programmes() -> None:
    for name, (kind, value) in PROGRAMMES.items():
        _add("audit_programmes", name, kind, value)
    for name in ("tool_version", "look_back_months", "most_each"):
        op.add_column("audit_programmes", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("audit_programmes", sa.Column("pool_role", sa.String(40), nullable=True))
    _refer("audit_programmes", "pool_group_id", "audit_groups")


def _add(table: str, name: str, kind: Any, value: str) -> None:
    """A column, with a value for what is there already."""
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=value))


def _refer(table: str, name: str, to: str) -> None:
    """A column that may name a row of another table: written in one piece, since SQLite adds no constraint later."""
    key = sa.ForeignKey(f"{to}.id", name=f"fk_{table}_{name}")
    op.add_column(table, sa.Column(name, sa.Uuid(), key, nullable=True), inline_references=True)


def _top_ups() -> None:
    op.create_table(
        "audit_top_ups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("drawn_at", UtcDateTime(), nullable=False),
        sa.Column("drawn_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["audit_draws.id"], name="fk_audit_top_ups_draw_id"),
        sa.ForeignKeyConstraint(["drawn_by_id"], ["people.id"], name="fk_audit_top_ups_drawn_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_top_ups"),
        sa.UniqueConstraint("draw_id", "step", name="uq_audit_top_ups_draw_id_step"),
    )
    op.create_index("ix_audit_top_ups_draw_id", "audit_top_ups", ["draw_id"])


def _steps() -> None:
    """Replacements that were made already are numbered in the order in which they were made."""
    _add("audit_sample_cases", "step", sa.Integer(), "0")
    _refer("audit_sample_cases", "top_up_id", "audit_top_ups")
    op.create_index("ix_audit_sample_cases_top_up_id", "audit_sample_cases", ["top_up_id"])
    op.execute(
        "UPDATE audit_sample_cases SET step = (SELECT COUNT(*) FROM audit_sample_cases AS other "
        "WHERE other.draw_id = audit_sample_cases.draw_id AND other.replaces_id IS NOT NULL "
        "AND (other.drawn_at < audit_sample_cases.drawn_at OR (other.drawn_at = audit_sample_cases.drawn_at "
        "AND (other.place, other.stratum) <= (audit_sample_cases.place, audit_sample_cases.stratum)))) "
        "WHERE replaces_id IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_index("ix_audit_sample_cases_top_up_id", "audit_sample_cases")
    _drop("audit_sample_cases", "top_up_id", "step")
    op.drop_table("audit_top_ups")
    _drop("audit_draws", *DRAWS)
    _drop("audit_programmes", *PROGRAMMES, "tool_version", "look_back_months", "most_each", "pool_role")
    _drop("audit_programmes", "pool_group_id")
    for table in ("audit_programme_auditors", "audit_group_members", "audit_groups"):
        op.drop_table(table)


def _drop(table: str, *names: str) -> None:
    for name in names:
        op.drop_column(table, name)
