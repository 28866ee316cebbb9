"""Keeping people's calendars as their bookings are: each date is one invitation, sent anew when it changes."""

from collections.abc import Sequence
from uuid import UUID

from flask import current_app

from dcpp.kernel import calendars, clock, outbox
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from training import events, queries
from training.models import Booking, Invitation, TrainingSession
from training.rules import invitations as rules
from training.rules.bookings import BookingState
from training.rules.invitations import Told


def tell_calendar(event: events.OfBooking) -> None:
    """Send what the calendar of a booking lacks, and take back what it should not have."""
    _bring_up_to_date([queries.get_booking_to_tell(event.booking_id)])


def tell_calendars(event: events.SessionChanged) -> None:
    """The same for everybody with a place in a session that has changed."""
    bring_calendars_up_to_date(event.session_id)


def bring_calendars_up_to_date(session_id: UUID) -> int:
    """Send what calendars lack of a session, to all who have or had a place; how many mails."""
    return _bring_up_to_date(queries.list_bookings_to_tell(session_id))


def _bring_up_to_date(bookings: Sequence[Booking]) -> int:
    sent = queries.map_invitations([booking.id for booking in bookings])
    return sum(_settle(booking, sent.get(booking.id, {})) for booking in bookings)


def _settle(booking: Booking, sent: dict[UUID, Invitation]) -> int:
    """Compare what one person should be told with what they were told."""
    wanted = {one.date_id: one for one in told_of(booking.session)} if booking.state is BookingState.BOOKED else {}
    now, mails = clock.now(), 0
    for date_id, told in wanted.items():
        known = sent.get(date_id)
        if told.ends_at > now and (known is None or known.is_taken_back or known.told != told.key):
            _invite(booking, told, known)
            mails += 1
    if booking.state is BookingState.BOOKED or booking.state in rules.LEFT:
        for date_id, known in sent.items():
            if date_id not in wanted and not known.is_taken_back and known.ends_at > now:
                _take_back(booking, known)
                mails += 1
    return mails


def told_of(session: TrainingSession) -> list[Told]:
    """What calendars show of a session, date by date."""
    return [
        Told(
            date_id=one.id,
            title=session.course.title,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            place=one.held_in,
            link=one.joined_by,
            number=number,
            many=len(session.dates),
        )
        for number, one in enumerate(session.dates, 1)
    ]


def _invite(booking: Booking, told: Told, known: Invitation | None) -> None:
    is_news = known is None or known.is_taken_back
    invitation = known or Invitation(
        booking_id=booking.id, date_id=told.date_id, uid=f"{booking.id}-{told.date_id}@{_host()}", sequence=-1
    )
    invitation.sequence += 1
    invitation.told, invitation.title, invitation.is_taken_back = told.key, told.heading, False
    invitation.starts_at, invitation.ends_at = told.starts_at, told.ends_at
    invitation.place = told.place or told.link
    _send(booking, invitation, told=told, is_news=is_news)


def _take_back(booking: Booking, invitation: Invitation) -> None:
    invitation.sequence += 1
    invitation.is_taken_back = True
    _send(booking, invitation)


def _send(booking: Booking, invitation: Invitation, *, told: Told | None = None, is_news: bool = False) -> None:
    invitation.told_at = clock.now()
    db.session.add(invitation)
    db.session.flush()
    template = "training/invitation" if told else "training/invitation_taken_back"
    appointment = appointment_of(booking, invitation, link=told.link if told else "")
    council = current_app.extensions["settings"]
    outbox.write(
        template,
        to=booking.person_id,
        dedupe=f"{invitation.uid}-{invitation.sequence}",
        calendar=calendars.invitation(appointment, organiser=council.mail_from, called=council.council_name),
        booking=booking,
        invitation=invitation,
        told=told,
        is_news=is_news,
    )
    announce(
        events.CalendarTold(
            happened_at=invitation.told_at,
            booking_id=booking.id,
            date_id=invitation.date_id,
            sequence=invitation.sequence,
            is_taken_back=invitation.is_taken_back,
        )
    )


def appointment_of(booking: Booking, invitation: Invitation, *, link: str) -> calendars.Appointment:
    """As a calendar program reads it. The place stands in the words too: some show only the one or the other."""
    address = outbox.url_to("training.view_booking", booking_id=booking.id)
    words = [f"Where: {invitation.place}"]
    if link and link != invitation.place:
        words.append(f"Join at: {link}")
    words += ["", "Declining in your calendar does not cancel your place. See or cancel your booking:", address]
    return calendars.Appointment(
        uid=invitation.uid,
        sequence=invitation.sequence,
        title=invitation.title,
        starts_at=invitation.starts_at,
        ends_at=invitation.ends_at,
        place=invitation.place,
        words="\n".join(words),
        address=address,
        changed_at=invitation.told_at,
        is_cancelled=invitation.is_taken_back,
    )


def _host() -> str:
    return str(current_app.extensions["settings"].mail_from.rpartition("@")[2])
