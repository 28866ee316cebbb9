"""The log of a session: everything that happened to its bookings."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import QueryableAttribute, contains_eager, joinedload

from training.models import Booking, BookingStep
from training.rules.bookings import Deed

PAST_QUEUE = (Deed.PLACED_BY_HAND, Deed.TOOK_OVER, Deed.PASSED_OVER)


def select_log(session_id: UUID) -> Select[BookingStep]:
    """For a listing: each step with its booking, whose it is, and who did it."""
    return (
        select(BookingStep)
        .join(BookingStep.booking)
        .where(Booking.session_id == session_id)
        .options(
            contains_eager(BookingStep.booking).joinedload(Booking.person, innerjoin=True), joinedload(BookingStep.by)
        )
    )


def is_past_queue() -> ColumnElement[bool]:
    """Steps by which a place did not go to the first who waited."""
    return or_(BookingStep.deed.in_(PAST_QUEUE), BookingStep.is_override)


def turn() -> QueryableAttribute[Any]:
    """The order in which things happened."""
    return BookingStep.id
