"""What stands behind a request: what its approver should know before they answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from training.models import Booking
from training.queries.bookings import Attendance, map_attendance
from training.queries.clashes import Clash, map_clashes
from training.queries.completed import map_missing


@dataclass(frozen=True)
class Behind:
    """missing: titles of what the course asks for and the person has not completed."""

    attendance: Attendance
    missing: Sequence[str] = field(default_factory=tuple)
    clashes: Sequence[Clash] = field(default_factory=tuple)


def list_behind(bookings: Sequence[Booking]) -> dict[UUID, Behind]:
    """By booking; as many statements as there are different sessions, however many people ask."""
    attendance = map_attendance({booking.person_id for booking in bookings})
    found: dict[UUID, Behind] = {}
    in_order = sorted(bookings, key=lambda booking: booking.session_id)
    for session_id, group in groupby(in_order, key=lambda booking: booking.session_id):
        theirs = list(group)
        ids = [booking.person_id for booking in theirs]
        missing, clashes = map_missing(theirs[0].session.course_id, ids), map_clashes(session_id, ids)
        for booking in theirs:
            found[booking.id] = Behind(
                attendance[booking.person_id],
                missing.get(booking.person_id, ()),
                clashes.get(booking.person_id, ()),
            )
    return found
