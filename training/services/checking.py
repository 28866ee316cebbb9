"""The nightly check of every rule of booking; it changes no booking."""

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from training import events, queries
from training.models import BookingCheck

KEPT_FAULTS = 200


def keep_check() -> BookingCheck:
    """Look at every booking and keep what was found, for the administrators' page."""
    found = queries.check_bookings()
    check = BookingCheck(
        id=new_id(),
        ran_at=clock.now(),
        sessions=found.sessions,
        bookings=found.bookings,
        many=len(found.faults),
        faults=[str(fault) for fault in found.faults[:KEPT_FAULTS]],
    )
    db.session.add(check)
    db.session.flush()
    announce(
        events.BookingsChecked(
            happened_at=check.ran_at, check_id=check.id, bookings=check.bookings, faults=len(found.faults)
        )
    )
    return check
