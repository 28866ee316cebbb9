"""A tool for supervision files and one for dip samples; supervision programmes are done with theirs from now on.

A council that has built a tool of the same code keeps its own. Going back leaves what was brought in: audits may stand
on it, what is older reads it as it reads any tool, and coming again finds it there.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from dcpp.frameworks.shipped_tools import ShippedTool, shipped_tools
from dcpp.frameworks.tool_content import content_of, fingerprint
from dcpp.kernel import clock
from dcpp.kernel.db import UtcDateTime

revision = "0021_more_tools"
down_revision = "0020_count_children"

NOTES = {
    "supervision": "It comes with the platform: how a practitioner is supervised, read from their supervision file.",
    "dip_sample": "It comes with the platform: few questions, for many cases.",
}
TOOLS = sa.table(
    "audit_tools",
    sa.column("id", sa.Uuid()),
    sa.column("code", sa.Text()),
    sa.column("set_up_at", UtcDateTime()),
)
VERSIONS = sa.table(
    "audit_tool_versions",
    sa.column("code", sa.Text()),
    sa.column("number", sa.Integer()),
    sa.column("id", sa.Uuid()),
    sa.column("title", sa.Text()),
    sa.column("content", sa.JSON().with_variant(JSONB(), "postgresql")),
    sa.column("content_hash", sa.Text()),
    sa.column("note", sa.Text()),
    sa.column("drafted_at", UtcDateTime()),
    sa.column("published_at", UtcDateTime()),
    sa.column("valid_from", sa.Date()),
    sa.column("version", sa.Integer()),
)


def upgrade() -> None:
    there = set(op.get_bind().scalars(sa.select(TOOLS.c.code)))
    for one in shipped_tools():
        if one.tool.code in NOTES and one.tool.version == 1 and one.tool.code not in there:
            _bring_in(one)
    op.execute(
        "UPDATE audit_programmes SET tool_code = 'supervision', tool_version = NULL "
        "WHERE kind = 'supervision' AND tool_code = 'core'"
    )


def _bring_in(one: ShippedTool) -> None:
    now, content = clock.now(), content_of(one.tool)
    op.bulk_insert(TOOLS, [{"id": uuid4(), "code": one.tool.code, "set_up_at": now}])
    row = {
        "code": one.tool.code,
        "number": one.tool.version,
        "id": uuid4(),
        "title": one.tool.title,
        "content": content,
        "content_hash": fingerprint(content),
        "note": NOTES[one.tool.code],
        "drafted_at": now,
        "published_at": now,
        "valid_from": one.valid_from,
        "version": 1,
    }
    op.bulk_insert(VERSIONS, [row])


def downgrade() -> None:
    """Nothing: see above."""
