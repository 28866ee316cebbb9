"""Caseload: imports of child-level lists with their sheets, findings, rows and cases."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.kernel.db import UtcDateTime

revision = "0007_caseload"
down_revision = "0006_themes_actions"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _imports()
    _sheets_and_findings()
    _rows()
    _cases()


def _words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _of_import(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["caseload_imports.id"], name=f"fk_{table}_import_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def _imports() -> None:
    op.create_table(
        "caseload_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("upload_key", sa.Text(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=False),
        *_numbers("rows_read", "rows_kept", "rows_refused", "cases", "errors", "queries"),
        sa.PrimaryKeyConstraint("id", name="pk_caseload_imports"),
        sa.UniqueConstraint("reference", name="uq_caseload_imports_reference"),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["people.id"], name="fk_caseload_imports_sent_by_id", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_caseload_imports_sha256", "caseload_imports", ["sha256"])
    op.create_index("ix_caseload_imports_state_dated_on", "caseload_imports", ["state", "dated_on"])


def _sheets_and_findings() -> None:
    op.create_table(
        "caseload_sheets",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        *_numbers("list_number", "rows_read", "rows_kept", "rows_refused"),
        *_words("sheet"),
        *_of_import("caseload_sheets"),
    )
    op.create_table(
        "caseload_findings",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        *_numbers("list_number"),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("severity", sa.String(40), nullable=False),
        *_words("sheet", "column_name", "text"),
        *_of_import("caseload_findings"),
    )
    for table in ("caseload_sheets", "caseload_findings"):
        op.create_index(f"ix_{table}_import_id", table, ["import_id"])


def _rows() -> None:
    op.create_table(
        "caseload_rows",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        *_numbers("list_number", "row_number"),
        sa.Column("age", sa.Integer(), nullable=True),
        *_words("sheet", "case_reference", "gender", "ethnicity", "disability", "status", "team", "worker", "adviser"),
        sa.Column("dates", JSON, nullable=False),
        *_of_import("caseload_rows"),
    )
    op.create_index("ix_caseload_rows_import_id_case_reference", "caseload_rows", ["import_id", "case_reference"])


def _cases() -> None:
    links = {"service_id": "services", "team_id": "teams", "worker_id": "people"}
    days = ("since", "need_since", "placement_since", "referred_on", "last_seen_on", "last_visited_on")
    op.create_table(
        "caseload_cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        *_words("case_reference", "service", "team", "worker", "gender", "ethnicity", "disability", "on_lists"),
        *(sa.Column(column, sa.Uuid(), nullable=True) for column in links),
        *(sa.Column(day, sa.Date(), nullable=True) for day in (*days, "last_reviewed_on", "closed_on")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_caseload_cases_{column}", ondelete="SET NULL")
            for column, table in links.items()
        ),
        sa.UniqueConstraint("import_id", "case_reference", name="uq_caseload_cases_import_id_case_reference"),
        *_of_import("caseload_cases"),
    )
    op.create_index("ix_caseload_cases_import_id_status", "caseload_cases", ["import_id", "status"])
    for column in ("team_id", "worker_id"):
        op.create_index(f"ix_caseload_cases_{column}", "caseload_cases", [column])


def downgrade() -> None:
    for table in ("cases", "rows", "findings", "sheets", "imports"):
        op.drop_table(f"caseload_{table}")
