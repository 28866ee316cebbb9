"""What can have happened to a readiness report."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from dcpp.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportRequested(Event):
    about: ClassVar[str] = "readiness_report_id"

    readiness_report_id: UUID
    reference: str
    month: date
    edition: int


@dataclass(frozen=True, kw_only=True)
class ReportFrozen(Event):
    """The snapshot was taken; nothing changes it any more."""

    about: ClassVar[str] = "readiness_report_id"

    readiness_report_id: UUID
    as_at: date
    snapshot_sha256: str


@dataclass(frozen=True, kw_only=True)
class ReportBuilt(Event):
    """The files are there; their sums, in the order in which they were made."""

    about: ClassVar[str] = "readiness_report_id"

    readiness_report_id: UUID
    files: tuple[str, ...]
