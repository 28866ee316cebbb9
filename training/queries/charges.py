"""Charges, for finance."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager

from dcpp.kernel.db import db
from dcpp.people.models import Person
from training.models import Booking, TrainingCharge, TrainingSession


def select_charges() -> Select[TrainingCharge]:
    """For a listing: every charge, with whom and what it is about."""
    session = contains_eager(TrainingCharge.booking).contains_eager(Booking.session)
    return (
        select(TrainingCharge)
        .join(TrainingCharge.booking)
        .join(Booking.person)
        .outerjoin(Person.team)
        .join(Booking.session)
        .join(TrainingSession.course)
        .options(
            contains_eager(TrainingCharge.booking).contains_eager(Booking.person).contains_eager(Person.team),
            session.contains_eager(TrainingSession.course),
        )
    )


def get_charge(charge_id: UUID) -> TrainingCharge:
    return db.session.scalars(select_charges().where(TrainingCharge.id == charge_id)).one()


def find_charge(booking_id: UUID) -> TrainingCharge | None:
    return db.session.scalar(select(TrainingCharge).where(TrainingCharge.booking_id == booking_id))


def stands() -> ColumnElement[bool]:
    return TrainingCharge.waived_at.is_(None)


def sum_of_charges() -> int:
    """What stands, in pence."""
    return db.session.scalar(select(func.coalesce(func.sum(TrainingCharge.pence), 0)).where(stands())) or 0
