"""Checks that read a list as a whole, or two against each other, by facts that are compared and not kept."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dcpp.caseload.rules import standing
from dcpp.caseload.rules.agreement import months_before
from dcpp.caseload.rules.findings import Code, Finding, Severity
from dcpp.caseload.rules.rows import ListRow
from dcpp.frameworks.annex_a import child_list

COUNTED = {  # a count of twelve months: the list, its field, and the day that is counted
    standing.REFERRALS: (("referrals_counted", "referred_on"),),
    standing.ENQUIRIES: (("enquiries_counted", "enquiry_started_on"), ("conferences_counted", "conference_on")),
}
MONTHS = 12
FEWEST_PLACEMENTS = 5
INSIDE, OUTSIDE = "In", "Out"


def compare(rows: Sequence[ListRow], groups: Mapping[str, Sequence[ListRow]]) -> Iterator[Finding]:
    """Every finding of these checks; `groups` holds the rows about each child."""
    lists: dict[int, list[ListRow]] = {}
    for row in rows:
        lists.setdefault(row.list_number, []).append(row)
    yield from _check_plans(lists, groups)
    yield from _check_families(lists)
    yield from _check_counts(lists, groups)
    yield from _check_placements(lists.get(standing.IN_CARE, ()))


def _check_plans(lists: Mapping[int, Sequence[ListRow]], groups: Mapping[str, Sequence[ListRow]]) -> Iterator[Finding]:
    """A conference that led to a plan: list 7 should have it. Without list 7 there is nothing to compare with."""
    if standing.PROTECTION not in lists:
        return
    for row in lists.get(standing.ENQUIRIES, ()):
        held = row.dates.get("conference_on")
        if row.facts.get("conference_result") != "Yes" or held is None:
            continue
        plans = (each for each in groups[row.case_id] if each.list_number == standing.PROTECTION)
        if not any(each.dates.get("plan_started_on", date.min) >= held for each in plans):
            text = "The conference led to a plan, and list 7 has none that starts on or after its day."
            yield _finding(row, "conference_result", Code.PLAN_MISSING, text)


def _check_families(lists: Mapping[int, Sequence[ListRow]]) -> Iterator[Finding]:
    """A family of adopters on list 10 is on list 11."""
    if standing.ADOPTERS not in lists:
        return
    families = {row.facts.get("family_id") for row in lists[standing.ADOPTERS]}
    for row in lists.get(standing.ADOPTION, ()):
        if row.facts.get("family_id") and row.facts["family_id"] not in families:
            yield _finding(row, "family_id", Code.FAMILY_UNKNOWN, "No adopter on list 11 has this family identifier.")


def _check_counts(lists: Mapping[int, Sequence[ListRow]], groups: Mapping[str, Sequence[ListRow]]) -> Iterator[Finding]:
    """Counts of the twelve months before the latest, leaving it out, as far as the list goes back."""
    for number, counts in COUNTED.items():
        for field, day in counts:
            days = [row.dates[day] for row in lists.get(number, ()) if day in row.dates]
            since = min(days, default=date.max)
            for row in lists.get(number, ()):
                said = row.facts.get(field)
                latest = max((each.dates[day] for each in _of(groups, row, day)), default=None)
                if said is None or latest is None or months_before(latest, MONTHS) < since:
                    continue
                counted = sum(
                    months_before(latest, MONTHS) <= each.dates[day] < latest for each in _of(groups, row, day)
                )
                if said != counted:
                    text = f"The rows of this list give {counted} in the twelve months before the latest, not {said}."
                    yield _finding(row, field, Code.COUNT_DISAGREES, text)


def _of(groups: Mapping[str, Sequence[ListRow]], row: ListRow, day: str) -> Iterator[ListRow]:
    """The rows of the same list about the same child that have this day."""
    return (each for each in groups[row.case_id] if each.list_number == row.list_number and day in each.dates)


def _check_placements(rows: Sequence[ListRow]) -> Iterator[Finding]:
    """Inside is the council's own area: the authority of most placements that are inside."""
    named = [(row, row.facts.get("placement_location"), row.facts.get("placement_authority")) for row in rows]
    inside = Counter(authority for _row, where, authority in named if where == INSIDE and authority)
    if inside.total() < FEWEST_PLACEMENTS:
        return
    home, times = inside.most_common(1)[0]
    if times * 2 <= inside.total():
        return
    for row, where, authority in named:
        if authority and where in {INSIDE, OUTSIDE} and (where == INSIDE) != (authority == home):
            text = f"This placement is “{where}”, and most that are “In” are in {home}."
            yield _finding(row, "placement_authority", Code.PLACEMENT_DISAGREES, text)


def _finding(row: ListRow, field: str, code: Code, text: str) -> Finding:
    columns = child_list(row.list_number).columns
    name = next((column.name for column in columns if field in {column.keep, column.uses}), "")
    return Finding(row.list_number, row.sheet, row.row, name, code, Severity.QUERY, text)
