"""Charges that follow from bookings, by the rule as it stood when each was made."""

from uuid import UUID

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from training import events, queries
from training.models import TrainingCharge
from training.rules.bookings import BookingState
from training.rules.charges import CannotWaiveCharge, ChargeKind

PUT_RIGHT = "Attendance was put right"


def charge_for_cancelling(event: events.BookingCancelled) -> None:
    if event.charge_pence:
        _charge(event.booking_id, event.person_id, ChargeKind.LATE, event.charge_pence)


def charge_for_absence(event: events.BookingOutcomeRecorded) -> None:
    """Whoever was absent is charged as their rule says; where that is put right, the charge falls away."""
    booking = queries.get_booking_to_tell(event.booking_id)
    charge = queries.find_charge(event.booking_id)
    if event.state == BookingState.ABSENT.value and booking.charge_pence:
        if charge is None:
            _charge(booking.id, booking.person_id, ChargeKind.ABSENCE, booking.charge_pence)
        elif charge.is_waived and charge.waived_reason == PUT_RIGHT:
            charge.waived_at, charge.waived_reason = None, ""
    elif charge and not charge.is_waived and charge.kind is ChargeKind.ABSENCE:
        _waive(charge, reason=PUT_RIGHT, by=None)


def waive_charge(charge: TrainingCharge, *, reason: str, by: UUID) -> None:
    """Raises CannotWaiveCharge where it is waived already, or without a reason."""
    if charge.is_waived:
        raise CannotWaiveCharge("It is waived already")
    if not reason.strip():
        raise CannotWaiveCharge("Enter why it is waived")
    _waive(charge, reason=reason.strip(), by=by)


def _charge(booking_id: UUID, person_id: UUID, kind: ChargeKind, pence: int) -> None:
    charge = TrainingCharge(booking_id=booking_id, kind=kind, pence=pence, charged_on=clock.today())
    db.session.add(charge)
    db.session.flush()
    announce(
        events.ChargeRecorded(
            happened_at=clock.now(),
            charge_id=charge.id,
            booking_id=booking_id,
            person_id=person_id,
            pence=pence,
            kind=kind.value,
        )
    )


def _waive(charge: TrainingCharge, *, reason: str, by: UUID | None) -> None:
    charge.waived_at, charge.waived_by_id, charge.waived_reason = clock.now(), by, reason
    db.session.flush()
    announce(events.ChargeWaived(happened_at=charge.waived_at, charge_id=charge.id, booking_id=charge.booking_id))
