"""The table of themes."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from dcpp.kernel.db import Record, Versioned


class Theme(Versioned, Record):
    """One thing that practice is about. The code is for good; the name may become better."""

    __tablename__ = "themes"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str]
    retired_on: Mapped[date | None]

    @property
    def is_active(self) -> bool:
        return self.retired_on is None
