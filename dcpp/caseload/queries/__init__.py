"""Questions about the child-level lists."""

from dcpp.caseload.queries.cases import (
    FrameCase,
    find_case,
    get_case,
    get_frame,
    list_rows_of,
    list_services_of,
    select_cases,
)
from dcpp.caseload.queries.imports import (
    find_newest_import,
    find_same_file,
    get_import,
    list_read_uploads,
    list_waiting_imports,
    select_findings,
    select_imports,
    write_report,
)

__all__ = [
    "FrameCase",
    "find_case",
    "find_newest_import",
    "find_same_file",
    "get_case",
    "get_frame",
    "get_import",
    "list_read_uploads",
    "list_rows_of",
    "list_services_of",
    "list_waiting_imports",
    "select_cases",
    "select_findings",
    "select_imports",
    "write_report",
]
