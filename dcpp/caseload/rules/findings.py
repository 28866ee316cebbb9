"""What there is to say about a file of lists: one code per rule, error or query, in words.

A finding never repeats what a cell held. It says where to look, so that a name in the wrong column stays in the file.
"""

from enum import StrEnum
from typing import NamedTuple

from dcpp.kernel.refusal import Refusal


class CannotImportLists(Refusal):
    """The file as a whole cannot be taken; the message says why and what to do."""


class CannotUndoImport(Refusal):
    """Lists that were kept cannot be taken out again; the message says why."""


class CannotReadCell(ValueError):
    """A cell does not hold what its column asks for. Carries a code and the end of a sentence."""

    def __init__(self, code: "Code", text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Severity(StrEnum):
    """An error is wrong whatever the reason; a query may have a good answer."""

    ERROR = "error"
    QUERY = "query"


class Code(StrEnum):
    """Each rule by the name that reports carry."""

    MISSING_ID = "missing-id"
    ID_LOOKS_LIKE_A_NAME = "id-looks-like-a-name"
    ID_NOT_USABLE = "id-not-usable"
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_ROW = "duplicate-row"
    SAME_DAY_TWICE = "same-day-twice"
    NOT_A_DATE = "not-a-date"
    NOT_AN_AGE = "not-an-age"
    NOT_A_NUMBER = "not-a-number"
    UNKNOWN_CODE = "unknown-code"
    MISSING_AGE = "missing-age"
    MISSING_BIRTH_DATE = "missing-birth-date"
    AGE_OUT_OF_RANGE = "age-out-of-range"
    AGE_DISAGREES = "age-disagrees"
    DATE_IN_FUTURE = "date-in-future"
    START_AFTER_END = "start-after-end"
    BEFORE_BIRTH = "before-birth"
    OUTSIDE_WINDOW = "outside-window"
    REASON_WITHOUT_END = "reason-without-end"
    LIST_MISSING = "list-missing"
    LIST_TWICE = "list-twice"
    COLUMN_MISSING = "column-missing"
    COLUMN_UNKNOWN = "column-unknown"
    NOT_ON_LIST_6 = "not-on-list-6"
    STATUS_DISAGREES = "status-disagrees"
    PLAN_MISSING = "plan-missing"
    FAMILY_UNKNOWN = "family-unknown"
    COUNT_DISAGREES = "count-disagrees"
    PLACEMENT_DISAGREES = "placement-disagrees"
    DETAILS_DISAGREE = "details-disagree"
    WORKER_UNKNOWN = "worker-unknown"
    TEAM_UNKNOWN = "team-unknown"

    @property
    def label(self) -> str:
        """The rule in words."""
        return LABELS[self]


LABELS = {
    Code.MISSING_ID: "No case reference",
    Code.ID_LOOKS_LIKE_A_NAME: "A name in place of a reference",
    Code.ID_NOT_USABLE: "A reference that cannot be used",
    Code.DUPLICATE_ID: "Same reference twice",
    Code.DUPLICATE_ROW: "Same row twice",
    Code.SAME_DAY_TWICE: "Same day twice",
    Code.NOT_A_DATE: "Not a date",
    Code.NOT_AN_AGE: "Not an age",
    Code.NOT_A_NUMBER: "Not a number",
    Code.UNKNOWN_CODE: "Unknown code",
    Code.MISSING_AGE: "No age",
    Code.MISSING_BIRTH_DATE: "No date of birth",
    Code.AGE_OUT_OF_RANGE: "Age outside the list’s range",
    Code.AGE_DISAGREES: "Age and date of birth disagree",
    Code.DATE_IN_FUTURE: "Date in the future",
    Code.START_AFTER_END: "Start after end",
    Code.BEFORE_BIRTH: "Before birth",
    Code.OUTSIDE_WINDOW: "Older than the list’s months",
    Code.REASON_WITHOUT_END: "Reason without an end",
    Code.LIST_MISSING: "List missing",
    Code.LIST_TWICE: "List there twice",
    Code.COLUMN_MISSING: "Column missing",
    Code.COLUMN_UNKNOWN: "Column unknown",
    Code.NOT_ON_LIST_6: "Not on list 6",
    Code.STATUS_DISAGREES: "Status disagrees with list 6",
    Code.PLAN_MISSING: "Plan missing from list 7",
    Code.FAMILY_UNKNOWN: "Family not on list 11",
    Code.COUNT_DISAGREES: "Count of twelve months disagrees",
    Code.PLACEMENT_DISAGREES: "Placement and authority disagree",
    Code.DETAILS_DISAGREE: "Lists disagree about a child",
    Code.WORKER_UNKNOWN: "Worker unknown",
    Code.TEAM_UNKNOWN: "Team unknown",
}


class Finding(NamedTuple):
    """Something found: where (row as Excel numbers it, None for a whole sheet), by which rule, and in words."""

    list_number: int
    sheet: str
    row: int | None
    column: str
    code: Code
    severity: Severity
    text: str

    def as_report(self) -> dict[str, str | int | None]:
        """The finding as the report file has it."""
        return {
            "list": self.list_number,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "code": str(self.code),
            "severity": str(self.severity),
            "text": self.text,
        }
