"""Every booking as its rows are, held against every rule. Reads only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from training.models import Booking, BookingCheck, BookingStep, TrainingSession
from training.queries.clashes import map_clashes
from training.rules.booking_rule import BookingRule
from training.rules.bookings import BookingState
from training.rules.checks import BookingFacts, Fault, SessionFacts, StepFacts, faults_of
from training.rules.sessions import SessionState
from training.rules.timing import is_frozen

AT_ONCE = 100
"""Sessions whose bookings are held in memory together."""

_STEP = (
    BookingStep.booking_id,
    BookingStep.id,
    BookingStep.number,
    BookingStep.deed,
    BookingStep.state,
    BookingStep.at,
    BookingStep.by_id,
    BookingStep.why,
    BookingStep.is_override,
    BookingStep.place_in_queue,
    BookingStep.last_day,
)


@dataclass(frozen=True)
class Checked:
    """How much was looked at, and every rule that was found broken."""

    sessions: int
    bookings: int
    faults: tuple[Fault, ...]


def check_bookings() -> Checked:
    """Look at every session that was ever booked."""
    sessions, bookings, faults = 0, 0, []
    ids = db.session.scalars(select(Booking.session_id).distinct().order_by(Booking.session_id)).all()
    for start in range(0, len(ids), AT_ONCE):
        for facts in _facts_of(ids[start : start + AT_ONCE]):
            sessions, bookings = sessions + 1, bookings + len(facts.bookings)
            faults += faults_of(facts)
    return Checked(sessions, bookings, tuple(faults))


def find_last_check() -> BookingCheck | None:
    return db.session.scalars(
        select(BookingCheck).order_by(BookingCheck.ran_at.desc(), BookingCheck.id).limit(1)
    ).first()


def _facts_of(session_ids: Sequence[UUID]) -> Iterator[SessionFacts]:
    sessions = db.session.scalars(
        select(TrainingSession).where(TrainingSession.id.in_(session_ids)).order_by(TrainingSession.id)
    ).all()
    rows = db.session.execute(
        select(
            Booking.session_id,
            Booking.id,
            Booking.reference,
            Booking.person_id,
            Booking.arrived,
            Booking.state,
            Booking.kept_rule,
        )
        .where(Booking.session_id.in_(session_ids))
        .order_by(Booking.session_id, Booking.arrived)
    ).all()
    steps = _steps_of(session_ids)
    booked = {key: list(many) for key, many in groupby(rows, key=lambda row: row.session_id)}
    for session in sessions:
        theirs = booked.get(session.id, [])
        barred = _barred(session, theirs)
        yield SessionFacts(
            session.reference,
            session.maximum,
            _gives_places(session),
            [_booking(row, steps.get(row.id, []), is_barred=row.person_id in barred) for row in theirs],
        )


def _steps_of(session_ids: Sequence[UUID]) -> dict[UUID, list[StepFacts]]:
    rows = db.session.execute(
        select(*_STEP)
        .join(Booking, Booking.id == BookingStep.booking_id)
        .where(Booking.session_id.in_(session_ids))
        .order_by(BookingStep.booking_id, BookingStep.number)
    )
    found: dict[UUID, list[StepFacts]] = {}
    for booking_id, *facts in rows:
        found.setdefault(booking_id, []).append(StepFacts(*facts))
    return found


def _booking(row: Row[*tuple[Any, ...]], steps: Sequence[StepFacts], *, is_barred: bool) -> BookingFacts:
    rule = BookingRule.from_json(row.kept_rule)
    return BookingFacts(row.reference, row.person_id, row.arrived, row.state, rule.needs_approval, steps, is_barred)


def _gives_places(session: TrainingSession) -> bool:
    frozen = is_frozen(clock.now(), session.first_starts_at, session.rule.freeze_days)
    return session.state is SessionState.OPEN and not frozen


def _barred(session: TrainingSession, rows: Sequence[Row[*tuple[Any, ...]]]) -> set[UUID]:
    """Who waits and holds a place elsewhere at the same time; asked only where it matters."""
    waiting = [row.person_id for row in rows if row.state is BookingState.WAITING]
    if not waiting or not _gives_places(session):
        return set()
    clashes = map_clashes(session.id, waiting)
    return {person_id for person_id, many in clashes.items() if any(clash.holds_place for clash in many)}
