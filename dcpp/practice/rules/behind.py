"""What stands behind a number, in words: the heading of its list."""

from datetime import date

from dcpp.frameworks.grades import grade_scale
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
    "with_status": "Of a child with a status",
    "good_or_better": "Good or better",
    "needs_work": "Needs work",
    "strength": "Strength",
    "better": "Better than before",
    "same": "The same as before",
    "worse": "Worse than before",
    "done": "Done by the owner",
    "not_done": "Not yet done by the owner",
    "checked": "Evidence checked",
    "not_checked": "Done, and not yet checked",
    "looked_at": "Impact checked",
    "not_looked_at": "Checked, and impact not yet looked at",
    "never_looked_at": "Impact not yet looked at",
    "audited": "With an audit in 12 months",
    "not_audited": "Without an audit in 12 months",
    **{grade.code: grade.label for grade in grade_scale()},
}


def words_of(measure: str, by: str, value: str) -> str:
    """As in "Completed late: November 2026"; of what is named by an id alone, the measure only."""
    is_good = measure.endswith(".good")
    said = MEASURES.get("good_or_better" if is_good else measure, MEASURES["all"])
    if by == "month" and value.isdecimal() and len(value) == 6 and 1 <= int(value[4:]) <= 12:
        return f"{said}: {filters.month(date(int(value[:4]), int(value[4:]), 1))}"
    return f"{said}: {value or 'none named'}" if by and by != "auditor" else said
