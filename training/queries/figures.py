"""What readiness reports count of training: of the whole council, for no viewer, and without a name."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from dcpp.kernel.db import db
from dcpp.people.models import Person, Service, Team
from training.models import Booking, EarlyCareer, TrainingCourse, TrainingSession
from training.queries.compliance import standing_on
from training.queries.cpd import rule_on
from training.queries.early_careers import is_late, is_running
from training.queries.registration import is_cpd_done, is_registered
from training.rules.bookings import BookingState
from training.rules.early_careers import EarlyCareerEnd


def count_standings(today: date, *people: ColumnElement[bool]) -> Sequence[Any]:
    """How people stand with what is asked of them: rows of service (None: no team), standing and many."""
    one = standing_on(today, *people)
    return db.session.execute(
        select(Service.name.label("service"), one.c.standing, func.count().label("many"))
        .select_from(one)
        .outerjoin(Service, Service.id == one.c.service_id)
        .group_by(Service.name, one.c.standing)
        .order_by(Service.name, one.c.standing)
    ).all()


def count_newcomers_standings(today: date, since: date) -> Sequence[Any]:
    """The same of those who began on a day or later."""
    return count_standings(today, Person.starts_on >= since)


def count_cpd(today: date) -> Sequence[Any]:
    """Of those on the register and here, in the registration year of a day: rows of service, every and done."""
    year_on = rule_on(today).year_of(today)
    return db.session.execute(
        select(
            Service.name.label("service"),
            func.count().label("every"),
            _many(is_cpd_done(year_on)).label("done"),
        )
        .select_from(Person)
        .outerjoin(Team, Team.id == Person.team_id)
        .outerjoin(Service, Service.id == Team.service_id)
        .where(is_registered(today))
        .group_by(Service.name)
        .order_by(Service.name)
    ).all()


def count_early_careers(today: date, since: date) -> Sequence[Any]:
    """Rows of service, in_time and late (of those running on a day), passed and not_passed (ended since a day)."""
    ended = EarlyCareer.ended_on.between(since, today)
    return db.session.execute(
        select(
            Service.name.label("service"),
            _many(is_running() & ~is_late(today)).label("in_time"),
            _many(is_late(today)).label("late"),
            _many(ended & (EarlyCareer.end == EarlyCareerEnd.PASSED)).label("passed"),
            _many(ended & (EarlyCareer.end != EarlyCareerEnd.PASSED)).label("ended_else"),
        )
        .select_from(EarlyCareer)
        .join(Person, Person.id == EarlyCareer.person_id)
        .outerjoin(Team, Team.id == Person.team_id)
        .outerjoin(Service, Service.id == Team.service_id)
        .where(is_running() | ended)
        .group_by(Service.name)
        .order_by(Service.name)
    ).all()


def list_session_outcomes(since: datetime, until: datetime) -> Sequence[Any]:
    """Sessions that ended in a time, with how their bookings came out; those of which nothing is recorded too.

    Rows of id, reference, course (its title), ended_at, came, part, absent, late (cancelled late), unrecorded (still
    booked). `until` itself is not in the time.
    """
    counted = (
        _many(Booking.state == BookingState.ATTENDED).label("came"),
        _many(Booking.state == BookingState.PART_ATTENDED).label("part"),
        _many(Booking.state == BookingState.ABSENT).label("absent"),
        _many(Booking.state == BookingState.CANCELLED_LATE).label("late"),
        _many(Booking.state == BookingState.BOOKED).label("unrecorded"),
    )
    session = TrainingSession
    return db.session.execute(
        select(
            session.id,
            session.reference,
            TrainingCourse.title.label("course"),
            session.last_ends_at.label("ended_at"),
            *counted,
        )
        .join(TrainingCourse, TrainingCourse.id == session.course_id)
        .join(Booking, Booking.session_id == session.id)
        .where(session.last_ends_at >= since, session.last_ends_at < until, session.cancelled_at.is_(None))
        .group_by(session.id, session.reference, TrainingCourse.title, session.last_ends_at)
        .order_by(session.last_ends_at, session.reference)
    ).all()


def _many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
