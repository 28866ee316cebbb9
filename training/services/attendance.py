"""On the day: noting who came, closing the session, and putting right what was noted wrongly."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from dcpp.people.models import Person
from training import events, queries
from training.models import AttendanceMark, Booking, SessionDate, TrainingSession
from training.rules import attendance as rules
from training.rules.attendance import Mark, Noted
from training.rules.bookings import BookingState
from training.rules.records import RecordSource
from training.rules.sessions import SessionState
from training.services.placing import place_by_hand, record_outcome
from training.services.records import RecordDetails, find_record_of_booking, keep_record, withdraw_record
from training.services.session_deeds import lock_session
from training.services.steps import told

WALKED_IN = "Came on the day without a booking"


def note_attendance(
    session: TrainingSession, date: SessionDate, noted: Collection[Noted], *, by: UUID
) -> dict[UUID, Mark]:
    """Keep who came on one date. Gives what somebody else noted meanwhile, which stays: booking → mark.

    Raises CannotNoteAttendance before the date, and once the session is closed.
    """
    lock_session(session.id)
    if session.state is not SessionState.OPEN:
        raise rules.CannotNoteAttendance(
            f"This session is {session.state.label.lower()}. Put right what a closed one says from the booking"
        )
    if not rules.may_note(date.starts_at, clock.now()):
        raise rules.CannotNoteAttendance("Nobody can have come yet: note it on the day")
    stored = queries.map_marks_of_date(date.id)
    taken = rules.conflicts(stored, noted)
    expected = {booking.id: booking for booking in queries.list_expected(session.id)}
    for one in noted:
        if one.booking_id in expected and one.booking_id not in taken and stored.get(one.booking_id) is not one.after:
            _keep(expected[one.booking_id], date.id, one.after, by=by)
    return taken


def _keep(booking: Booking, date_id: UUID, mark: Mark, *, by: UUID) -> None:
    kept = queries.map_marks([booking.id]).get(booking.id, {}).get(date_id)
    former = kept.mark if kept else None
    kept = kept or AttendanceMark(booking_id=booking.id, date_id=date_id)
    kept.mark, kept.noted_at, kept.noted_by_id = mark, clock.now(), by
    db.session.add(kept)
    db.session.flush()
    announce(
        events.AttendanceNoted(
            happened_at=kept.noted_at,
            date_id=date_id,
            mark=mark.value,
            former=former.value if former else None,
            **told(booking),
        )
    )


def close_session(session: TrainingSession, *, by: UUID) -> None:
    """Settle what became of each booking; who attended all of it gets a record. Raises CannotCloseSession."""
    lock_session(session.id)
    if session.state is not SessionState.OPEN:
        raise rules.CannotCloseSession(f"{session.reference} is {session.state.label.lower()} already")
    if session.last_ends_at > clock.now():
        raise rules.CannotCloseSession("Its last date is not over yet")
    expected = queries.list_expected(session.id)
    marks = queries.map_marks([booking.id for booking in expected])
    wanted = {date.id for date in session.dates}
    if open_ones := [b for b in expected if wanted - set(marks.get(b.id, {}))]:
        names = ", ".join(booking.person.name for booking in open_ones[:3])
        more = f" and {len(open_ones) - 3} more" if len(open_ones) > 3 else ""
        raise rules.CannotCloseSession(f"Say for each date whether {names}{more} came")
    outcomes = [_settle(b, [marks[b.id][day].mark for day in wanted], by=by) for b in expected]
    session.state, session.closed_at = SessionState.CLOSED, clock.now()
    db.session.flush()
    announce(
        events.SessionClosed(
            happened_at=session.closed_at,
            session_id=session.id,
            course_id=session.course_id,
            attended=outcomes.count(BookingState.ATTENDED),
            part_attended=outcomes.count(BookingState.PART_ATTENDED),
            absent=outcomes.count(BookingState.ABSENT),
        )
    )


def _settle(booking: Booking, marks: Collection[Mark], *, by: UUID, why: str = "") -> BookingState:
    """Let a booking end as its marks say, with its record. Whole attendance makes a record; less does not."""
    outcome = rules.outcome_of(marks)
    record_outcome(booking, outcome, by=by, why=why)
    kept = find_record_of_booking(booking.id)
    if outcome is BookingState.ATTENDED and kept is None:
        details = RecordDetails(
            person_id=booking.person_id,
            completed_on=clock.london(booking.session.last_ends_at).date(),
            source=RecordSource.ATTENDED,
            course=booking.session.course,
            booking_id=booking.id,
        )
        keep_record(details, by=by)
    elif outcome is not BookingState.ATTENDED and kept is not None:
        withdraw_record(kept, reason=why or "Attendance was put right", by=by)
    return outcome


def correct_attendance(booking: Booking, marks: Mapping[UUID, Mark], *, why: str, by: UUID) -> BookingState:
    """Put right what a closed session says of one person, with the reason; record and charge follow."""
    session = lock_session(booking.session_id)
    if session.state is not SessionState.CLOSED:
        raise rules.CannotNoteAttendance("The session is not closed yet. Note it on the attendance page")
    if set(marks) != {date.id for date in session.dates}:
        raise rules.CannotNoteAttendance("Say for each date how much of it they were at")
    if not why.strip():
        raise rules.CannotNoteAttendance("Enter why it is put right: it stands in the log")
    stored = queries.map_marks([booking.id]).get(booking.id, {})
    for date_id, mark in marks.items():
        if date_id not in stored or stored[date_id].mark is not mark:
            _keep(booking, date_id, mark, by=by)
    return _settle(booking, list(marks.values()), by=by, why=why.strip())


def add_walk_in(session: TrainingSession, person: Person, *, above_maximum: bool, by: UUID) -> Booking:
    """Give a place to somebody who came without one. Raises CannotPlace, and CannotNoteAttendance before the day."""
    if not rules.may_note(session.first_starts_at, clock.now()):
        raise rules.CannotNoteAttendance("Nobody can have come yet: add them on the day")
    return place_by_hand(session.id, person, why=WALKED_IN, by=by, above_maximum=above_maximum, tells=False)


def foresee_outcomes(session: TrainingSession, expected: Sequence[Booking]) -> Counter[BookingState | None]:
    """How many bookings will end how, as things are noted now; None for those that something is missing of."""
    marks = queries.map_marks([booking.id for booking in expected])
    found: Counter[BookingState | None] = Counter()
    for booking in expected:
        noted = [one.mark for one in marks.get(booking.id, {}).values()]
        found[rules.outcome_of(noted) if len(noted) == len(session.dates) else None] += 1
    return found
