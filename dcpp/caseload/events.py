"""What can have happened to the child-level lists. Numbers and ids; never a case."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ListsSent(Event):
    """A workbook was sent in, to be read by a worker."""

    about: ClassVar[str] = "caseload_import_id"

    caseload_import_id: UUID
    dated_on: date
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ListsImported(Event):
    """A workbook was read and kept as a snapshot as at a day."""

    about: ClassVar[str] = "caseload_import_id"

    caseload_import_id: UUID
    dated_on: date
    sha256: str
    cases: int
    rows_read: int
    rows_kept: int
    rows_refused: int


@dataclass(frozen=True, kw_only=True)
class ImportRefused(Event):
    """A workbook could not be taken; nothing of it was kept."""

    about: ClassVar[str] = "caseload_import_id"

    caseload_import_id: UUID
    dated_on: date
    sha256: str
