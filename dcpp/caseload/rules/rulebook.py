"""Every rule that lists are checked by, in words: what a finding of its code means, and how serious it is."""

from typing import NamedTuple

from dcpp.caseload.rules.findings import Code, Severity


class Rule(NamedTuple):
    """A rule: how serious, of which lists, and what it looks for."""

    severity: Severity
    lists: str
    text: str

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


E, Q = Severity.ERROR, Severity.QUERY

RULES = {
    Code.MISSING_ID: Rule(E, "All", "A row has no case reference. The row is refused."),
    Code.ID_LOOKS_LIKE_A_NAME: Rule(
        E, "All", "Where a case reference belongs there is what looks like a name. The row is refused."
    ),
    Code.ID_NOT_USABLE: Rule(
        E, "All", "Where a case reference belongs there is a date, a total or words. The row is refused."
    ),
    Code.DUPLICATE_ID: Rule(
        E, "6 to 11", "A reference stands twice on a list that has one row for each. The newest is used."
    ),
    Code.DUPLICATE_ROW: Rule(Q, "1 to 5", "Two rows have the same reference and the same dates throughout."),
    Code.SAME_DAY_TWICE: Rule(
        Q, "2, 4, 5", "A child has two assessments or enquiries from one day that differ in another."
    ),
    Code.NOT_A_DATE: Rule(E, "All", "A cell of a date column is no day in day/month/year, or is before 1990."),
    Code.NOT_AN_AGE: Rule(E, "1 to 10", "A cell of the age column is no age in years."),
    Code.NOT_A_NUMBER: Rule(E, "3, 5, 7", "A count is no whole number."),
    Code.UNKNOWN_CODE: Rule(
        E, "All", "A word of a column that is kept is no code, and no rule places it. It is left out."
    ),
    Code.MISSING_AGE: Rule(Q, "1 to 10", "There is neither an age nor a date of birth."),
    Code.MISSING_BIRTH_DATE: Rule(Q, "1 to 10", "There is an age but no date of birth, and the child is born."),
    Code.AGE_OUT_OF_RANGE: Rule(Q, "1 to 10", "The age is below or above those that the list is for."),
    Code.AGE_DISAGREES: Rule(
        Q, "1 to 10", "The age is not the one that the date of birth gives on the day of the lists."
    ),
    Code.DATE_IN_FUTURE: Rule(E, "All", "Something happened after the day of the lists. The date is left out."),
    Code.START_AFTER_END: Rule(E, "2, 4 to 8, 10, 11", "Something ended, or was decided, before it began."),
    Code.BEFORE_BIRTH: Rule(E, "1 to 10", "Something happened more than ten months before the child was born."),
    Code.OUTSIDE_WINDOW: Rule(
        Q, "All but 9", "A matter is older than the months that the list covers. The row is kept."
    ),
    Code.REASON_WITHOUT_END: Rule(Q, "6, 8", "There is a reason for closing or ceasing, and no day of it."),
    Code.LIST_MISSING: Rule(Q, "All", "The file has no sheet for the list."),
    Code.LIST_TWICE: Rule(Q, "All", "Two sheets are the same list. Both are read."),
    Code.COLUMN_MISSING: Rule(Q, "All", "A column that the platform keeps, or that must be filled, is not there."),
    Code.COLUMN_UNKNOWN: Rule(Q, "All", "A header is no column of the list. It is not read."),
    Code.NOT_ON_LIST_6: Rule(E, "7, 8", "A child on a plan or in care now is not on list 6."),
    Code.STATUS_DISAGREES: Rule(Q, "7, 8", "A child on a plan or in care now has another case status on list 6."),
    Code.PLAN_MISSING: Rule(
        Q, "5", "A conference led to a child protection plan, and list 7 has none that starts on or after its day."
    ),
    Code.FAMILY_UNKNOWN: Rule(Q, "10", "The family identifier is not on list 11."),
    Code.COUNT_DISAGREES: Rule(
        Q,
        "3, 5",
        "Where the list covers twelve months: the count of the last twelve is not the one that its rows give.",
    ),
    Code.PLACEMENT_DISAGREES: Rule(
        Q, "8", "A placement is “in” with another authority than most such placements, or “out” with that one."
    ),
    Code.DETAILS_DISAGREE: Rule(Q, "All", "Two lists give one reference ages more than a year apart, or two genders."),
    Code.WORKER_UNKNOWN: Rule(Q, "All but 11", "An allocated worker is nobody on the platform."),
    Code.TEAM_UNKNOWN: Rule(Q, "All but 11", "An allocated team is no team on the platform."),
}

NOT_CHECKED = (
    "Whether an unaccompanied asylum seeking child has an immigration record: no list holds one.",
    "Counts of the last twelve months where the list covers six: the rows before are not in the file.",
)
