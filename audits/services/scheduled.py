"""What the scheduler does for every programme: nothing is remembered, everything is looked for."""

from audits import queries
from audits.models import AuditDraw
from audits.rules import draws
from audits.rules.draws import DrawState
from audits.rules.programmes import draws_in
from audits.services.drawing import draw_if_known
from audits.services.freezing import freeze_frame
from audits.services.opening import open_draw
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.refusal import Refusal


def advance_draws() -> list[str]:
    """Open, freeze and draw whatever is due; what each of the rest waits for, in sentences.

    Each step is undone by itself when it is refused, so that one programme never holds up another.
    """
    _open_due_draws()
    notes = []
    for draw in queries.list_draws_to_advance(scheduled_only=True):
        try:
            with db.session.begin_nested():
                _advance(draw)
        except Refusal as refusal:
            notes.append(f"{draw.reference}: {refusal}")
    return notes


def _open_due_draws() -> None:
    """Draws of this month, and of the next one a few working days ahead, so that people can commit in time.

    Where a draw was abandoned, it is for a person to decide whether to open another.
    """
    today = clock.today()
    this_month = clock.month_of(today)
    next_month = clock.add_months(this_month, 1)
    first_day = clock.nth_working_day(next_month.year, next_month.month, 1)
    opens_on = clock.add_working_days(first_day, -draws.OPEN_AHEAD_WORKING_DAYS)
    for programme in queries.list_active_programmes():
        for month in [this_month, next_month] if today >= opens_on else [this_month]:
            due = draws_in(programme.schedule, programme.drawn_in, month)
            if due and not queries.has_draw(programme.id, month):
                open_draw(programme, month, by_id=None)


def _advance(draw: AuditDraw) -> None:
    freezes_on = clock.nth_working_day(draw.month.year, draw.month.month, 1)
    if draw.state is DrawState.OPEN and clock.today() >= freezes_on:
        freeze_frame(draw, by_id=None)
    draw_if_known(draw, by_id=None)
