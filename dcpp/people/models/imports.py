"""Files of people that were brought in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dcpp.kernel.db import Record


class PeopleImport(Record):
    """One file: read as a dry run, then confirmed, and perhaps undone.

    `found` holds the rows as read and what is wrong with them, until confirmed; `done` what was added and what stood
    before, for undoing.
    """

    __tablename__ = "people_imports"

    file_name: Mapped[str]
    uploaded_at: Mapped[datetime] = mapped_column(index=True)
    uploaded_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    found: Mapped[dict[str, Any]]
    done: Mapped[dict[str, Any]]
