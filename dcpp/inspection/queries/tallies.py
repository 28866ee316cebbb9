"""Facts counted by the database: for a page that shows how many, and no records behind them.

The rules ask the same of a tally as of the facts that a report is made from; what is alike stands there once for each.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from audits.queries import figures as audits
from dcpp.actions import queries as actions
from dcpp.inspection.rules.facts import NO_SERVICE, ActionDays, DrawnDays, PlaceAudited
from dcpp.inspection.rules.grades import STEPS, Graded


def list_grades(since: date, until: date, *, for_id: UUID) -> Sequence[Graded]:
    """The overall grades of audits submitted in a period of whole months; each told as on a day of its month.

    For one person, without what they may not know yet: else a list one shorter than its number would tell.
    """
    return [
        grade
        for row in audits.count_by_grade(since, until, for_id=for_id)
        if row.grade in STEPS
        for grade in [Graded("", row.on, row.grade)] * row.audits
    ]


def list_drawn(since: date, until: date) -> Sequence[DrawnDays]:
    """Every case drawn for some months, first days given."""
    return [
        days
        for row in audits.count_drawn(since, until)
        for days in [
            DrawnDays(
                month=row.month,
                allocated_on=row.allocated_on,
                due_on=row.due_on,
                submitted_on=row.submitted_on,
                withdrawn_on=row.withdrawn_on,
            )
        ]
        * row.cases
    ]


def list_actions(as_at: date, since: date, *, for_id: UUID) -> Sequence[ActionDays]:
    """Every action raised by the end of a day and not closed before `since`; for one person, as list_grades."""
    return [
        days
        for row in actions.count_by_days(as_at, since, for_id=for_id)
        for days in [
            ActionDays(raised_on=row.raised_on, due_on=row.due_on, done_on=row.done_on, checked_on=row.closed_on)
        ]
        * row.actions
    ]


def list_last_audits(until: date) -> Sequence[PlaceAudited]:
    """The last audit of each service and status."""
    return [
        PlaceAudited(service=row.service_name or NO_SERVICE, status=row.status, submitted_on=row.submitted_on)
        for row in audits.list_last_submitted(until)
    ]
