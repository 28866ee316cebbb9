"""Two people saved the same thing: the second is told, and shown both texts. Nothing is overwritten, nothing is lost.

A form that is made from the record (`Form(obj=audit)`) does this by itself. Where a page saves without such a form:

with transaction(), stale.both_shown(audit, opened=form.version.data, again=url_for(".edit_summary", …),
                                     yours={"Summary": (form.summary.data, "summary")}):
    services.change_summary(audit, form.summary.data)
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy.orm.exc import StaleDataError

from dcpp.kernel.db import Versioned, db

PRIVATE = re.compile(r"passw|secret|token|code|csrf", re.IGNORECASE)
OPENED = "opened_version"
SHORT = 20  # what is shorter is quickly chosen or written again
MOST = 20_000


@dataclass(frozen=True)
class Text:
    """Something that somebody wrote, and, where it is known, what is kept now in its place."""

    label: str
    yours: str
    kept: str | None = None


class StaleSave(Exception):
    """Somebody else saved first."""

    def __init__(self, texts: Sequence[Text], again: str) -> None:
        super().__init__()
        self.texts, self.again = texts, again


@contextmanager
def both_shown(
    record: Versioned, *, opened: int | None, yours: Mapping[str, tuple[Any, str]], again: str
) -> Iterator[None]:
    """Save inside, in a transaction: only there is the version compared with what the save will meet.

    When the record is no longer the one that was opened, raise StaleSave with both texts.

    `opened` is the version that the form was made from (a hidden field); `yours` gives for each label what was
    written and the record's attribute that it is for; `again` is the address of the form.
    """
    if opened is not None and opened != record.version:
        raise StaleSave(_both(record, yours), again)
    try:
        yield
        db.session.flush()
    except StaleDataError as error:
        db.session.rollback()
        db.session.refresh(record)
        raise StaleSave(_both(record, yours), again) from error


def _both(record: Versioned, yours: Mapping[str, tuple[Any, str]]) -> list[Text]:
    pairs = [Text(label, _words(mine), _words(getattr(record, name))) for label, (mine, name) in yours.items()]
    return [pair for pair in pairs if pair.yours != pair.kept]


def texts_of(questions: Iterable[Any]) -> list[Text]:
    """What each question was answered with, and what is kept now, where the two differ. Files are left out."""
    both = [
        Text(str(question.label.text), _answer(question, question.data), _answer(question, question.object_data))
        for question in questions
        if question.component != "upload"
    ]
    return [text for text in both if text.yours != text.kept]


def _answer(question: Any, value: Any) -> str:
    """An answer as people read it: the words of a choice, and of several each on a line."""
    if isinstance(value, (list, tuple)):
        return "\n".join(sorted(_answer(question, each) for each in value))
    named = {one.key: str(one.text) for one in getattr(question, "choices", ())}
    known = getattr(value, "id", getattr(value, "value", value))
    return named.get(str(getattr(known, "value", known)), _words(value))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def what_was_written() -> list[Text]:
    """The longer texts of the form that was posted, for a page that must send somebody back.

    Only for a form of our own: a page of ours must not show words that another site sent.
    """
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    return [
        Text(name.rpartition("-")[2].replace("_", " ").capitalize(), value[:MOST])
        for name, value in request.form.items()
        if len(value) > SHORT and not PRIVATE.search(name)
    ]
