"""The tables of readiness reports. What a report says is its snapshot, kept as text and never changed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from dcpp.inspection.rules.reports import FileKind
from dcpp.inspection.rules.snapshot import Snapshot, from_text
from dcpp.kernel.db import Record
from dcpp.people.models import Person


class ReadinessReport(Record):
    """One edition of a month's report. Empty requester: the scheduler asked for it.

    `as_at` and the snapshot come when it is frozen, `made_at` when its files are there. Database triggers refuse to
    change a snapshot once it is there.
    """

    __tablename__ = "readiness_reports"
    __table_args__ = (UniqueConstraint("month", "edition"),)

    reference: Mapped[str] = mapped_column(unique=True)
    month: Mapped[date]
    edition: Mapped[int]
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    as_at: Mapped[date | None]
    snapshot_text: Mapped[str | None] = deferred(mapped_column())
    snapshot_sha256: Mapped[str | None]
    seal_number: Mapped[int | None]
    seal_hash: Mapped[str | None]
    made_at: Mapped[datetime | None]

    requested_by: Mapped[Person | None] = relationship()
    files: Mapped[list["ReportFile"]] = relationship(back_populates="report")

    @property
    def is_ready(self) -> bool:
        return self.made_at is not None

    @property
    def snapshot(self) -> Snapshot | None:
        """What the report says; None until it is frozen."""
        return from_text(self.snapshot_text) if self.snapshot_text else None

    @property
    def files_in_order(self) -> list["ReportFile"]:
        return sorted(self.files, key=lambda file: list(FileKind).index(file.kind))


class ReportFile(Record):
    """One file of a report; its sum is its key in the store. Database triggers refuse every change to a row."""

    __tablename__ = "report_files"
    __table_args__ = (UniqueConstraint("report_id", "kind"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("readiness_reports.id"))
    kind: Mapped[FileKind]
    name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    kept_at: Mapped[datetime]

    report: Mapped[ReadinessReport] = relationship(back_populates="files")
