"""One case of all that the lists say about a child: status first, then who has it, then its dates."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dcpp.caseload.rules.rows import ListRow
from dcpp.caseload.rules.standing import (
    ADOPTERS,
    ADOPTION,
    ASSESSMENTS,
    CARE_LEAVERS,
    EARLY_HELP,
    ENQUIRIES,
    IN_CARE,
    IN_NEED,
    PROTECTION,
    REFERRALS,
)
from dcpp.frameworks.status import STATUS_ORDER, CaseStatus

# The list that speaks first about a case of each status; the rest follow in the order below.
FIRST_LIST = {
    CaseStatus.LOOKED_AFTER: IN_CARE,
    CaseStatus.CHILD_PROTECTION: PROTECTION,
    CaseStatus.CHILD_IN_NEED: IN_NEED,
    CaseStatus.OPEN_ASSESSMENT: ASSESSMENTS,
    CaseStatus.CARE_LEAVER: CARE_LEAVERS,
    CaseStatus.EARLY_HELP: EARLY_HELP,
    CaseStatus.CLOSED: IN_NEED,
    CaseStatus.CONTACT: REFERRALS,
}
OTHER_LISTS = (IN_NEED, IN_CARE, PROTECTION, ASSESSMENTS, ENQUIRIES, CARE_LEAVERS, ADOPTION, REFERRALS, EARLY_HELP, 1)
ORDER = {
    status: {number: place for place, number in reversed(list(enumerate((first, *OTHER_LISTS))))}
    for status, first in FIRST_LIST.items()
}
# What a case counts under where the platform does not know its team.
USUAL_SERVICE = {
    CaseStatus.LOOKED_AFTER: "Children in care",
    CaseStatus.CHILD_PROTECTION: "Help and protection",
    CaseStatus.CHILD_IN_NEED: "Help and protection",
    CaseStatus.OPEN_ASSESSMENT: "Assessment",
    CaseStatus.CARE_LEAVER: "Care leavers",
    CaseStatus.EARLY_HELP: "Early help",
    CaseStatus.CLOSED: "Help and protection",
    CaseStatus.CONTACT: "Front door",
}
STARTED = {
    CaseStatus.LOOKED_AFTER: "care_started_on",
    CaseStatus.CHILD_PROTECTION: "plan_started_on",
    CaseStatus.CHILD_IN_NEED: "need_started_on",
    CaseStatus.OPEN_ASSESSMENT: "assessment_started_on",
    CaseStatus.EARLY_HELP: "assessment_started_on",
}
SEEN = ("seen_on", "visited_on")
ENDINGS = ("need_ended_on", "plan_ended_on", "care_ended_on", "assessment_ended_on", "adoption_ordered_on")


class Case(NamedTuple):
    """What is known of one child on the day of the lists.

    `since` is the first day of the present status where a list gives it; `need_since` that of the episode of need.
    `previous_plans` counts the child protection plans before the newest one on list 7.
    """

    case_id: str
    status: CaseStatus
    age: int | None
    gender: str
    ethnicity: str
    disability: str
    team: str
    worker: str
    on_lists: tuple[int, ...]
    since: date | None
    need_since: date | None
    placement_since: date | None
    referred_on: date | None
    last_seen_on: date | None
    last_visited_on: date | None
    last_reviewed_on: date | None
    closed_on: date | None
    previous_plans: int | None


def by_case(rows: Iterable[ListRow]) -> dict[str, list[ListRow]]:
    """The rows about each child; adopters are adults and no cases."""
    groups: dict[str, list[ListRow]] = {}
    for row in rows:
        if row.list_number != ADOPTERS:
            groups.setdefault(row.case_id, []).append(row)
    return groups


def combine(case_id: str, rows: Sequence[ListRow]) -> Case:
    """One case of a child's rows. Within a list an open row speaks before a closed one, a later before an earlier."""
    status = min([row.standing for row in rows], key=STATUS_ORDER.__getitem__)
    ordered = _in_order(rows, ORDER[status])
    days = _first_days(ordered)
    holder = next((row for row in ordered if row.worker or row.adviser or row.team), ordered[0])
    return Case(
        case_id=case_id,
        status=status,
        age=next((row.age for row in ordered if row.age is not None), None),
        gender=ordered[0].gender or next((row.gender for row in ordered if row.gender), ""),
        ethnicity=ordered[0].ethnicity or next((row.ethnicity for row in ordered if row.ethnicity), ""),
        disability=ordered[0].disability or next((row.disability for row in ordered if row.disability), ""),
        team=holder.team,
        worker=holder.worker or holder.adviser,
        on_lists=tuple(sorted({row.list_number for row in rows})),
        since=days.get(STARTED.get(status, "")),
        need_since=days.get("need_started_on"),
        placement_since=days.get("placement_started_on"),
        referred_on=_last_day(rows, days, ("referred_on",)),
        last_seen_on=_last_day(rows, days, SEEN),
        last_visited_on=_last_visit(ordered) if status is CaseStatus.CARE_LEAVER else days.get("visited_on"),
        last_reviewed_on=days.get("reviewed_on"),
        closed_on=None if status.is_open else _last_day(rows, days, ENDINGS),
        previous_plans=next((row.previous_plans for row in ordered if row.previous_plans is not None), None),
    )


def _in_order(rows: Sequence[ListRow], order: Mapping[int, int]) -> Sequence[ListRow]:
    """The rows as they speak: by list; of one list, open ones first, then by the latest day that they name."""
    if len(rows) == 1:
        return rows
    if len({row.list_number for row in rows}) == len(rows):
        return sorted(rows, key=lambda row: order[row.list_number])
    return sorted(rows, key=lambda row: (order[row.list_number], *_staleness(row)))


def _staleness(row: ListRow) -> tuple[bool, int, int]:
    latest = max(row.dates.values(), default=date.min)
    return not row.standing.is_open, -latest.toordinal(), row.row


def _first_days(ordered: Sequence[ListRow]) -> dict[str, date]:
    """Each day as the first row that has it gives it."""
    if len(ordered) == 1:
        return ordered[0].dates
    days: dict[str, date] = {}
    for row in reversed(ordered):
        days.update(row.dates)
    return days


def _last_day(rows: Sequence[ListRow], days: Mapping[str, date], fields: Sequence[str]) -> date | None:
    """The latest of some days over all rows; most children have none of them, which `days` tells at once."""
    there = [field for field in fields if field in days]
    if len(rows) == 1 or not there:
        return max([days[field] for field in there], default=None)
    return max(row.dates[field] for row in rows for field in there if field in row.dates)


def _last_visit(ordered: Sequence[ListRow]) -> date | None:
    """Of somebody who has left care, being in touch counts as a visit."""
    found = (row.dates.get("visited_on") or row.dates.get("contacted_on") for row in ordered)
    return next((day for day in found if day), None)
