"""Audit programmes, and the draws of their samples."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.kernel.db import UtcDateTime

revision = "0009_audit_programmes"
down_revision = "0008_readiness"

NOT_ABANDONED = sa.text("abandoned_at IS NULL")


def _code(name: str, *values: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Enum(*values, name=name, native_enum=False, length=40), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False)


def _person(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def upgrade() -> None:
    _programmes()
    _draws()
    _values()
    _cases()


def _programmes() -> None:
    op.create_table(
        "audit_programmes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        _json("stratify_by"),
        _json("statuses_left_out"),
        sa.Column("months_apart", sa.Integer(), nullable=False),
        sa.Column("list_age_days", sa.Integer(), nullable=False),
        _code("seed_scheme", "two_people", "public_value"),
        sa.Column("public_what", sa.Text(), nullable=False),
        sa.Column("public_where", sa.Text(), nullable=False),
        _code("schedule", "monthly", "by_hand"),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("set_up_at", UtcDateTime(), nullable=False),
        _person("set_up_by_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("size > 0", name="ck_audit_programmes_size"),
        sa.CheckConstraint("months_apart >= 0", name="ck_audit_programmes_months_apart"),
        sa.CheckConstraint("list_age_days > 0", name="ck_audit_programmes_list_age_days"),
        sa.ForeignKeyConstraint(["set_up_by_id"], ["people.id"], name="fk_audit_programmes_set_up_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_programmes"),
        sa.UniqueConstraint("name", name="uq_audit_programmes_name"),
    )


def _draws() -> None:
    people = ("opened_by_id", "named_by_id", "frozen_by_id", "drawn_by_id", "abandoned_by_id")
    op.create_table(
        "audit_draws",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        _code("seed_scheme", "two_people", "public_value"),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("reference", "public_what", "public_where", "programme_name", "frame_hash", "seed")
        ),
        sa.Column("abandoned_because", sa.Text(), nullable=False),
        *(
            sa.Column(name, UtcDateTime(), nullable=True)
            for name in ("named_at", "frozen_at", "drawn_at", "abandoned_at")
        ),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("known_on", "list_as_at")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("size", "eligible", "excluded")),
        sa.Column("list_id", sa.Uuid(), nullable=True),
        _json("strata"),
        _json("exclusions"),
        sa.Column("packed_frame", sa.LargeBinary(), nullable=True),
        *(_person(name) for name in people),
        sa.ForeignKeyConstraint(["programme_id"], ["audit_programmes.id"], name="fk_audit_draws_programme_id"),
        *(sa.ForeignKeyConstraint([name], ["people.id"], name=f"fk_audit_draws_{name}") for name in people),
        sa.PrimaryKeyConstraint("id", name="pk_audit_draws"),
        sa.UniqueConstraint("reference", name="uq_audit_draws_reference"),
    )
    op.create_index("ix_audit_draws_programme_id", "audit_draws", ["programme_id"])
    _only_one_live_draw()


def _only_one_live_draw() -> None:
    op.create_index(
        "uq_audit_draws_live",
        "audit_draws",
        ["programme_id", "month"],
        unique=True,
        sqlite_where=NOT_ABANDONED,
        postgresql_where=NOT_ABANDONED,
    )


def _values() -> None:
    op.create_table(
        "audit_commitments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        _person("person_id", nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        _code("kept_by", "the platform", "the person"),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("committed_at", UtcDateTime(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.Column("revealed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["draw_id"], ["audit_draws.id"], name="fk_audit_commitments_draw_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_audit_commitments_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_commitments"),
        sa.UniqueConstraint("draw_id", "person_id", name="uq_audit_commitments_draw_id_person_id"),
    )
    op.create_table(
        "audit_readings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        _person("person_id", nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["audit_draws.id"], name="fk_audit_readings_draw_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_audit_readings_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_readings"),
        sa.UniqueConstraint("draw_id", "person_id", name="uq_audit_readings_draw_id_person_id"),
    )
    for table in ("audit_commitments", "audit_readings"):
        op.create_index(f"ix_{table}_draw_id", table, ["draw_id"])


def _cases() -> None:
    op.create_table(
        "audit_sample_cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("case_id", "stratum")),
        sa.Column("place", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("ticket", "status", "service", "team", "worker_name")
        ),
        _person("worker_id"),
        sa.Column("drawn_at", UtcDateTime(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_at", UtcDateTime(), nullable=True),
        _person("replaced_by_id"),
        sa.Column("replaced_because", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["audit_draws.id"], name="fk_audit_sample_cases_draw_id"),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["people.id"], name="fk_audit_sample_cases_replaced_by_id"),
        sa.ForeignKeyConstraint(["replaces_id"], ["audit_sample_cases.id"], name="fk_audit_sample_cases_replaces_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["people.id"], name="fk_audit_sample_cases_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_sample_cases"),
        sa.UniqueConstraint("draw_id", "case_id", name="uq_audit_sample_cases_draw_id_case_id"),
        sa.UniqueConstraint("draw_id", "stratum", "place", name="uq_audit_sample_cases_draw_id_stratum_place"),
        sa.UniqueConstraint("replaces_id", name="uq_audit_sample_cases_replaces_id"),
    )
    op.create_index("ix_audit_sample_cases_draw_id", "audit_sample_cases", ["draw_id"])
    op.create_index("ix_audit_sample_cases_case_id", "audit_sample_cases", ["case_id"])


def downgrade() -> None:
    for table in ("audit_sample_cases", "audit_readings", "audit_commitments", "audit_draws", "audit_programmes"):
        op.drop_table(table)
