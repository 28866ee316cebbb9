"""What somebody may not know yet, by invitation: upstairs says who hides records of a kind (dcpp.wiring.HIDDEN).

A hidden record is in no list, count, page, file or search of the person whom it is hidden from.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import ColumnElement, Select, SQLColumnExpression, false, or_

from dcpp.kernel.db import db

Hides = Callable[[UUID], Select[Any]]
"""From a person's id to a select of the ids of records that are not for them now."""


def register(app: Flask, hidden: Mapping[str, Sequence[Hides]]) -> None:
    app.extensions["hidden"] = hidden


def is_hidden(kind: str, record_id: SQLColumnExpression[Any], person_id: UUID) -> ColumnElement[bool]:
    """The condition on a column of ids of records of a kind that somebody may not know of now."""
    return or_(false(), *(record_id.in_(ids) for ids in _selects(kind, person_id)))


def hidden_ids(kind: str, person_id: UUID) -> set[UUID]:
    """The ids of the records of a kind that somebody may not know of now; few, and mostly none."""
    return {found for ids in _selects(kind, person_id) for found in db.session.scalars(ids)}


def kinds() -> list[str]:
    """The kinds of record of which some may be hidden from somebody."""
    return list(current_app.extensions["hidden"])


def _selects(kind: str, person_id: UUID) -> list[Select[Any]]:
    return [hides(person_id) for hides in current_app.extensions["hidden"].get(kind, ())]
