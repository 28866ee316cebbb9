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
class ListsMatched(Event):
    """A file was read for the first time or again, and shown as understood: how much of it nobody knew."""

    about: ClassVar[str] = "caseload_import_id"

    caseload_import_id: UUID
    lists: int
    unknown: int


@dataclass(frozen=True, kw_only=True)
class ListsTried(Event):
    """A file was tried: what would be kept, refused and found."""

    about: ClassVar[str] = "caseload_import_id"

    caseload_import_id: UUID
    rows_read: int
    rows_kept: int
    rows_refused: int
    errors: int
    queries: int


@dataclass(frozen=True, kw_only=True)
class ImportUndone(Event):
    """Lists that had been kept were taken out again: rows, cases and findings."""

    about: ClassVar[str] = "caseload_import_id"

    caseload_import_id: UUID
    dated_on: date
    cases: int


@dataclass(frozen=True, kw_only=True)
class ListCorrected(Event):
    """Somebody said what a sheet, a header, a word or a name means."""

    about: ClassVar[str] = "caseload_correction_id"

    caseload_correction_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class ListCorrectionTakenBack(Event):
    """What somebody said does not hold any more."""

    about: ClassVar[str] = "caseload_correction_id"

    caseload_correction_id: UUID
    kind: str


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
