"""Reminding of training that comes, and of joining instructions that changed."""

from datetime import date, timedelta

from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db
from training import events, queries
from training.models import Booking, TrainingSession
from training.rules import invitations as rules
from training.rules.bookings import BookingState

LOOKS_AHEAD = timedelta(days=21)


def remind_of_training() -> int:
    """Two weeks before the first date, with the joining instructions, and two days before each; how many mails."""
    today, written = clock.today(), 0
    for booking in queries.list_bookings_to_remind(clock.now() + LOOKS_AHEAD):
        dates = [one.starts_at for one in booking.session.dates if one.ends_at > clock.now()]
        for before, day in rules.reminders_due(dates, today):
            if before == rules.TWO_DAYS or placed_on(booking) < today:
                written += _remind(booking, before, day)
    return written


def placed_on(booking: Booking) -> date:
    """The day they got their place. Whoever got it today has just been written to."""
    placed = [step.at for step in booking.steps if step.state is BookingState.BOOKED]
    return clock.london(max(placed, default=booking.asked_at)).date()


def _remind(booking: Booking, before: int, day: date) -> bool:
    return outbox.write(
        "training/reminder",
        to=booking.person_id,
        dedupe=f"training-{before}-{booking.id}-{day.isoformat()}",
        booking=booking,
        session=booking.session,
        date=next(one for one in booking.session.dates if clock.london(one.starts_at).date() == day),
        is_early=before == rules.TWO_WEEKS,
    )


def tell_changed_instructions(event: events.SessionChanged) -> None:
    """Send joining instructions that changed after they went out; before, the two weeks' reminder brings them."""
    session = db.session.get_one(TrainingSession, event.session_id)
    goes_out_on = clock.london(session.first_starts_at).date() - timedelta(days=rules.TWO_WEEKS)
    if "joining_instructions" not in event.fields or clock.today() < goes_out_on:
        return
    for booking in queries.list_bookings_to_tell(session.id):
        if booking.state is BookingState.BOOKED and session.last_ends_at > clock.now():
            outbox.write(
                "training/joining_instructions",
                to=booking.person_id,
                dedupe=f"joining-{booking.id}-{event.happened_at.isoformat()}",
                booking=booking,
                session=session,
            )
