"""Actions: the impact check, evidence, escalations, and what the Centre sets. Evidence only grows."""

from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
from alembic import op

from dcpp.kernel import clock
from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0015_action_ladder"
down_revision = "0014_council_accounts"

WEEKS = 8
COLUMNS: dict[str, sa.types.TypeEngine] = {
    "checker_id": sa.Uuid(),
    "owner_told_at": UtcDateTime(),
    "impact_due_on": sa.Date(),
    "impact_checked_on": sa.Date(),
    "impact": sa.String(40),
}


def upgrade() -> None:
    _columns()
    _look_again()
    _evidence()
    _escalations()
    _settings()


def _columns() -> None:
    """Written out: only so does SQLite add a column with its foreign key to a table that others point to."""
    for name, kind in COLUMNS.items():
        written = kind.compile(dialect=op.get_bind().dialect)
        tie = f" CONSTRAINT fk_actions_{name} REFERENCES people (id)" if name == "checker_id" else ""
        op.execute(f"ALTER TABLE actions ADD COLUMN {name} {written}{tie}")
    for name in ("checker_id", "impact_due_on"):
        op.create_index(f"ix_actions_{name}", "actions", [name])


def _look_again() -> None:
    """What was closed in the last weeks is looked at again; what is older was never to be, and is not late now.

    Owners of actions that stand were told of them already.
    """
    actions = sa.table(
        "actions",
        sa.column("id", sa.Uuid()),
        sa.column("state", sa.String()),
        sa.column("closed_on", sa.Date()),
        sa.column("impact_due_on", sa.Date()),
        sa.column("owner_told_at", UtcDateTime()),
    )
    since = clock.today() - timedelta(weeks=WEEKS)
    closed = sa.select(actions.c.id, actions.c.closed_on).where(
        actions.c.state == "evidence_checked", actions.c.closed_on >= since
    )
    for action_id, closed_on in op.get_bind().execute(closed).all():
        due_on: date = closed_on + timedelta(weeks=WEEKS)
        op.execute(actions.update().where(actions.c.id == action_id).values(impact_due_on=due_on))
    op.execute(actions.update().values(owner_told_at=clock.now()))


def _evidence() -> None:
    op.create_table(
        "action_evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("shows", "place", "file_name", "media_type", "sha256")
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("about_on", sa.Date(), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=False),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_action_evidence"),
        sa.UniqueConstraint("action_id", "number", name="uq_action_evidence_action_id_number"),
        sa.UniqueConstraint("replaces_id", name="uq_action_evidence_replaces_id"),
        sa.CheckConstraint("sha256 <> '' OR place <> ''", name="ck_action_evidence_something"),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name="fk_action_evidence_action_id"),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["people.id"], name="fk_action_evidence_uploaded_by_id"),
        sa.ForeignKeyConstraint(["replaces_id"], ["action_evidence.id"], name="fk_action_evidence_replaces_id"),
    )
    op.create_index("ix_action_evidence_expires_on", "action_evidence", ["expires_on"])
    forbid_changes("action_evidence")


def _escalations() -> None:
    op.create_table(
        "action_escalations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("rung", sa.String(40), nullable=False),
        sa.Column("spell", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("days_late", sa.Integer(), nullable=False),
        sa.Column("escalated_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_action_escalations"),
        sa.UniqueConstraint("action_id", "spell", "rung", name="uq_action_escalations_action_id_spell_rung"),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name="fk_action_escalations_action_id"),
        sa.ForeignKeyConstraint(["to_id"], ["people.id"], name="fk_action_escalations_to_id"),
    )
    op.create_index("ix_action_escalations_to_id_ended_on", "action_escalations", ["to_id", "ended_on"])


def _settings() -> None:
    settings = op.create_table(
        "action_settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("impact_weeks", sa.Integer(), nullable=False),
        sa.Column("digest_week", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_action_settings"),
        sa.CheckConstraint("impact_weeks BETWEEN 1 AND 52", name="ck_action_settings_weeks"),
    )
    one = uuid5(NAMESPACE_URL, "dcpp:action-settings")
    op.bulk_insert(settings, [{"id": one, "impact_weeks": WEEKS, "digest_week": None, "version": 1}])
    op.create_table(
        "action_rung_holders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rung", sa.String(40), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_action_rung_holders"),
        sa.UniqueConstraint("rung", "service_id", name="uq_action_rung_holders_rung_service_id"),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name="fk_action_rung_holders_service_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_action_rung_holders_person_id"),
    )
    op.create_table(
        "action_digest_refusals",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_action_digest_refusals"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_action_digest_refusals_person_id"),
    )


def downgrade() -> None:
    """Impact checks are put back to checked; what was said stays in the history, as updates."""
    for table in ("action_digest_refusals", "action_rung_holders", "action_settings", "action_escalations"):
        op.drop_table(table)
    forget_guard("action_evidence")
    op.drop_table("action_evidence")
    op.execute("UPDATE actions SET state = 'evidence_checked' WHERE state = 'impact_checked'")
    forget_guard("action_updates")
    op.execute(
        "UPDATE action_updates SET kind = 'updated' WHERE kind IN ('evidence_added', 'escalated', 'impact_checked')"
    )
    forbid_changes("action_updates")
    for name in ("checker_id", "impact_due_on"):
        op.drop_index(f"ix_actions_{name}", "actions")
    for name in COLUMNS:
        op.execute(f"ALTER TABLE actions DROP COLUMN {name}")
