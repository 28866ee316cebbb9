"""What people say of renewing their registration, and reminding them of it."""

from datetime import date
from uuid import UUID

from dcpp.kernel import clock, outbox
from dcpp.kernel.db import db, insert_if_absent
from dcpp.kernel.events import announce
from dcpp.kernel.ids import new_id
from training import events, queries
from training.models import Renewal
from training.rules.registration import CannotNoteRenewal

REMINDERS = (90, 60, 30, 7)
"""Days before the registration year ends on which who is not done is reminded."""


def note_renewal(person_id: UUID, *, joined_on: date | None, form_on: date | None, fee_on: date | None) -> Renewal:
    """Keep their own word for the year that runs. Raises CannotNoteRenewal for a day to come or of another year."""
    today = clock.today()
    rule = queries.rule_on(today)
    year_on = rule.year_of(today)
    for day in (form_on, fee_on):
        if day and not rule.window_opens(year_on) <= day <= today:
            raise CannotNoteRenewal(
                f"Renewal opens on {_said(rule.window_opens(year_on))}. Enter a day from then to today"
            )
    if joined_on and joined_on > today:
        raise CannotNoteRenewal("Enter the day you joined the register, today or earlier")
    renewal = _renewal(person_id, year_on)
    renewal.joined_on, renewal.form_on, renewal.fee_on = joined_on, form_on, fee_on
    db.session.flush()
    announce(
        events.RenewalNoted(
            happened_at=clock.now(),
            renewal_id=renewal.id,
            person_id=person_id,
            year_on=year_on,
            form_on=form_on,
            fee_on=fee_on,
        )
    )
    return renewal


def _renewal(person_id: UUID, year_on: date) -> Renewal:
    insert_if_absent(Renewal, id=new_id(), person_id=person_id, year_on=year_on, version=1)
    found = queries.find_renewal(person_id, year_on)
    if found is None:
        raise LookupError("A renewal that was kept is not there")
    return found


def remind_of_registration() -> int:
    """Write to whoever's CPD or renewal is open when so many days are left; how many were written to."""
    today = clock.today()
    rule = queries.rule_on(today)
    year_on = rule.year_of(today)
    left = (rule.last_day(year_on) - today).days
    step = min((days for days in REMINDERS if left <= days), default=None)
    if step is None:
        return 0
    ids = queries.list_registered_ids(today)
    written = 0
    for person_id, standing in queries.registrations_of(ids, year_on).items():
        if not standing.is_done:
            written += outbox.write(
                "training/registration_ends",
                to=person_id,
                dedupe=f"registration-{year_on:%Y}-{step}-{person_id}",
                standing=standing,
                today=today,
            )
    return written


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
