"""People: services, teams, people and their roles; accounts, sign-ins and wrong guesses; imports of people."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.kernel.db import UtcDateTime

revision = "0003_people"
down_revision = "0002_work"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _places()
    _people()
    _roles()
    _accounts()
    _sign_ins()
    _imports()


def _imports() -> None:
    op.create_table(
        "people_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=False),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("found", JSON, nullable=False),
        sa.Column("done", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people_imports"),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["people.id"], name="fk_people_imports_uploaded_by_id"),
    )
    op.create_index("ix_people_imports_uploaded_at", "people_imports", ["uploaded_at"])


def _places() -> None:
    op.create_table(
        "services",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_services"),
        sa.UniqueConstraint("name", name="uq_services_name"),
    )
    op.create_table(
        "teams",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("manager_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.UniqueConstraint("name", name="uq_teams_name"),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name="fk_teams_service_id"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("job_role", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("line_manager_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("social_work_england_number", sa.Text(), nullable=True),
        sa.Column("is_agency", sa.Boolean(), nullable=False),
        sa.Column("fte_percent", sa.Integer(), nullable=False),
        sa.Column("partner_agency", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("email", name="uq_people_email"),
        sa.UniqueConstraint("social_work_england_number", name="uq_people_social_work_england_number"),
        sa.CheckConstraint("email = lower(email)", name="ck_people_email_small"),
        sa.CheckConstraint("fte_percent BETWEEN 0 AND 100", name="ck_people_fte"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_people_team_id"),
        sa.ForeignKeyConstraint(["line_manager_id"], ["people.id"], name="fk_people_line_manager_id"),
    )
    with op.batch_alter_table("teams") as batch:
        batch.create_foreign_key("fk_teams_manager_id", "people", ["manager_id"], ["id"])
    for table, columns in (("teams", ("service_id", "manager_id")), ("people", ("name", "team_id", "line_manager_id"))):
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def _roles() -> None:
    op.create_table(
        "person_roles",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("limited_to", sa.String(40), nullable=True),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "role", name="pk_person_roles"),
        sa.CheckConstraint("role <> 'line_manager'", name="ck_person_roles_given"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_person_roles_person_id"),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("fs_uniquifier", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("tf_primary_method", sa.Text(), nullable=True),
        sa.Column("tf_totp_secret", sa.Text(), nullable=True),
        sa.Column("mf_recovery_codes", JSON, nullable=False),
        sa.Column("last_totp_counter", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("person_id", name="uq_accounts_person_id"),
        sa.UniqueConstraint("fs_uniquifier", name="uq_accounts_fs_uniquifier"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_accounts_person_id"),
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("by_single_sign_on", sa.Boolean(), nullable=False),
        sa.Column("with_second_factor", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_ins"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_sign_ins_account_id"),
    )
    op.create_index("ix_sign_ins_account_id", "sign_ins", ["account_id"])
    op.create_table(
        "wrong_guesses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guessed_at", UtcDateTime(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wrong_guesses"),
    )
    for column in ("guessed_at", "about", "address"):
        op.create_index(f"ix_wrong_guesses_{column}", "wrong_guesses", [column])


def downgrade() -> None:
    for table in ("people_imports", "wrong_guesses", "sign_ins", "accounts", "person_roles"):
        op.drop_table(table)
    op.execute("UPDATE teams SET manager_id = NULL")
    op.execute("UPDATE people SET team_id = NULL, line_manager_id = NULL")
    with op.batch_alter_table("teams") as batch:
        batch.drop_constraint("fk_teams_manager_id", type_="foreignkey")
    for table in ("people", "teams", "services"):
        op.drop_table(table)
