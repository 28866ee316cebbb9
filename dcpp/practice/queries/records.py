"""The records behind the numbers: of each unit, how it is counted and what a list shows of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from audits.queries import controlled, covered, followed, graded, themed
from audits.queries.measures import ALL, Unit
from dcpp.kernel.access import Viewer
from dcpp.practice.queries import covering
from dcpp.practice.queries.asking import Asked
from dcpp.practice.rules import behind
from dcpp.web import filters
from dcpp.web.listing import Listing

Cell = Any


@dataclass(frozen=True)
class Column:
    """A column of a list. sort: its key in the unit's order, or None; cell: from a row to what it shows."""

    title: str
    cell: Callable[[Any], Cell]
    sort: str | None = None
    is_short: bool = False
    is_number: bool = False
    is_grade: bool = False

    def text(self, row: Any) -> str:
        """What a page shows: days and names in words."""
        return in_words(self.cell(row))


@dataclass(frozen=True)
class Records:
    """One kind of record. opens: from a row to the endpoint and its values where the record is shown."""

    one: str
    many: str
    unit: Callable[[Asked], Unit]
    columns: Sequence[Column]
    opens: Callable[[Any], tuple[str, dict[str, Any]]]

    def url_of(self, row: Any) -> str:
        """Where the record is shown."""
        endpoint, values = self.opens(row)
        return url_for(endpoint, **values)


def in_words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return filters.day(cell)
    return str(getattr(cell, "label", cell))


def _second(row: Any) -> tuple[str, dict[str, Any]]:
    return "audits.view_audit", {"audit_id": row[1].id}


def _action(row: Any) -> tuple[str, dict[str, Any]]:
    return "actions.view_action", {"action_id": row[0].id}


def _case(row: Any) -> tuple[str, dict[str, Any]]:
    return "caseload.view_case", {"case_id": row.id}


def _person(row: Any) -> tuple[str, dict[str, Any]]:
    return "people.view_person", {"person_id": row[0].id}


def _known(unit: Unit | None) -> Unit:
    """LookupError where there is no list of children yet."""
    if unit is None:
        raise LookupError("No list of children has been brought in")
    return unit


def _questions(asked: Asked) -> Unit:
    section = graded.list_graded_sections()[asked.section]
    return graded.questions_unit(asked.viewer, graded.graded_questions_of(section), section.code)


def _audit(row: Any) -> tuple[str, dict[str, Any]]:
    return "audits.view_audit", {"audit_id": row[0].id}


REFERENCE = Column("Reference", lambda row: row[0].reference, "reference", is_short=True)
SERVICE = Column("Service", lambda row: row[0].service_name, "service")
TEAM = Column("Team", lambda row: row[0].team_name)
STATUS = Column("Status", lambda row: row[0].status)
GRADE = Column("Grade", lambda row: row[1], is_grade=True)
SUBMITTED = Column("Submitted", lambda row: row[0].submitted_on, "submitted", is_short=True)

OF_AUDIT = [REFERENCE, SERVICE, TEAM, STATUS, GRADE, SUBMITTED]
OF_PERSON = [
    Column("Name", lambda row: row[0].name, "name"),
    Column("Team", lambda row: row[1], "team"),
    Column("Service", lambda row: row[2]),
]
OF_CHILD = [
    Column("Case", lambda case: case.case_reference, "reference", is_short=True),
    Column("Service", lambda case: case.service, "service"),
    Column("Team", lambda case: case.team),
    Column("Status", lambda case: case.status),
]

RECORDS: Mapping[str, Records] = {
    "drawn": Records(
        "case drawn",
        "cases drawn",
        lambda asked: controlled.drawn_unit(asked.viewer, asked.today),
        [
            REFERENCE,
            SERVICE,
            TEAM,
            Column("Programme", lambda row: row[2]),
            Column("Auditor", lambda row: row[1]),
            Column("State", lambda row: row[0].state),
            Column("Due", lambda row: row[0].due_on, "due", is_short=True),
            SUBMITTED,
        ],
        _audit,
    ),
    "graded": Records("audit", "audits", lambda asked: graded.submitted_unit(asked.viewer), OF_AUDIT, _audit),
    "audited": Records("audit", "audits", lambda asked: covered.audited_unit(asked.viewer), OF_AUDIT, _audit),
    "in_hubs": Records("audit", "audits", lambda asked: covered.in_hubs_unit(asked.viewer), OF_AUDIT, _audit),
    "sections": Records(
        "grade of a section",
        "grades of sections",
        lambda asked: graded.sections_unit(asked.viewer),
        [*OF_AUDIT, Column("Section", lambda row: row[2].replace("_", " ").capitalize())],
        _audit,
    ),
    "questions": Records(
        "audit",
        "audits",
        _questions,
        [REFERENCE, SERVICE, TEAM, STATUS, Column("Section’s grade", lambda row: row[1], is_grade=True), SUBMITTED],
        _audit,
    ),
    "themes": Records(
        "theme of a finding",
        "themes of findings",
        lambda asked: themed.themes_unit(asked.viewer),
        [
            Column("Audit", lambda row: row[1].reference, "reference", is_short=True),
            Column("Theme", lambda row: row[2], "theme"),
            Column("Kind", lambda row: row[0].kind),
            Column("Finding", lambda row: row[0].words),
            Column("Service", lambda row: row[1].service_name),
            Column("Submitted", lambda row: row[1].submitted_on, "submitted", is_short=True),
        ],
        _second,
    ),
    "pairs": Records(
        "re-audit",
        "re-audits",
        lambda asked: themed.pairs_unit(asked.viewer),
        [
            REFERENCE,
            SERVICE,
            Column("Audit before", lambda row: row[1].reference, is_short=True),
            Column("Submitted before", lambda row: row[1].submitted_on, is_short=True),
            Column("First grade", lambda row: row[2], is_grade=True),
            SUBMITTED,
            Column("Grade now", lambda row: row[3], is_grade=True),
        ],
        _audit,
    ),
    "waiting": Records(
        "audit",
        "audits",
        lambda asked: themed.waiting_unit(asked.viewer, asked.today),
        [*OF_AUDIT, Column("Re-audit by", lambda row: row[0].re_audit_by, is_short=True)],
        _audit,
    ),
    "followed": Records(
        "action",
        "actions",
        lambda asked: followed.followed_unit(asked.viewer),
        [
            Column("Action", lambda row: row[0].reference, "reference", is_short=True),
            Column("What", lambda row: row[0].what),
            Column("Owner", lambda row: row[2]),
            Column("State", lambda row: row[0].state),
            Column("Raised", lambda row: row[0].raised_on, "raised", is_short=True),
            Column("Done", lambda row: row[0].done_on, is_short=True),
            Column("Checked", lambda row: row[0].closed_on, is_short=True),
            Column("Impact checked", lambda row: row[0].impact_checked_on, is_short=True),
        ],
        _action,
    ),
    "children": Records("child", "children", lambda asked: _known(covering.children_unit(asked)), OF_CHILD, _case),
    "workers": Records("worker", "workers", lambda asked: _known(covering.workers_unit(asked)), OF_PERSON, _person),
}
"""Everything that a number may count, by the word that its address has for it."""


def listing_of(viewer: Viewer, args: MultiDict[str, str]) -> Listing:
    """The records behind the number that an address names. LookupError or ValueError where no figure has it."""
    asked = Asked(viewer, args)
    unit = RECORDS[args.get("unit", "")].unit(asked)
    return asked.listing(unit, measure=args.get("measure") or ALL, by=args.get("by", ""), value=args.get("value", ""))


def words_of(args: MultiDict[str, str]) -> str:
    """What was counted, as in "Completed late, November 2026"."""
    return behind.words_of(args.get("measure", ""), args.get("by", ""), args.get("value", ""))
