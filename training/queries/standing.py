"""Where somebody stands in a queue, why they moved, and why no place has been offered yet."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from dcpp.kernel.db import db
from training.models import Booking, QueueRun
from training.queries.bookings import list_steps_of
from training.queries.clashes import list_clashes
from training.queries.places import count_places
from training.rules.bookings import BookingState
from training.rules.cut_offs import last_day
from training.rules.queue import Happening, Move, Standing, barred_sentence, moves_of
from training.rules.sessions import SessionState
from training.rules.timing import is_frozen


def map_places_in_queue(bookings: Collection[Booking]) -> dict[UUID, int]:
    """The place in the queue of each of some bookings that wait, in one statement."""
    ids = [booking.id for booking in bookings if booking.state is BookingState.WAITING]
    if not ids:
        return {}
    before = aliased(Booking)
    rows = db.session.execute(
        select(Booking.id, func.count(before.id))
        .outerjoin(
            before,
            (before.session_id == Booking.session_id)
            & (before.state == BookingState.WAITING)
            & (before.arrived < Booking.arrived),
        )
        .where(Booking.id.in_(ids))
        .group_by(Booking.id)
    )
    return {booking_id: many + 1 for booking_id, many in rows}


def standing_of(booking: Booking, now: datetime) -> Standing:
    """How somebody who waits stands, with what keeps them from a place."""
    session = booking.session
    places = count_places([session.id])[session.id]
    held = [clash.title for clash in list_clashes(session.id, booking.person_id) if clash.holds_place]
    return Standing(
        place=map_places_in_queue([booking]).get(booking.id, 0),
        waiting=places.waiting,
        places=session.maximum,
        free=places.free(session.maximum),
        last_day=last_day(session.first_starts_at, session.rule.freeze_days),
        is_frozen=is_frozen(now, session.first_starts_at, session.rule.freeze_days),
        is_open=session.state is SessionState.OPEN,
        barred=barred_sentence(held),
    )


def list_moves(booking: Booking) -> list[Move]:
    """How a booking moved in its queue, oldest first."""
    steps = list_steps_of(booking.session_id)
    log = [Happening(one.booking_id, one.booking.arrived, one.deed, one.state, one.at, one.why) for one in steps]
    return moves_of(booking.id, log)


def find_last_run(session_id: UUID) -> QueueRun | None:
    """When the queue of a session was last looked at, and what came of it."""
    return db.session.get(QueueRun, session_id)
