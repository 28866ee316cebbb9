"""Requests that wait for somebody's answer, and who may give it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people.models import Person
from training import access
from training.models import Booking, TrainingSession
from training.queries.delegates import list_stood_in_for, select_stood_in_for
from training.rules.bookings import BookingState, may_approve


def list_to_approve(viewer: Viewer) -> Sequence[Booking]:
    """Requests that the viewer is asked to answer, the soonest session first; person, session and course with them."""
    return db.session.scalars(
        select(Booking)
        .join(Booking.session)
        .where(*_asked_of(viewer))
        .options(
            contains_eager(Booking.session).joinedload(TrainingSession.course, innerjoin=True),
            joinedload(Booking.person, innerjoin=True),
            joinedload(Booking.approver),
        )
        .order_by(Booking.expires_on, TrainingSession.first_starts_at, Booking.arrived)
    ).all()


def count_to_approve(viewer: Viewer) -> tuple[int, date | None]:
    """How many, and the last day to answer the first of them."""
    many, soonest = db.session.execute(
        select(func.count(), func.min(Booking.expires_on)).join(Booking.session).where(*_asked_of(viewer))
    ).one()
    return many, soonest


def _asked_of(viewer: Viewer) -> Sequence[ColumnElement[bool]]:
    """By name; in whose place the viewer stands; and, for co-ordinators, those for whom nobody is named or here."""
    asked = [Booking.approver_id == viewer.person_id, Booking.approver_id.in_(select_stood_in_for(viewer.person_id))]
    if viewer.may(access.PLACE_BOOKINGS):
        gone = exists().where(Person.id == Booking.approver_id, Person.leaves_on < clock.today())
        asked += [Booking.approver_id.is_(None), gone]
    return (
        Booking.state == BookingState.REQUESTED,
        Booking.person_id != viewer.person_id,
        TrainingSession.first_starts_at > clock.now(),
        or_(*asked),
    )


def may_decide(viewer: Viewer, booking: Booking) -> bool:
    """Whether the viewer may answer a request: of their own people, in a manager's place, or where there is nobody."""
    own = set(viewer.report_ids)
    if booking.approver_id == viewer.person_id or booking.approver_id in list_stood_in_for(viewer.person_id):
        own.add(booking.person_id)
    nobody = booking.approver_id is None or (booking.approver is not None and booking.approver.has_left(clock.today()))
    return may_approve(
        booking.person_id, viewer.person_id, frozenset(own), for_anybody=nobody and viewer.may(access.PLACE_BOOKINGS)
    )


def find_asked(booking_id: UUID) -> Booking | None:
    """The booking of a signed link, with what its page shows."""
    return db.session.scalars(
        select(Booking)
        .where(Booking.id == booking_id)
        .options(
            joinedload(Booking.session, innerjoin=True).joinedload(TrainingSession.course, innerjoin=True),
            joinedload(Booking.person, innerjoin=True),
            joinedload(Booking.approver),
        )
    ).one_or_none()
