"""What waits for somebody in training: one function a question."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from flask import url_for

from dcpp.home.rules import Waiting
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.web import filters
from training import access, queries
from training.rules.bookings import BookingState

FEW_DAYS = 10
"""Working days before its first date from which a session with too few people comes to My work."""
SOON = 90
"""Days before the registration year ends on which it comes to My work."""
AHEAD = 30
"""Days before something that is asked of somebody is due on which it comes there."""


def _registration_to_renew(viewer: Viewer, today: date) -> Iterator[Waiting]:
    year_on = queries.rule_on(today).year_of(today)
    if not viewer.may(access.LOG_CPD) or not queries.is_on_the_register(viewer.person_id):
        return
    standing = queries.my_registration(viewer, year_on)
    if not standing.is_done and standing.days_left(today) <= SOON:
        left = len(standing.still_to_do)
        yield Waiting(
            what=f"Renew your registration: {left} of its steps are left" if left > 1 else standing.still_to_do[0],
            reference=f"{filters.plural(standing.days_left(today), 'day')} left",
            href=url_for("training.view_my_cpd"),
            due_on=standing.last_day,
            state="in_progress" if standing.pieces else "not_started",
            state_words=f"{standing.pieces} of {standing.rule.pieces} pieces",
        )


def _early_careers_to_review(viewer: Viewer, today: date) -> Iterator[Waiting]:
    if not viewer.may(access.MANAGE_EARLY_CAREERS):
        return
    for career in queries.list_reviews_due(viewer, today):
        due = career.next_review.due_on if career.next_review else career.ends_on
        what = f"Review of month {career.next_review.months}" if career.next_review else "Say how the programme ended"
        yield Waiting(
            what=f"{what}: {career.person.name}",
            reference=career.programme.title,
            href=url_for("training.view_early_career", early_career_id=career.id),
            due_on=due,
        )


def _requests_to_answer(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    if not viewer.may(access.APPROVE_BOOKINGS):
        return
    many, soonest = queries.count_to_approve(viewer)
    if many:
        yield Waiting(
            what=f"Answer {filters.plural(many, 'request')} for training",
            reference="",
            href=url_for("training.list_approvals"),
            due_on=soonest,
            state="waiting",
            state_words="Waiting for you",
        )


def _training_to_come(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    if not viewer.may(access.BOOK_TRAINING):
        return
    for booking in queries.list_to_come(viewer.person_id, clock.now()):
        yield Waiting(
            what=booking.session.course.title,
            reference=booking.reference,
            href=url_for("training.view_booking", booking_id=booking.id),
            due_on=clock.london(booking.session.first_starts_at).date(),
            state="done" if booking.state is BookingState.BOOKED else "waiting",
            state_words=booking.state.label,
        )


def _training_due(viewer: Viewer, today: date) -> Iterator[Waiting]:
    if not viewer.may(access.KEEP_RECORDS):
        return
    for row in queries.list_due([viewer.person_id], today, AHEAD):
        yield Waiting(
            what=f"{row.course} {'runs out' if row.done_on else 'is asked of you'}",
            reference="",
            href=url_for("training.view_my_record"),
            due_on=row.due_on,
            state="waiting",
            state_words="To be done",
        )


def _records_to_confirm(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    if not viewer.may(access.CONFIRM_RECORDS):
        return
    if count := queries.count_to_confirm():
        yield Waiting(
            what=f"Look at {filters.plural(count, 'training record')} that people added",
            reference="",
            href=url_for("training.list_records_to_confirm"),
            due_on=None,
            state="waiting",
            state_words="To be confirmed",
        )


def _sessions_too_small(viewer: Viewer, today: date) -> Iterator[Waiting]:
    if not viewer.may(access.MANAGE_SESSIONS):
        return
    until = clock.add_working_days(today, FEW_DAYS)
    for session, held in queries.list_below_minimum(clock.now(), until):
        yield Waiting(
            what=f"“{session.course.title}” has {held} of at least {session.minimum} people: hold it or cancel it",
            reference=session.reference,
            href=url_for("training.view_session", session_id=session.id),
            due_on=clock.london(session.first_starts_at).date(),
        )


def _sessions_to_close(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    if not viewer.may(access.RECORD_ATTENDANCE):
        return
    for session in queries.list_to_close(viewer, clock.now()):
        yield Waiting(
            what=f"Say who came to “{session.course.title}”, and close it",
            reference=session.reference,
            href=url_for("training.note_attendance", session_id=session.id),
            due_on=clock.add_working_days(clock.london(session.last_ends_at).date(), 3),
        )


ASKS: Sequence[Callable[[Viewer, date], Iterator[Waiting]]] = (
    _requests_to_answer,
    _training_to_come,
    _registration_to_renew,
    _early_careers_to_review,
    _training_due,
    _records_to_confirm,
    _sessions_to_close,
    _sessions_too_small,
)
