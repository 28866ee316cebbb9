"""Reads of the inspection storey: its own reports, and the facts that it asks of every domain."""

from dcpp.inspection.queries.hidden import check_may_have_records, holds_hidden
from dcpp.inspection.queries.reports import (
    find_newest_ready,
    find_unfinished,
    find_whole,
    get_file,
    get_report,
    next_edition,
    select_reports,
    states_of,
)

__all__ = [
    "check_may_have_records",
    "find_newest_ready",
    "find_unfinished",
    "find_whole",
    "get_file",
    "get_report",
    "holds_hidden",
    "next_edition",
    "select_reports",
    "states_of",
]
