"""Questions about the child-level lists."""

from dcpp.caseload.queries.cases import (
    FrameCase,
    find_case,
    frame_of,
    get_case,
    list_holders,
    list_rows_of,
    list_services_of,
    select_cases,
)
from dcpp.caseload.queries.corrections import (
    corrections_now,
    find_correction,
    find_match,
    get_correction,
    select_corrections,
)
from dcpp.caseload.queries.figures import count_children
from dcpp.caseload.queries.imports import (
    RuleCount,
    count_findings_by_rule,
    find_newest_import,
    find_same_file,
    get_import,
    list_imports_left,
    list_read_uploads,
    list_upload_keys,
    list_waiting_imports,
    select_findings,
    select_imports,
    write_report,
)

__all__ = [
    "FrameCase",
    "RuleCount",
    "corrections_now",
    "count_children",
    "count_findings_by_rule",
    "find_case",
    "find_correction",
    "find_match",
    "find_newest_import",
    "find_same_file",
    "frame_of",
    "get_case",
    "get_correction",
    "get_import",
    "list_holders",
    "list_imports_left",
    "list_read_uploads",
    "list_rows_of",
    "list_services_of",
    "list_upload_keys",
    "list_waiting_imports",
    "select_cases",
    "select_corrections",
    "select_findings",
    "select_imports",
    "write_report",
]
