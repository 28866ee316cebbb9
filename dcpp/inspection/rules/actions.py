"""Whether the loop is closed: actions by age, and how far each has come."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from dcpp.actions.rules import AGE_BANDS, AgeBand
from dcpp.inspection.rules import telling
from dcpp.inspection.rules.facts import ActionDays
from dcpp.inspection.rules.period import LOOK_BACK_MONTHS, Period
from dcpp.inspection.rules.snapshot import Chart, Column, Figure, Row
from dcpp.web import filters


class ActionState(StrEnum):
    """How far an action has come on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    TO_CHECK = "to_check"
    CHECKED = "checked"


def state_of(action: ActionDays, on: date) -> ActionState:
    if action.checked_on is not None and action.checked_on <= on:
        return ActionState.CHECKED
    if action.done_on is not None and action.done_on <= on:
        return ActionState.TO_CHECK
    return ActionState.OVERDUE if action.due_on < on else ActionState.OPEN


def age_of(action: ActionDays, on: date) -> int:
    """Days since it was raised, up to the day it was checked or, until then, the day of reading."""
    ends = action.checked_on if action.checked_on is not None and action.checked_on <= on else on
    return (ends - action.raised_on).days


def counted(actions: Sequence[ActionDays], period: Period) -> list[ActionDays]:
    """Everything that was open on the day, and what was checked in the last six months."""
    return [
        action
        for action in actions
        if action.raised_on <= period.as_at
        and (
            state_of(action, period.as_at) != ActionState.CHECKED
            or (action.checked_on is not None and action.checked_on >= period.starts(LOOK_BACK_MONTHS))
        )
    ]


def figure(actions: Sequence[ActionDays], period: Period) -> Figure:
    known = counted(actions, period)
    return Figure(
        key="actions",
        section="actions",
        title="Actions by age",
        headline=headline(known, period.as_at),
        definition=(
            "Actions raised by audits that were not withdrawn: those not yet checked by somebody else, and those "
            "checked in the last six months. Age runs from the day an action was raised to the day it was checked or, "
            "until then, to the day of these figures. Overdue are those past their due date and not done."
        ),
        source="dcpp.actions.queries.list_for_figures",
        as_at=period.as_at,
        n=len(known),
        unit="actions",
        columns=(
            Column("Age", "text"),
            Column("Overdue"),
            Column("Open, in time"),
            Column("Done, to be checked"),
            Column("Checked"),
            Column("All"),
        ),
        rows=tuple(_row(band, known, period.as_at) for band in AGE_BANDS if known),
        chart=Chart("stacked", (1, 2, 3)) if known else None,
        missing=telling.too_few(len(known), "actions", "to count"),
    )


def headline(known: Sequence[ActionDays], as_at: date) -> str:
    states = [state_of(action, as_at) for action in known]
    unfinished = [action for action, state in zip(known, states, strict=True) if state != ActionState.CHECKED]
    if not known:
        return "No action has been raised, so nothing can be said about closing the loop."
    overdue = [action for action in unfinished if state_of(action, as_at) == ActionState.OVERDUE]
    if not unfinished:
        return "Every action has been done and checked."
    open_ones = filters.plural(len(unfinished), "action")
    if not overdue:
        return f"None of {open_ones} not yet checked is overdue."
    longest = max((as_at - action.due_on).days for action in overdue)
    verb = "is" if len(overdue) == 1 else "are"
    by = filters.plural(longest, "day")
    return f"{len(overdue):,} of {open_ones} not yet checked {verb} overdue, the longest by {by}."


def _row(band: AgeBand, known: Sequence[ActionDays], on: date) -> Row:
    aged = [action for action in known if band.holds(age_of(action, on))]
    states = [state_of(action, on) for action in aged]
    wanted = (ActionState.OVERDUE, ActionState.OPEN, ActionState.TO_CHECK, ActionState.CHECKED)
    return Row(
        (band.label, *(states.count(state) for state in wanted), len(aged)), tuple(each.reference for each in aged)
    )
