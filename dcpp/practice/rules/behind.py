"""What stands behind a number, in words: the heading of its list."""

from datetime import date

from dcpp.web import filters

MEASURES = {
    "all": "All that were counted",
    "exempt": "Exempt",
    "allocated": "Allocated",
    "completed": "Completed",
    "late": "Completed late",
    "to_do": "Still to do",
    "overdue": "Overdue now",
    "with_auditor": "With an auditor",
}


def words_of(measure: str, by: str, value: str) -> str:
    """As in "Completed late: November 2026"; of what is named by an id alone, the measure only."""
    said = MEASURES.get(measure, MEASURES["all"])
    if by == "month" and value.isdecimal() and len(value) == 6 and 1 <= int(value[4:]) <= 12:
        return f"{said}: {filters.month(date(int(value[:4]), int(value[4:]), 1))}"
    return f"{said}: {value or 'none named'}" if by and by != "auditor" else said
