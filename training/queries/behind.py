"""What stands behind a request: what its approver should know before they answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from training.models import Booking
from training.queries.bookings import Attendance, map_attendance
from training.queries.clashes import Clash, map_clashes_of
from training.queries.completed import map_missing


@dataclass(frozen=True)
class Behind:
    """missing: titles of what the course asks for and the person has not completed."""

    attendance: Attendance
    missing: Sequence[str] = field(default_factory=tuple)
    clashes: Sequence[Clash] = field(default_factory=tuple)


def list_behind(bookings: Sequence[Booking]) -> dict[UUID, Behind]:
    """By booking; as many statements for many as for one."""
    people = {booking.person_id for booking in bookings}
    attendance = map_attendance(people)
    missing = map_missing({booking.session.course_id for booking in bookings}, people)
    clashes = map_clashes_of({booking.session_id for booking in bookings}, people)
    return {
        one.id: Behind(
            attendance[one.person_id],
            missing.get((one.session.course_id, one.person_id), ()),
            clashes.get((one.session_id, one.person_id), ()),
        )
        for one in bookings
    }
