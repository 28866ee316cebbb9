"""The tables of tools and of their versions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from audits.rules.tools import ToolState
from dcpp.frameworks.audit_tools import AuditTool
from dcpp.frameworks.tool_content import tool_from
from dcpp.kernel.db import Base, Record, Versioned
from dcpp.people.models import Person

_PUBLISHED: dict[tuple[str, int, str], AuditTool] = {}


class Tool(Record):
    """Something to audit with, such as the core tool; all that it asks is in its versions."""

    __tablename__ = "audit_tools"

    code: Mapped[str] = mapped_column(unique=True)
    set_up_at: Mapped[datetime]
    set_up_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    versions: Mapped[list["ToolVersion"]] = relationship(back_populates="of_tool", order_by="ToolVersion.number.desc()")


class ToolVersion(Versioned, Base):
    """One version of a tool. A draft is changed freely; database triggers refuse changes to what a published one asks.

    Audits find theirs by code and number, which is why these are the key; `id` is for the trail. `content` is as
    `dcpp.frameworks.tool_content` writes it, and `content_hash` its fingerprint, empty for a draft.
    """

    __tablename__ = "audit_tool_versions"

    code: Mapped[str] = mapped_column(ForeignKey("audit_tools.code"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    title: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    content_hash: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    drafted_at: Mapped[datetime]
    drafted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    valid_from: Mapped[date | None]
    retired_on: Mapped[date | None]

    of_tool: Mapped[Tool] = relationship(back_populates="versions")
    drafted_by: Mapped[Person | None] = relationship(foreign_keys=[drafted_by_id])
    published_by: Mapped[Person | None] = relationship(foreign_keys=[published_by_id])

    @property
    def state(self) -> ToolState:
        if self.published_at is None:
            return ToolState.DRAFT
        return ToolState.PUBLISHED if self.retired_on is None else ToolState.RETIRED

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def name(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def tool(self) -> AuditTool:
        """What it asks, in the language of rules. A published one never changes, so it is read once a process."""
        if self.is_draft:
            return tool_from(self.content, code=self.code, version=self.number)
        key = (self.code, self.number, self.content_hash)
        if key not in _PUBLISHED:
            _PUBLISHED[key] = tool_from(self.content, code=self.code, version=self.number)
        return _PUBLISHED[key]
