"""Work: runs of jobs, requests for heavy work, and (on PostgreSQL) the queue's own tables."""

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime

revision = "0002_work"
down_revision = "0001_kernel"

# What huey 3.5 expects, in a schema of its own; on SQLite the queue is a file that huey makes by itself.
QUEUE_TABLES = """
    CREATE TABLE huey.huey_kv (queue text NOT NULL, key text NOT NULL, value bytea NOT NULL, PRIMARY KEY (queue, key));
    CREATE TABLE huey.huey_schedule (id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,
        timestamp double precision NOT NULL);
    CREATE INDEX huey_schedule_queue_timestamp ON huey.huey_schedule (queue, timestamp);
    CREATE TABLE huey.huey_task (id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,
        priority double precision NOT NULL DEFAULT 0.0);
    CREATE INDEX huey_task_queue_priority_id ON huey.huey_task (queue, priority DESC, id);
    CREATE TABLE huey.huey_counter (queue text NOT NULL, key text NOT NULL, value bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (queue, key))
"""


def upgrade() -> None:
    make_job_runs()
    make_works()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE SCHEMA huey")
        for statement in QUEUE_TABLES.split(";"):
            op.execute(statement)


def make_job_runs() -> None:
    op.create_table(
        "job_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("claimed_by", sa.Text(), nullable=False),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job_runs"),
        sa.UniqueConstraint("job", "due_at", name="uq_job_runs_job_due_at"),
    )
    op.create_index("ix_job_runs_finished_at", "job_runs", ["finished_at"])
    unfinished = sa.text("finished_at IS NULL")
    op.create_index(
        "ix_job_runs_unfinished", "job_runs", ["due_at"], sqlite_where=unfinished, postgresql_where=unfinished
    )


def make_works() -> None:
    op.create_table(
        "works",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_works"),
    )
    for column in ("asked_at", "record_id", "state"):
        op.create_index(f"ix_works_{column}", "works", [column])
    unfinished = sa.text("state IN ('queued', 'running')")
    op.create_index(
        "uq_works_unfinished",
        "works",
        ["kind", "record_id"],
        unique=True,
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SCHEMA huey CASCADE")
    op.drop_table("works")
    op.drop_table("job_runs")
