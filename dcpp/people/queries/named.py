"""Finding the one person whom somebody means, by name or work e-mail address, as they typed it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from dcpp.kernel.db import db
from dcpp.kernel.refusal import Refusal
from dcpp.people.models import Person

SUGGESTED = 5


class CannotFindPerson(Refusal):
    """Nobody, or more than one, is meant by what was typed; the sentence says what to type instead."""


def get_named(typed: str, today: date) -> Person:
    """The person of this name or address who has not left. Raises CannotFindPerson."""
    typed = " ".join(typed.split()).lower()
    here = select(Person).where(or_(Person.leaves_on.is_(None), Person.leaves_on >= today))
    found = db.session.scalars(
        here.where(or_(Person.email == typed, func.lower(Person.name) == typed)).order_by(Person.name, Person.id)
    ).all()
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotFindPerson("More than one person has this name. Enter their work e-mail address")
    alike = db.session.scalars(
        here.where(Person.name.icontains(typed, autoescape=True)).order_by(Person.name, Person.id).limit(SUGGESTED)
    ).all()
    raise CannotFindPerson(_suggestion(alike))


def select_ids_named(words: str) -> Select[UUID]:
    """The ids of people whose name holds the words, for a question of another domain's."""
    return select(Person.id).where(Person.name.icontains(words, autoescape=True))


def _suggestion(alike: Sequence[Person]) -> str:
    if not alike:
        return "Nobody here has this name or work e-mail address. Check it and enter it again"
    names = " or ".join(f"{person.name} ({person.email})" for person in alike)
    return f"Enter a whole name or work e-mail address. Did you mean {names}?"
