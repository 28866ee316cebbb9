"""Entries of the trail and mails, with good defaults."""

from datetime import timedelta

from dcpp.kernel import clock, seals, trail
from dcpp.kernel.db import db, transaction
from dcpp.kernel.ids import new_id
from dcpp.kernel.outbox import OutboxMessage
from tests.makers.people import make_person


def make_entries(count, *, event="FindingRecorded", kind="audit", who=None, record_id=None, details=None, by=None):
    """Entries of the trail, by a person or by a job; `by` says it otherwise."""
    with transaction():
        for _ in range(count):
            values = trail.entry_values(clock.now(), event, kind, record_id or new_id(), details or {})
            if by is None:
                by = {"who_id": who.id, "origin": "203.0.113.9"} if who else {"acting": "job:draw_sample"}
            db.session.add(trail.TrailEntry(**values | by))


def seal():
    with transaction():
        seals.seal_settled_rows()


def make_mail(
    to="gone@council.example", *, attempts=0, given_up=False, subject="Submit audit AUD-2026-0012 by 30 November"
):
    """A mail in the outbox, in a transaction of its own."""
    with transaction():
        mail = OutboxMessage(
            to_address=to if isinstance(to, str) else "",
            person_id=None if isinstance(to, str) else to.id,
            template="reminder",
            subject=subject,
            body="Submit it.\n",
            created_at=clock.now() - timedelta(hours=attempts),
            send_after=clock.now() + timedelta(hours=attempts),
            attempts=attempts,
            given_up_at=clock.now() if given_up else None,
            last_error="The server refused the recipient (550)" if attempts else "",
        )
        db.session.add(mail)
    return mail


def make_mails(count):
    for _ in range(count):
        make_mail(make_person())
