"""Reminding people of what is due: on the rungs of the ladder, one mail a person a day, and nobody twice of one rung.

Early rungs wait for the week's first working day; what is due within a month, or overdue, is told on the next working
day. Managers hear once a week of their team. Leavers, those who are exempt and those whose role is asked no longer have
no row in what is derived, and so no mail.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from training.models import LadderTelling
from training.queries.compliance import list_all_due
from training.rules.compliance import LADDER, rung_of

AT_ONCE = LADDER[2]
"""From this rung on it is told the next working day."""
TEAM_AHEAD = 30


def remind_of_requirements() -> int:
    """Write the mails of today; gives how many. A night that was missed mends itself."""
    today = clock.today()
    if not clock.is_working_day(today):
        return 0
    rows = list_all_due(today, LADDER[0])
    return _remind_people(rows, today) + (_tell_managers(rows, today) if _begins_week(today) else 0)


def _begins_week(today: date) -> bool:
    monday = today - timedelta(days=today.weekday())
    return clock.add_working_days(monday, 0) == today


def _remind_people(rows: Sequence[Any], today: date) -> int:
    told, written = _told({row.person_id for row in rows}), 0
    for person_id, theirs in _by(rows, "person_id").items():
        rungs = {row: rung for row in theirs if (rung := rung_of(row.due_on, today))}
        new = {row: rung for row, rung in rungs.items() if (person_id, row.course_id, row.due_on, rung) not in told}
        if not new or not (_begins_week(today) or any(rung <= AT_ONCE for rung in new.values())):
            continue
        key = f"training-due-{today}-{person_id}"
        written += outbox.write("training/due", to=person_id, dedupe=key, rows=theirs, today=today)
        db.session.add_all(
            LadderTelling(
                person_id=person_id, course_id=row.course_id, due_on=row.due_on, rung=rung, told_at=clock.now()
            )
            for row, rung in new.items()
        )
    db.session.flush()
    return written


def _told(person_ids: set[UUID]) -> set[tuple[UUID, UUID, date, int]]:
    one = LadderTelling
    found = db.session.scalars(select(one).where(one.person_id.in_(person_ids)))
    return {(row.person_id, row.course_id, row.due_on, row.rung) for row in found}


def _tell_managers(rows: Sequence[Any], today: date) -> int:
    soon = [row for row in rows if row.due_on <= today + timedelta(days=TEAM_AHEAD)]
    written = 0
    teams: dict[UUID, list[Any]] = {}
    for row in soon:
        if row.line_manager_id:
            teams.setdefault(row.line_manager_id, []).append(row)
    for manager_id, theirs in teams.items():
        key = f"training-team-{today}-{manager_id}"
        written += outbox.write("training/team_due", to=manager_id, dedupe=key, rows=theirs, today=today)
    return written


def _by(rows: Iterable[Any], name: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found
