"""Who somebody is to the rules of booking, and which rows of courses and sessions admit them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, func, literal, or_, select

from dcpp.kernel.db import db
from dcpp.people.models import Person
from training.models import TrainingCourse, TrainingSession
from training.rules.booking_rule import Attendee, plain


def attendee_of(person_id: UUID) -> Attendee:
    """How rules of booking see a person."""
    person = db.session.get_one(Person, person_id)  # whoever is signed in has been read already
    return Attendee(
        job_role=person.job_role,
        is_partner=bool(person.partner_agency),
        sector=person.partner_sector.value if person.partner_sector else None,
    )


def holds_word(words: SQLColumnExpression[Any], word: str) -> ColumnElement[bool]:
    """Whether a JSON list of words holds one, however it is written, on SQLite and PostgreSQL alike."""
    if db.engine.dialect.name == "sqlite":
        one = func.json_each(words).table_valued("value").c.value
    else:
        one = func.jsonb_array_elements_text(words).column_valued("word")
    return select(literal(1)).where(func.lower(one) == plain(word)).exists()


def is_empty(words: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whether a JSON list holds nothing."""
    length = func.json_array_length if db.engine.dialect.name == "sqlite" else func.jsonb_array_length
    return length(words) == 0


def course_admits(attendee: Attendee) -> ColumnElement[bool]:
    """A condition on courses: those whose own rule admits somebody."""
    return _admits(attendee, TrainingCourse.sectors, TrainingCourse.own_council, TrainingCourse.audience)


def session_admits(attendee: Attendee) -> ColumnElement[bool]:
    """A condition on sessions, joined with their courses: those whose rule admits somebody."""
    return _admits(
        attendee,
        func.coalesce(TrainingSession.sectors, TrainingCourse.sectors),
        func.coalesce(TrainingSession.own_council, TrainingCourse.own_council),
        func.coalesce(TrainingSession.audience, TrainingCourse.audience),
    )


def _admits(
    attendee: Attendee,
    sectors: SQLColumnExpression[Any],
    own_council: SQLColumnExpression[Any],
    audience: SQLColumnExpression[Any],
) -> ColumnElement[bool]:
    """As BookingRule.admits, in SQL."""
    if attendee.is_partner:
        return holds_word(sectors, attendee.sector or "")
    return and_(own_council, or_(is_empty(audience), holds_word(audience, attendee.job_role)))


def may_be_seen_by(attendee: Attendee, condition: ColumnElement[bool]) -> Sequence[ColumnElement[bool]]:
    """What narrows a list for whoever looks: partners see what they may book, the council's own people everything."""
    return (condition,) if attendee.is_partner else ()
