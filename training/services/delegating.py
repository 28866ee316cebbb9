"""Who approves while a manager is away."""

from datetime import date
from uuid import UUID

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from dcpp.people.models import Person
from training import events
from training.models import ApprovalDelegate
from training.rules.bookings import CannotDelegate

LONGEST_DAYS = 366


def name_delegate(manager_id: UUID, delegate: Person, *, starts_on: date, ends_on: date, by: UUID) -> ApprovalDelegate:
    """Let somebody approve in a manager's place, from one day to another. Raises CannotDelegate."""
    if delegate.id == manager_id:
        raise CannotDelegate("Choose somebody other than yourself")
    if delegate.has_left(ends_on) or delegate.partner_agency:
        raise CannotDelegate(f"Choose somebody of the council who works here until {ends_on.day} {ends_on:%B %Y}")
    if ends_on < starts_on or ends_on < clock.today():
        raise CannotDelegate("Enter a last day that is today or later, and not before the first")
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise CannotDelegate("Enter a year at most")
    delegation = ApprovalDelegate(
        id=new_id(),
        manager_id=manager_id,
        delegate_id=delegate.id,
        starts_on=starts_on,
        ends_on=ends_on,
        named_at=clock.now(),
        named_by_id=by,
        version=1,
    )
    db.session.add(delegation)
    db.session.flush()
    announce(
        events.DelegateNamed(
            happened_at=delegation.named_at,
            delegation_id=delegation.id,
            manager_id=manager_id,
            person_id=delegate.id,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    return delegation


def end_delegation(delegation: ApprovalDelegate) -> None:
    """The manager answers themselves again, from now. Raises CannotDelegate where it had ended."""
    if delegation.ended_at:
        raise CannotDelegate("This had ended already")
    delegation.ended_at = clock.now()
    db.session.flush()
    announce(
        events.DelegateEnded(
            happened_at=delegation.ended_at,
            delegation_id=delegation.id,
            manager_id=delegation.manager_id,
            person_id=delegation.delegate_id,
        )
    )
