"""What people have learnt and what shows it; what is asked of whom; equivalences, exemptions and reminders."""

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0027_training_records"
down_revision = "0026_cpd"

KEYS = {
    "training_records": {
        "person_id": "people",
        "course_id": "training_courses",
        "kept_by_id": "people",
        "confirmed_by_id": "people",
        "withdrawn_by_id": "people",
        "booking_id": "training_bookings",
    },
    "training_evidence": {"record_id": "training_records", "uploaded_by_id": "people"},
    "training_requirements": {"course_id": "training_courses", "set_by_id": "people"},
    "training_equivalences": {"course_id": "training_courses", "counts_id": "training_courses", "set_by_id": "people"},
    "training_exemptions": {
        "person_id": "people",
        "course_id": "training_courses",
        "asked_by_id": "people",
        "decided_by_id": "people",
    },
}
INDEXED = {
    "training_records": (
        ["completed_on"],
        ["import_id"],
        ["person_id", "completed_on"],
        ["course_id", "completed_on"],
    ),
    "training_requirements": (["course_id", "from_on"],),
    "training_equivalences": (["course_id"], ["counts_id"]),
    "training_exemptions": (["person_id", "course_id"], ["state", "asked_at"]),
}


def upgrade() -> None:
    _records()
    _evidence()
    _requirements()
    _equivalences()
    _exemptions()
    _noted()
    for table, many in INDEXED.items():
        for columns in many:
            op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    forbid_changes("training_evidence")


def _keys(table: str) -> list[sa.schema.SchemaItem]:
    ties = [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")
        for column, to in KEYS[table].items()
    ]
    return [sa.PrimaryKeyConstraint("id", name=f"pk_{table}"), *ties]


def _ids(*names: str, nullable: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid(), nullable=nullable) for name in names]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _records() -> None:
    table = "training_records"
    op.create_table(
        table,
        *_ids("id", "person_id"),
        *_ids("course_id", "booking_id", "import_id", nullable=True),
        *_words("title", "provider", "withdrawn_reason"),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("cpd_minutes", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        *_ids("kept_by_id", "confirmed_by_id", "withdrawn_by_id", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys(table),
        sa.CheckConstraint("course_id IS NOT NULL OR title <> ''", name="ck_training_records_something"),
        sa.CheckConstraint("minutes >= 0 AND cpd_minutes >= 0", name="ck_training_records_minutes"),
        sa.CheckConstraint("expires_on > completed_on", name="ck_training_records_expires"),
    )
    counting = sa.text("confirmed_at IS NOT NULL AND withdrawn_at IS NULL")
    op.create_index(
        "ix_training_records_counting",
        table,
        ["person_id", "course_id", "completed_on", "expires_on"],
        sqlite_where=counting,
        postgresql_where=counting,
    )
    live = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_training_records_booking_id", table, ["booking_id"], unique=True, sqlite_where=live, postgresql_where=live
    )


def _evidence() -> None:
    table = "training_evidence"
    op.create_table(
        table,
        *_ids("id", "record_id", "uploaded_by_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_words("shows", "file_name", "media_type", "sha256"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("about_on", sa.Date(), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        *_keys(table),
        sa.UniqueConstraint("record_id", "number", name=f"uq_{table}_record_id_number"),
    )


def _requirements() -> None:
    table = "training_requirements"
    op.create_table(
        table,
        *_ids("id", "line_id", "course_id"),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("months_before", sa.Integer(), nullable=True),
        sa.Column("newcomer_days", sa.Integer(), nullable=False),
        sa.Column("introduction_days", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        *_words("why"),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        *_ids("set_by_id", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys(table),
        sa.UniqueConstraint("line_id", "from_on", name=f"uq_{table}_line_id_from_on"),
        sa.CheckConstraint("months > 0", name=f"ck_{table}_months"),
        sa.CheckConstraint("newcomer_days >= 0 AND introduction_days >= 0", name=f"ck_{table}_grace"),
        sa.CheckConstraint("until_on >= from_on", name=f"ck_{table}_span"),
    )
    op.create_table(
        "training_requirement_roles",
        *_ids("requirement_id"),
        *_words("job_role"),
        sa.Column("asked_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("requirement_id", "job_role", name="pk_training_requirement_roles"),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["training_requirements.id"], name="fk_training_requirement_roles_requirement_id"
        ),
    )


def _equivalences() -> None:
    table = "training_equivalences"
    op.create_table(
        table,
        *_ids("id", "course_id", "counts_id"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        *_ids("set_by_id", nullable=True),
        *_keys(table),
        sa.CheckConstraint("course_id <> counts_id", name=f"ck_{table}_two"),
        sa.CheckConstraint("until_on >= from_on", name=f"ck_{table}_span"),
    )


def _exemptions() -> None:
    table = "training_exemptions"
    op.create_table(
        table,
        *_ids("id", "person_id", "course_id"),
        sa.Column("state", sa.String(40), nullable=False),
        *_words("reason", "decided_why"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        *_ids("asked_by_id", "decided_by_id", nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys(table),
        sa.CheckConstraint("until_on >= from_on", name=f"ck_{table}_span"),
    )


def _noted() -> None:
    """Since when somebody is in a role, and of what they were told."""
    op.create_table(
        "training_role_days",
        *_ids("person_id"),
        sa.Column("since_on", sa.Date(), nullable=False),
        *_words("job_role"),
        sa.PrimaryKeyConstraint("person_id", "since_on", name="pk_training_role_days"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_training_role_days_person_id"),
    )
    table = "training_ladder_tellings"
    op.create_table(
        table,
        *_ids("person_id", "course_id"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "course_id", "due_on", "rung", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=f"fk_{table}_person_id"),
        sa.ForeignKeyConstraint(["course_id"], ["training_courses.id"], name=f"fk_{table}_course_id"),
    )


def downgrade() -> None:
    forget_guard("training_evidence")
    for table in (
        "training_ladder_tellings",
        "training_role_days",
        "training_exemptions",
        "training_equivalences",
        "training_requirement_roles",
        "training_requirements",
        "training_evidence",
        "training_records",
    ):
        op.drop_table(table)
