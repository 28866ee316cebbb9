"""Cases: how many children each service has in each status, counted from an index alone."""

from alembic import op

revision = "0020_count_children"
down_revision = "0019_concerns"

NAME = "ix_caseload_cases_import_id_service_status"


def upgrade() -> None:
    op.create_index(NAME, "caseload_cases", ["import_id", "service", "status"])


def downgrade() -> None:
    op.drop_index(NAME, table_name="caseload_cases")
