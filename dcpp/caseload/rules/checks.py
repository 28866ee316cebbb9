"""What the lists say about each other, and about the same child twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dcpp.caseload.rules import standing
from dcpp.caseload.rules.findings import Code, Finding, Severity
from dcpp.caseload.rules.rows import ListRow
from dcpp.frameworks.annex_a import Grain, annex_a_known
from dcpp.frameworks.status import CaseStatus

GRAIN = {child_list.number: child_list.grain for child_list in annex_a_known()}
ID_COLUMN = {child_list.number: child_list.columns[0].name for child_list in annex_a_known()}
NEEDED_STATUS = {
    standing.PROTECTION: frozenset({CaseStatus.LOOKED_AFTER, CaseStatus.CHILD_PROTECTION}),
    standing.IN_CARE: frozenset({CaseStatus.LOOKED_AFTER}),
}
EVENT_DAY = {
    standing.EARLY_HELP: "assessment_started_on",
    standing.ASSESSMENTS: "assessment_started_on",
    standing.ENQUIRIES: "enquiry_started_on",
}
OPEN_WORDS = {standing.PROTECTION: "an open child protection plan", standing.IN_CARE: "an open period of care"}


def check(groups: Mapping[str, Sequence[ListRow]], lists_there: frozenset[int]) -> Iterator[Finding]:
    """Every finding that needs more than one row; `lists_there` are the lists that the file holds."""
    for rows in groups.values():
        if len(rows) == 1 and rows[0].list_number not in NEEDED_STATUS:
            continue
        yield from _check_list_6(rows, lists_there)
        yield from _check_details(rows)


def check_repeats(rows: Iterable[ListRow]) -> Iterator[Finding]:
    """The same child twice where a list has one row for each; the same child and days twice elsewhere."""
    seen: dict[object, ListRow] = {}
    for row in rows:
        once = GRAIN[row.list_number] is not Grain.EVENT
        key = (row.list_number, row.case_id) if once else (row.list_number, row.case_id, *row.dates.items())
        before = seen.setdefault(key, row)
        if before is row:
            continue
        where = f"row {before.row}" if before.sheet == row.sheet else f"row {before.row} of “{before.sheet}”"
        if once:
            text = f"This case reference is also on {where}; the list has one row for each. The latest was used."
            yield _about(row, Code.DUPLICATE_ID, Severity.ERROR, text)
        else:
            text = f"This row has the same case reference and dates as {where}."
            yield _about(row, Code.DUPLICATE_ROW, Severity.QUERY, text)


def check_days(rows: Iterable[ListRow]) -> Iterator[Finding]:
    """The same child with two assessments or enquiries from one day that end on different ones."""
    seen: dict[object, ListRow] = {}
    for row in rows:
        day = row.dates.get(EVENT_DAY.get(row.list_number, ""))
        before = seen.setdefault((row.list_number, row.case_id, day), row) if day else row
        if before is not row and before.dates != row.dates:
            text = f"This child has another row with the same day (row {before.row})."
            yield _about(row, Code.SAME_DAY_TWICE, Severity.QUERY, text)


def _check_list_6(rows: Sequence[ListRow], lists_there: frozenset[int]) -> Iterator[Finding]:
    """Who is on a plan or in care now should be on list 6 as such."""
    if standing.IN_NEED not in lists_there:
        return
    asked = [row for row in rows if row.list_number in NEEDED_STATUS and row.standing.is_open]
    if not asked:
        return
    on_list_6 = [row for row in rows if row.list_number == standing.IN_NEED]
    said = {standing.STATUS_SAID.get(row.status, CaseStatus.CHILD_IN_NEED) for row in on_list_6}
    for row in asked:
        what = OPEN_WORDS[row.list_number]
        if not said:
            text = f"This child has {what} but is not on list 6."
            yield _about(row, Code.NOT_ON_LIST_6, Severity.ERROR, text)
        elif not said & NEEDED_STATUS[row.list_number]:
            text = f"This child has {what} but another case status on list 6 (row {on_list_6[0].row})."
            yield _about(row, Code.STATUS_DISAGREES, Severity.QUERY, text)


def _check_details(rows: Sequence[ListRow]) -> Iterator[Finding]:
    """Two genders or ages that lie apart under one reference may be two children."""
    first = rows[0]
    for row in rows[1:]:
        apart = first.age is not None and row.age is not None and abs(first.age - row.age) > 1
        if apart or (first.gender and row.gender and first.gender != row.gender):
            what = "age" if apart else "gender"
            text = (
                f"The {what} is not the one on list {first.list_number}, row {first.row}, for the same case reference."
            )
            yield _about(row, Code.DETAILS_DISAGREE, Severity.QUERY, text)
            return


def _about(row: ListRow, code: Code, severity: Severity, text: str) -> Finding:
    return Finding(row.list_number, row.sheet, row.row, ID_COLUMN[row.list_number], code, severity, text)
