"""When a report can be asked for, when one is due, and how far one has come."""

from datetime import date
from enum import StrEnum

from dcpp.frameworks.judgements import judgement_sets
from dcpp.kernel import clock
from dcpp.kernel.refusal import Refusal
from dcpp.web import filters

DUE_ON_WORKING_DAY = 2


class CannotRequestReport(Refusal):
    pass


class CannotShowRecords(Refusal):
    """Something that a report counts is not for the one who asks, for now."""


class ReportState(StrEnum):
    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return {"building": "Being built", "ready": "Ready"}.get(self, "Not built")


class FileKind(StrEnum):
    """The files of a report, in the order in which they are offered."""

    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"
    MANIFEST = "manifest"

    @property
    def names_records(self) -> bool:
        """Whether it names the records behind the figures."""
        return self in {FileKind.XLSX, FileKind.JSON}

    @property
    def label(self) -> str:
        return {
            FileKind.PDF: "Report (PDF)",
            FileKind.XLSX: "Figures (Excel)",
            FileKind.JSON: "Snapshot (JSON)",
        }.get(self, "Sums of the files (JSON)")


def check_month(month: date, today: date) -> None:
    """Raises CannotRequestReport for a month that has not begun, or that no set of judgements covers."""
    if month > today:
        raise CannotRequestReport(f"{filters.month(month)} has not begun. Choose a month up to {filters.month(today)}.")
    first = clock.month_of(judgement_sets()[0].valid_from)
    if month < first:
        raise CannotRequestReport(f"Choose a month from {filters.month(first)}: no judgements are known before it.")


def due_month(today: date) -> date | None:
    """The month whose report must be there by today: last month, from this month's second working day."""
    if today < clock.nth_working_day(today.year, today.month, DUE_ON_WORKING_DAY):
        return None
    return clock.add_months(today, -1)
