"""Asking for a place: what is checked, and what follows at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dcpp.kernel import clock, outbox
from dcpp.kernel.events import announce
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.rules import Role
from training import events, queries
from training.models import Booking, TrainingSession
from training.rules import timing
from training.rules.booking_rule import Attendee
from training.rules.bookings import BookingState, CannotBook, Deed
from training.rules.cut_offs import is_in_time, last_day
from training.rules.sessions import SessionState
from training.services.approval_links import LINK_GOOD_FOR, sign_link
from training.services.promotion import give_place_or_queue
from training.services.session_deeds import lock_session
from training.services.steps import add_step, begin_booking, told


@dataclass(frozen=True)
class Needs:
    """What somebody says of access and food; read by co-ordinator and trainer, deleted after the session."""

    access: str = ""
    dietary: str = ""


@dataclass(frozen=True)
class Requirement:
    """What a booking answers: a kind and an id of another part of the platform."""

    kind: str
    id: UUID


def request_booking(
    session_id: UUID, person: Person, *, needs: Needs | None = None, requirement: Requirement | None = None
) -> Booking:
    """Ask for a place for oneself. Approved courses wait for an answer; others are booked, or join the queue, at once.

    Raises CannotBook with what to do.
    """
    session = lock_session(session_id)
    room = queries.room_for(session.id, person.id)
    check_may_ask(session, clock.now())
    if room.has_booking:
        raise CannotBook("You have a booking for this session already. It is under My bookings")
    check_room(session, room.places)
    check_fits(session, person, missing_counts=not session.rule.needs_approval)
    booking = begin_booking(session, person)
    if needs:
        booking.access_needs, booking.dietary_needs = needs.access.strip(), needs.dietary.strip()
    if requirement:
        booking.requirement_kind, booking.requirement_id = requirement.kind, requirement.id
    if session.rule.needs_approval:
        _ask_for_approval(session, booking, person)
    else:
        give_place_or_queue(session, booking, room.places, by=person.id)
    return booking


def check_may_ask(session: TrainingSession, now: datetime) -> None:
    """Whether the session takes bookings now. Raises CannotBook."""
    if session.state is not SessionState.OPEN:
        raise CannotBook(f"This session is {session.state.label.lower()}, so it cannot be booked")
    if session.opens_at and now < session.opens_at:
        opens = clock.london(session.opens_at)
        raise CannotBook(f"Booking opens on {opens.day} {opens:%B %Y} at {opens:%H:%M}. Come back then")
    if not is_in_time(now, session.first_starts_at, session.rule.closes_days):
        day = last_day(session.first_starts_at, session.rule.closes_days)
        raise CannotBook(f"Booking closed after {day.day} {day:%B %Y}. Choose another session, or ask the co-ordinator")


def may_ask(session: TrainingSession, attendee: Attendee, now: datetime) -> bool:
    """Whether somebody may ask for a place now; whether one is left, and whether they are free, is asked then."""
    try:
        check_may_ask(session, now)
    except CannotBook:
        return False
    return session.rule.admits(attendee)


def check_room(session: TrainingSession, places: queries.Places) -> None:
    """Whether a place or one in the queue is left; who waits for an answer counts, so that approving finds room.

    Raises CannotBook.
    """
    if places.booked + places.waiting + places.requested < session.maximum + session.waiting_places:
        return
    if places.free(session.maximum) and not places.waiting and not session.rule.needs_approval:
        return
    raise CannotBook("Every place and every place in the queue is taken. Choose another session of this course")


def check_fits(session: TrainingSession, person: Person, *, missing_counts: bool) -> None:
    """Whether the session is for somebody, and they are free. missing_counts: what the course asks for is a must."""
    if not session.rule.admits(queries.attendee_of(person.id)):
        raise CannotBook("This session is for other roles or agencies, so it cannot be booked for this person")
    held = [clash for clash in queries.list_clashes(session.id, person.id) if clash.holds_place]
    if held:
        raise CannotBook(
            f"There is a place on “{held[0].title}” at the same time ({held[0].reference}). Cancel it first"
        )
    missing = queries.list_missing(session.course_id, person.id) if missing_counts else []
    if missing:
        raise CannotBook(f"Complete {' and '.join(f'“{title}”' for title in missing)} before this course")


def _ask_for_approval(session: TrainingSession, booking: Booking, person: Person) -> None:
    approver = people.find_line_manager(person, clock.today())
    booking.approver_id = approver.id if approver else None
    booking.expires_on = timing.expires_on(clock.today(), session.first_starts_at, session.rule.closes_days)
    step = add_step(booking, Deed.ASKED, BookingState.REQUESTED, by=person.id)
    ask_to_approve(booking, session, person)
    announce(
        events.BookingRequested(
            happened_at=step.at, approver_id=booking.approver_id, expires_on=booking.expires_on, **told(booking)
        )
    )


def who_is_asked(booking: Booking) -> list[UUID]:
    """Who hears of a request: its manager and whoever stands in for them; without a manager, the co-ordinators."""
    today = clock.today()
    if booking.approver_id:
        asked = [booking.approver_id, *queries.list_delegate_ids(booking.approver_id, today)]
    else:
        asked = [one.id for one in people.list_people_with_role(Role.TRAINING_COORDINATOR, today)]
    return [one for one in dict.fromkeys(asked) if one != booking.person_id]


def ask_to_approve(booking: Booking, session: TrainingSession, person: Person, *, again: str = "") -> None:
    """A mail to everybody who may answer, with a link of their own. again: the day of a reminder."""
    for asked_id in who_is_asked(booking):
        outbox.write(
            "training/booking_to_approve",
            to=asked_id,
            dedupe=f"booking-approve-{booking.id}-{asked_id}-{again or 'first'}",
            good_for=LINK_GOOD_FOR,
            booking=booking,
            session=session,
            person=person,
            is_reminder=bool(again),
            token=sign_link(booking.id, asked_id),
        )
