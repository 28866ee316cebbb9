"""Courses and sessions of training, and the sector of a partner, which decides what they may book."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.kernel.db import UtcDateTime

revision = "0023_training_courses"
down_revision = "0022_mail_with_calendar"

WORDS = sa.JSON().with_variant(JSONB(), "postgresql")
DAYS = ("booking_closes_days", "cut_off_days", "freeze_days")
CHARGES = ("late_charge_pence", "absence_charge_pence")
YES_NO = ("needs_approval", "allows_substitute", "own_council")
LISTS = ("sectors", "audience")
SEARCHED = (
    ["series_id"],
    ["trainer_id"],
    ["first_starts_at"],
    ["state", "first_starts_at"],
    ["course_id", "first_starts_at"],
)


def upgrade() -> None:
    op.add_column("people", sa.Column("partner_sector", sa.String(40), nullable=True))
    _courses()
    _linked("training_course_themes", "theme_id", "themes")
    _linked("training_prerequisites", "needs_id", "training_courses")
    _sessions()
    _dates()


def _rule(*, nullable: bool) -> list[sa.Column[Any]]:
    return [
        *(sa.Column(name, sa.Integer(), nullable=nullable) for name in (*DAYS, *CHARGES)),
        *(sa.Column(name, sa.Boolean(), nullable=nullable) for name in YES_NO),
        *(sa.Column(name, WORDS, nullable=nullable) for name in LISTS),
    ]


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")


def _courses() -> None:
    table = "training_courses"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("reference", "title", "aim", "description")),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column("cpd_minutes", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        *_rule(nullable=False),
        sa.Column("months_valid", sa.Integer(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("reference", name=f"uq_{table}_reference"),
        sa.UniqueConstraint("title", name=f"uq_{table}_title"),
        _key(table, "owner_id", "people"),
        _key(table, "added_by_id", "people"),
        sa.CheckConstraint("length_minutes > 0", name="ck_training_courses_length"),
        sa.CheckConstraint("cpd_minutes >= 0", name="ck_training_courses_cpd"),
        sa.CheckConstraint("late_charge_pence >= 0 AND absence_charge_pence >= 0", name="ck_training_courses_charges"),
        sa.CheckConstraint(
            "booking_closes_days >= 0 AND cut_off_days >= 0 AND freeze_days >= 0", name="ck_training_courses_days"
        ),
        sa.CheckConstraint("months_valid > 0", name="ck_training_courses_months_valid"),
    )
    for column in ("owner_id", "review_on"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _linked(table: str, column: str, to: str) -> None:
    op.create_table(
        table,
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column(column, sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("course_id", column, name=f"pk_{table}"),
        _key(table, "course_id", "training_courses"),
        _key(table, column, to),
    )
    op.create_index(f"ix_{table}_{column}", table, [column])


def _sessions() -> None:
    table = "training_sessions"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("trainer_id", sa.Uuid(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("trainer_name", "place", "video_link")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("minimum", "maximum", "waiting_places")),
        sa.Column("opens_at", UtcDateTime(), nullable=True),
        sa.Column("joining_instructions", sa.Text(), nullable=False),
        sa.Column("asks_access", sa.Boolean(), nullable=False),
        sa.Column("first_starts_at", UtcDateTime(), nullable=False),
        sa.Column("last_ends_at", UtcDateTime(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("cancelled_reason", sa.Text(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        *_rule(nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("reference", name=f"uq_{table}_reference"),
        _key(table, "course_id", "training_courses"),
        _key(table, "trainer_id", "people"),
        _key(table, "added_by_id", "people"),
        sa.CheckConstraint("maximum > 0 AND minimum >= 0 AND minimum <= maximum", name="ck_training_sessions_places"),
        sa.CheckConstraint("waiting_places >= 0", name="ck_training_sessions_waiting_places"),
    )
    for columns in SEARCHED:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def _dates() -> None:
    table = "training_session_dates"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("video_link", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _key(table, "session_id", "training_sessions"),
        sa.CheckConstraint("ends_at > starts_at", name="ck_training_session_dates_ends"),
    )
    for column in ("session_id", "starts_at"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in (
        "training_session_dates",
        "training_sessions",
        "training_prerequisites",
        "training_course_themes",
        "training_courses",
    ):
        op.drop_table(table)
    with op.batch_alter_table("people") as people:
        people.drop_column("partner_sector")
