"""Since when people are in their job role: newcomers' days of grace begin there, also after a move."""

from datetime import date

from sqlalchemy import select

from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.people import events as people
from dcpp.people.models import Person
from training.models import TrainingRoleDay
from training.rules.booking_rule import plain


def note_first_role(event: people.PersonAdded) -> None:
    """Who has no starting day begins on the day they were added."""
    person = db.session.get_one(Person, event.person_id)
    if person.starts_on is None:
        _note(person, clock.today())


def note_new_role(event: people.PersonChanged) -> None:
    """A new job role begins today; one that is put back on the same day has never been away."""
    if "job_role" not in event.fields:
        return
    person, today = db.session.get_one(Person, event.person_id), clock.today()
    noted = db.session.scalars(
        select(TrainingRoleDay)
        .where(TrainingRoleDay.person_id == person.id)
        .order_by(TrainingRoleDay.since_on.desc())
        .limit(2)
    ).all()
    if noted and noted[0].since_on == today:
        before = noted[1].job_role if len(noted) > 1 else None
        db.session.delete(noted[0])
        db.session.flush()
        if before is not None and plain(before) == plain(person.job_role):
            return
    _note(person, today)


def _note(person: Person, since_on: date) -> None:
    db.session.add(TrainingRoleDay(person_id=person.id, since_on=since_on, job_role=person.job_role))
    db.session.flush()
