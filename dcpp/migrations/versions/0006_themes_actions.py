"""Themes, with the list that councils most often need, and actions with their history, which only grows."""

from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
from alembic import op

from dcpp.kernel.db import UtcDateTime
from dcpp.migrations.triggers import forbid_changes, forget_guard

revision = "0006_themes_actions"
down_revision = "0005_trail_seals"

THEMES = [
    (
        "plans",
        "Plans",
        "Outcomes and not only tasks, each action with an owner and a date, and what happens if it does not work.",
    ),
    (
        "oversight",
        "Management oversight and supervision",
        "Regular, reflective, with reasons for decisions, and followed up.",
    ),
    (
        "assessment",
        "Assessment and analysis",
        "History used, everybody in the household known, and a conclusion that follows from the evidence.",
    ),
    (
        "voice",
        "Voice and lived experience of the child",
        "Seen and heard in ways that fit the child, and visible in what was decided.",
    ),
    (
        "recording",
        "Recording and chronologies",
        "Up to date, readable by the child later, and used in decisions.",
    ),
    (
        "missing",
        "Missing children and return interviews",
        "Interviews offered in time, done well, and used to change the plan.",
    ),
    (
        "strategy-meetings",
        "Strategy and multi-agency meetings",
        "Held in time, with the right agencies, with decisions that are recorded and followed.",
    ),
    (
        "permanence",
        "Permanence",
        "A lasting home thought about early, with a timetable that is kept.",
    ),
    (
        "pre-proceedings",
        "Pre-proceedings and court",
        "At the child’s pace, with letters that parents understand.",
    ),
    (
        "identity",
        "Identity and diversity",
        "What is particular about this child and family, fathers and wider family included.",
    ),
    (
        "visits",
        "Visits and direct work",
        "Regular, with a purpose, and with a difference made.",
    ),
    (
        "reviews",
        "Reviews, progress and drift",
        "Progress measured, drift noticed and challenged, steps up and down justified.",
    ),
    (
        "care-leavers",
        "Care leavers’ pathway planning",
        "Plans that young people helped to make, and that cover health, home, work and people to turn to.",
    ),
    (
        "thresholds",
        "Thresholds and early help",
        "The right help at the right time, with consent, and stepping up or down with reasons.",
    ),
    (
        "information-sharing",
        "Working with partners and sharing information",
        "The right agencies involved, lawful reasons recorded, open disagreement when needed.",
    ),
    (
        "health-education",
        "Health and education of children in care",
        "Checks in time, plans that are followed, and attainment that is pursued.",
    ),
    (
        "exploitation",
        "Exploitation and harm outside the home",
        "Noticed, assessed in its context, and disrupted together with partners.",
    ),
    (
        "domestic-abuse",
        "Domestic abuse, mental health and substances",
        "What they mean for the child, and work with those who cause harm.",
    ),
    (
        "family-feedback",
        "Family and child feedback",
        "Asked for, listened to, and acted on.",
    ),
    (
        "impact",
        "Impact for the child",
        "What is better for the child because of our work.",
    ),
]


def upgrade() -> None:
    _themes()
    _actions()
    op.create_table(
        "action_updates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_action_updates"),
        sa.UniqueConstraint("action_id", "number", name="uq_action_updates_action_id_number"),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name="fk_action_updates_action_id"),
        sa.ForeignKeyConstraint(["written_by_id"], ["people.id"], name="fk_action_updates_written_by_id"),
    )
    forbid_changes("action_updates")


def _themes() -> None:
    themes = op.create_table(
        "themes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_themes"),
        sa.UniqueConstraint("code", name="uq_themes_code"),
        sa.UniqueConstraint("name", name="uq_themes_name"),
    )
    op.bulk_insert(
        themes,
        [
            {
                "id": uuid5(NAMESPACE_URL, f"dcpp:theme:{code}"),
                "code": code,
                "name": name,
                "description": description,
                "retired_on": None,
                "version": 1,
            }
            for code, name, description in THEMES
        ],
    )


def _actions() -> None:
    people = ("owner_id", "raised_by_id", "finished_by_id", "practitioner_id")
    op.create_table(
        "actions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("raised_by_id", sa.Uuid(), nullable=True),
        sa.Column("finished_by_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("origin_kind", sa.Text(), nullable=False),
        sa.Column("origin_id", sa.Uuid(), nullable=False),
        sa.Column("origin_part", sa.Text(), nullable=False),
        sa.Column("practitioner_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
        sa.UniqueConstraint("reference", name="uq_actions_reference"),
        sa.UniqueConstraint(
            "origin_kind", "origin_id", "origin_part", name="uq_actions_origin_kind_origin_id_origin_part"
        ),
        *(sa.ForeignKeyConstraint([column], ["people.id"], name=f"fk_actions_{column}") for column in people),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_actions_team_id"),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name="fk_actions_service_id"),
    )
    for column in ("raised_on", "closed_on", "practitioner_id", "team_id", "service_id"):
        op.create_index(f"ix_actions_{column}", "actions", [column])
    op.create_index("ix_actions_state_due_on", "actions", ["state", "due_on"])
    op.create_index("ix_actions_owner_id_state", "actions", ["owner_id", "state"])


def downgrade() -> None:
    forget_guard("action_updates")
    op.drop_table("action_updates")
    op.drop_table("actions")
    op.drop_table("themes")
