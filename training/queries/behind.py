"""What stands behind a request: what its approver should know before they answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from dcpp.kernel import clock
from training.models import Booking
from training.queries.bookings import Attendance, map_attendance
from training.queries.clashes import Clash, map_clashes_of
from training.queries.completed import map_missing
from training.queries.compliance import list_due


@dataclass(frozen=True)
class Behind:
    """missing: titles of what the course asks for and the person has not completed.

    due_on: until when a requirement asks this course of the person, where it does so soon or did already.
    """

    attendance: Attendance
    missing: Sequence[str] = field(default_factory=tuple)
    clashes: Sequence[Clash] = field(default_factory=tuple)
    due_on: date | None = None


def list_behind(bookings: Sequence[Booking]) -> dict[UUID, Behind]:
    """By booking; as many statements for many as for one."""
    people = {booking.person_id for booking in bookings}
    attendance = map_attendance(people)
    missing = map_missing({booking.session.course_id for booking in bookings}, people)
    clashes = map_clashes_of({booking.session_id for booking in bookings}, people)
    due = {(row.course_id, row.person_id): row.due_on for row in list_due(people, clock.today())}
    return {
        one.id: Behind(
            attendance[one.person_id],
            missing.get((one.session.course_id, one.person_id), ()),
            clashes.get((one.session_id, one.person_id), ()),
            due.get((one.session.course_id, one.person_id)),
        )
        for one in bookings
    }
