"""What calendars were told, what they should be told, and whose feed an address is."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people import queries as people
from dcpp.people.models import Person
from training.models import Booking, CalendarFeed, Invitation, TrainingSession
from training.rules.bookings import BookingState

FEED_LOOKS_BACK = timedelta(days=90)


def _with_session() -> Select[Booking]:
    session = joinedload(Booking.session)
    return select(Booking).options(
        session.joinedload(TrainingSession.course), session.selectinload(TrainingSession.dates)
    )


def get_booking_to_tell(booking_id: UUID) -> Booking:
    return db.session.scalars(_with_session().where(Booking.id == booking_id)).one()


def list_bookings_to_tell(session_id: UUID) -> Sequence[Booking]:
    """Who has a place in a session, and who was invited to it once."""
    invited = select(Invitation.booking_id).where(Invitation.is_taken_back.is_(False))
    return db.session.scalars(
        _with_session()
        .where(Booking.session_id == session_id, (Booking.state == BookingState.BOOKED) | Booking.id.in_(invited))
        .order_by(Booking.arrived)
    ).all()


def map_invitations(booking_ids: Collection[UUID]) -> dict[UUID, dict[UUID, Invitation]]:
    """Booking → date → what its calendar was last told."""
    found: dict[UUID, dict[UUID, Invitation]] = {}
    for one in db.session.scalars(select(Invitation).where(Invitation.booking_id.in_(booking_ids))):
        found.setdefault(one.booking_id, {})[one.date_id] = one
    return found


def find_feed(person_id: UUID) -> CalendarFeed | None:
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.person_id == person_id))


def my_feed(viewer: Viewer) -> CalendarFeed | None:
    return find_feed(viewer.person_id)


def find_owner_of_feed(secret_hash: str, today: date) -> Person | None:
    """Whose feed it is; nobody's once they have left."""
    return db.session.scalar(
        select(Person)
        .join(CalendarFeed, CalendarFeed.person_id == Person.id)
        .where(CalendarFeed.secret_hash == secret_hash, people.is_here(today))
    )


def list_for_feed(person_id: UUID) -> Sequence[Invitation]:
    """What stands in somebody's feed: what they are invited to, from three months ago on."""
    return db.session.scalars(
        select(Invitation)
        .join(Invitation.booking)
        .where(
            Booking.person_id == person_id,
            Invitation.is_taken_back.is_(False),
            Invitation.ends_at >= clock.now() - FEED_LOOKS_BACK,
        )
        .options(joinedload(Invitation.booking))
        .order_by(Invitation.starts_at, Invitation.id)
    ).all()


def list_bookings_to_remind(until: datetime) -> Sequence[Booking]:
    """Bookings with a place in sessions that begin before a moment and are not over, with course and dates."""
    return db.session.scalars(
        _with_session()
        .join(Booking.session)
        .where(
            Booking.state == BookingState.BOOKED,
            TrainingSession.first_starts_at <= until,
            TrainingSession.last_ends_at > clock.now(),
        )
        .options(selectinload(Booking.steps))
        .order_by(TrainingSession.first_starts_at, Booking.arrived)
    ).all()
