"""One case of all that the lists say about a child: status first, then who has it, then its dates."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dcpp.caseload.rules.rows import ListRow
from dcpp.frameworks.annex_a import annex_a_known
from dcpp.frameworks.status import CaseStatus

EARLY_HELP, REFERRALS, ASSESSMENTS, ENQUIRIES, IN_NEED, PROTECTION, IN_CARE = 2, 3, 4, 5, 6, 7, 8
CARE_LEAVERS, ADOPTION, ADOPTERS = 9, 10, 11

ENDED = {child_list.number: frozenset(child_list.ended) for child_list in annex_a_known()}
STATUS_SAID = {
    "Looked after child": CaseStatus.LOOKED_AFTER,
    "Child Protection plan": CaseStatus.CHILD_PROTECTION,
    "Child in need plan": CaseStatus.CHILD_IN_NEED,
    "Open assessment": CaseStatus.OPEN_ASSESSMENT,
    "Closed episode": CaseStatus.CLOSED,
}
STATUS_WHILE_OPEN = {
    EARLY_HELP: CaseStatus.EARLY_HELP,
    ASSESSMENTS: CaseStatus.OPEN_ASSESSMENT,
    IN_NEED: CaseStatus.CHILD_IN_NEED,
    PROTECTION: CaseStatus.CHILD_PROTECTION,
    IN_CARE: CaseStatus.LOOKED_AFTER,
    CARE_LEAVERS: CaseStatus.CARE_LEAVER,
    ADOPTION: CaseStatus.LOOKED_AFTER,
}
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


def is_open(row: ListRow) -> bool:
    """Whether the matter on this row goes on: its closing days are blank, and it does not call itself closed."""
    if STATUS_SAID.get(row.status) is CaseStatus.CLOSED:
        return False
    return row.list_number in STATUS_WHILE_OPEN and ENDED[row.list_number].isdisjoint(row.dates)


def by_case(rows: Iterable[ListRow]) -> dict[str, list[ListRow]]:
    """The rows about each child; adopters are adults and no cases."""
    groups: dict[str, list[ListRow]] = {}
    for row in rows:
        if row.list_number != ADOPTERS:
            groups.setdefault(row.case_id, []).append(row)
    return groups


def status_of(rows: Iterable[ListRow]) -> CaseStatus:
    """The first status that applies, over all rows about a child."""
    return min((_status_on(row) for row in rows), key=lambda status: status.rank)


def _status_on(row: ListRow) -> CaseStatus:
    if row.list_number not in STATUS_WHILE_OPEN:
        return CaseStatus.CONTACT
    if not is_open(row):
        return CaseStatus.CLOSED
    return STATUS_SAID.get(row.status) or STATUS_WHILE_OPEN[row.list_number]


def combine(case_id: str, rows: Sequence[ListRow]) -> Case:
    """One case of a child's rows. Within a list an open row speaks before a closed one, a later before an earlier."""
    if len(rows) == 1:
        return _of_one(case_id, rows[0])
    status = status_of(rows)
    order = ORDER[status]
    newest = sorted(rows, key=_staleness)
    ordered = sorted(newest, key=lambda row: order[row.list_number])
    holder = next((row for row in ordered if row.worker or row.adviser or row.team), ordered[0])
    started = STARTED.get(status)
    return Case(
        case_id=case_id,
        status=status,
        age=next((row.age for row in ordered if row.age is not None), None),
        gender=next((row.gender for row in ordered if row.gender), ""),
        ethnicity=next((row.ethnicity for row in ordered if row.ethnicity), ""),
        disability=next((row.disability for row in ordered if row.disability), ""),
        team=holder.team,
        worker=holder.worker or holder.adviser,
        on_lists=tuple(sorted({row.list_number for row in rows})),
        since=_first_date(ordered, started) if started else None,
        need_since=_first_date(newest, "need_started_on"),
        placement_since=_first_date(newest, "placement_started_on"),
        referred_on=_last_date(rows, "referred_on"),
        last_seen_on=_last_date(rows, "seen_on", "visited_on"),
        last_visited_on=_first_date(ordered, "visited_on", "contacted_on" if status is CaseStatus.CARE_LEAVER else ""),
        last_reviewed_on=_first_date(ordered, "reviewed_on"),
        closed_on=None if status.is_open else _last_date(rows, *ENDINGS),
        previous_plans=next((row.previous_plans for row in newest if row.previous_plans is not None), None),
    )


def _of_one(case_id: str, row: ListRow) -> Case:
    """The same for a child of one row, as most are: nothing to choose from, and several times as quick."""
    status, dates = _status_on(row), row.dates
    visited = dates.get("visited_on") or (dates.get("contacted_on") if status is CaseStatus.CARE_LEAVER else None)
    return Case(
        case_id=case_id,
        status=status,
        age=row.age,
        gender=row.gender,
        ethnicity=row.ethnicity,
        disability=row.disability,
        team=row.team,
        worker=row.worker or row.adviser,
        on_lists=(row.list_number,),
        since=dates.get(STARTED.get(status, "")),
        need_since=dates.get("need_started_on"),
        placement_since=dates.get("placement_started_on"),
        referred_on=dates.get("referred_on"),
        last_seen_on=_last_date((row,), "seen_on", "visited_on"),
        last_visited_on=visited,
        last_reviewed_on=dates.get("reviewed_on"),
        closed_on=None if status.is_open else _last_date((row,), *ENDINGS),
        previous_plans=row.previous_plans,
    )


def _staleness(row: ListRow) -> tuple[bool, int, int]:
    """Sorts open rows first, then by the latest day that they name."""
    latest = max(row.dates.values(), default=date.min)
    return not is_open(row), -latest.toordinal(), row.row


def _first_date(rows: Iterable[ListRow], *fields: str) -> date | None:
    return next((row.dates[field] for row in rows for field in fields if field in row.dates), None)


def _last_date(rows: Iterable[ListRow], *fields: str) -> date | None:
    return max((row.dates[field] for row in rows for field in fields if field in row.dates), default=None)
