"""Opening a draw, and giving one up; and the lock that every step takes."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from audits import events
from audits.models import AuditDraw, AuditProgramme
from audits.rules.draws import CannotAbandonDraw, CannotOpenDraw, DrawState
from audits.services.sampled import is_submitted, withdraw_audits
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import next_reference


def lock(draw: AuditDraw) -> None:
    """Hold the draw's row until the transaction ends, and see it as it now is."""
    db.session.execute(select(AuditDraw.id).where(AuditDraw.id == draw.id).with_for_update())
    db.session.refresh(draw)


def open_draw(programme: AuditProgramme, month: date, *, by_id: UUID | None) -> AuditDraw:
    """Begin a programme's draw of a month: this month's or the next one's."""
    month, this_month = clock.month_of(month), clock.month_of(clock.today())
    if not programme.is_active:
        raise CannotOpenDraw(f"{programme.name} is not active. Change the programme first.")
    if month not in {this_month, clock.add_months(this_month, 1)}:
        raise CannotOpenDraw("A draw can be opened for this month or the next one.")
    draw = AuditDraw(
        reference=next_reference("SAM", month.year),
        programme_id=programme.id,
        programme_name=programme.name,
        kind=programme.kind,
        month=month,
        seed_scheme=programme.seed_scheme,
        opened_at=clock.now(),
        opened_by_id=by_id,
    )
    taken = f"{programme.name} has a draw for {month:%B %Y} already."
    try:
        with db.session.begin_nested():
            db.session.add(draw)
    except IntegrityError as error:
        raise CannotOpenDraw(taken) from error
    announce(events.DrawOpened(happened_at=draw.opened_at, draw_id=draw.id, programme_id=programme.id, month=month))
    return draw


def abandon_draw(draw: AuditDraw, *, reason: str, by_id: UUID) -> None:
    """Give a draw up. It stays where everybody can see it, with the reason; the month may be drawn again."""
    lock(draw)
    if draw.state is DrawState.ABANDONED:
        raise CannotAbandonDraw(f"{draw.reference} was abandoned already.")
    if is_submitted(draw):
        raise CannotAbandonDraw(
            f"An audit of this sample has been submitted: it stays. Replace single {draw.units} instead."
        )
    draw.abandoned_at, draw.abandoned_by_id, draw.abandoned_because = clock.now(), by_id, reason
    withdraw_audits(draw, reason=f"The draw was abandoned: {reason}")
    db.session.flush()
    announce(
        events.DrawAbandoned(
            happened_at=draw.abandoned_at, draw_id=draw.id, programme_id=draw.programme_id, month=draw.month
        )
    )
