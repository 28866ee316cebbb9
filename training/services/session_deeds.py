"""What becomes of a session: it is opened for booking, or cancelled."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce
from training import events
from training.models import TrainingSession
from training.rules.sessions import CannotCancelSession, CannotOpenSession, SessionState


def lock_session(session_id: UUID) -> TrainingSession:
    """The session, read anew and held until the transaction ends: whoever places, frees or adds a place holds it.

    SQLite has one writer, and transaction() began as that writer.
    """
    return db.session.scalars(
        select(TrainingSession)
        .where(TrainingSession.id == session_id)
        .options(joinedload(TrainingSession.course, innerjoin=True))
        .with_for_update(of=TrainingSession)
        .execution_options(populate_existing=True)
    ).one()


def open_session(session: TrainingSession) -> None:
    """Let people see it and book. Raises CannotOpenSession."""
    if session.state is not SessionState.PLANNED:
        raise CannotOpenSession(f"{session.reference} is {session.state.label.lower()} already")
    if session.first_starts_at <= clock.now():
        raise CannotOpenSession("Its first date has passed. Change the dates before you open it")
    session.state, session.opened_at = SessionState.OPEN, clock.now()
    db.session.flush()
    announce(events.SessionOpened(happened_at=session.opened_at, session_id=session.id, course_id=session.course_id))


def cancel_session(session: TrainingSession, *, reason: str) -> None:
    """It will not be held. Who had a place, or waited for one, is told by what follows. Raises CannotCancelSession."""
    words = reason.strip()
    if not session.state.is_live:
        raise CannotCancelSession(f"{session.reference} is {session.state.label.lower()} already")
    if session.last_ends_at <= clock.now():
        raise CannotCancelSession(f"{session.reference} is over. Say who came, and close it")
    if not words:
        raise CannotCancelSession("Enter why it is cancelled: those who booked will read it")
    session.state, session.cancelled_at, session.cancelled_reason = SessionState.CANCELLED, clock.now(), words
    db.session.flush()
    announce(
        events.SessionCancelled(happened_at=session.cancelled_at, session_id=session.id, course_id=session.course_id)
    )
