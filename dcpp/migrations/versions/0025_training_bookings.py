"""Bookings and their steps, which only grow; who approves in whose place; how queues were looked at; nightly checks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0025_training_bookings"
down_revision = "0024_sealed_lots"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
LIVE = "state IN ('requested', 'approved', 'waiting', 'booked', 'attended', 'part_attended', 'absent')"
KEYS = {
    "training_bookings": {
        "session_id": "training_sessions",
        "person_id": "people",
        "approver_id": "people",
        "replaces_id": "training_bookings",
    },
    "training_booking_steps": {"booking_id": "training_bookings", "by_id": "people"},
    "training_approval_delegates": {"manager_id": "people", "delegate_id": "people", "named_by_id": "people"},
    "training_queue_runs": {"session_id": "training_sessions"},
    "training_booking_checks": {},
}
INDEXED = {
    "training_bookings": (
        ["session_id", "state", "arrived"],
        ["person_id", "state"],
        ["state", "expires_on"],
        ["asked_at"],
        ["approver_id"],
        ["replaces_id"],
    ),
    "training_approval_delegates": (["manager_id", "ends_on"], ["delegate_id", "ends_on"]),
    "training_booking_checks": (["ran_at"],),
}


def upgrade() -> None:
    _bookings()
    _steps()
    _delegates()
    _runs_and_checks()
    for table, many in INDEXED.items():
        for columns in many:
            op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    live = sa.text(LIVE)
    op.create_index(
        "uq_training_bookings_live",
        "training_bookings",
        ["session_id", "person_id"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE SEQUENCE training_arrivals")


def _keys(table: str, key: str = "id") -> list[sa.schema.SchemaItem]:
    ties = [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")
        for column, to in KEYS[table].items()
    ]
    return [sa.PrimaryKeyConstraint(key, name=f"pk_{table}"), *ties]


def _bookings() -> None:
    op.create_table(
        "training_bookings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("arrived", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("kept_rule", JSON, nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("approver_id", sa.Uuid(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("requirement_kind", sa.Text(), nullable=False),
        sa.Column("requirement_id", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("access_needs", sa.Text(), nullable=False),
        sa.Column("dietary_needs", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("reference", name="uq_training_bookings_reference"),
        sa.UniqueConstraint("arrived", name="uq_training_bookings_arrived"),
        *_keys("training_bookings"),
    )


def _steps() -> None:
    op.create_table(
        "training_booking_steps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=True),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("place_in_queue", sa.Integer(), nullable=True),
        sa.Column("is_override", sa.Boolean(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.UniqueConstraint("booking_id", "number", name="uq_training_booking_steps_booking_id_number"),
        sa.CheckConstraint(
            "deed NOT IN ('placed_by_hand', 'took_over', 'passed_over') OR why <> ''",
            name="ck_training_booking_steps_reason",
        ),
        *_keys("training_booking_steps"),
    )
    forbid_changes("training_booking_steps")


def _delegates() -> None:
    op.create_table(
        "training_approval_delegates",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "manager_id", "delegate_id", "named_by_id")),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("named_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name="ck_training_approval_delegates_days"),
        sa.CheckConstraint("delegate_id <> manager_id", name="ck_training_approval_delegates_another"),
        *_keys("training_approval_delegates"),
    )


def _runs_and_checks() -> None:
    op.create_table(
        "training_queue_runs",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("ran_at", UtcDateTime(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("free", "waiting", "placed", "passed_over")),
        *_keys("training_queue_runs", "session_id"),
    )
    op.create_table(
        "training_booking_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ran_at", UtcDateTime(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("sessions", "bookings", "many")),
        sa.Column("faults", JSON, nullable=False),
        *_keys("training_booking_checks"),
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SEQUENCE training_arrivals")
    op.drop_table("training_booking_checks")
    op.drop_table("training_queue_runs")
    op.drop_table("training_approval_delegates")
    forget_guard("training_booking_steps")
    op.drop_table("training_booking_steps")
    op.drop_table("training_bookings")
