"""The form that every page's form is made from, and what its error summary says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.form import _is_submitted
from werkzeug.datastructures import CombinedMultiDict

from dcpp.kernel.db import Versioned
from dcpp.web import naming, stale
from dcpp.web.fields.question import Question
from dcpp.web.fields.sent import Upload

STALE = "This page had been open for too long. Nothing is lost: check your answers and send them again"


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary. href leads to an element that can take focus; None where no field is at fault."""

    text: str
    href: str | None


class Form(FlaskForm):
    """A page's questions, in the order in which they are written.

    Made from a record that people edit (`obj=person`), it carries the record's version. When it comes back and somebody
    else has saved in between, nothing is saved and both texts are shown: no view has to ask for that.
    """

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        self.record = obj if isinstance(obj, Versioned) else None
        super().__init__(*args, obj=obj, **kwargs)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        if self.record is not None:
            self.check_is_fresh(self.record)
        return bool(super().validate(*args, **kwargs))

    def check_is_fresh(self, record: Versioned) -> None:
        """Show both texts when a record is no longer the one that the page was made from.

        For a view that reads it once more to change it: what was saved between the two readings counts as well.
        """
        if self.opened in {None, record.version}:
            return
        for question in self.questions:
            question.object_data = getattr(record, question.name, question.object_data)
        raise stale.StaleSave(stale.texts_of(self.questions), request.path)

    @property
    def opened(self) -> int | None:
        """The version of the record that the page which was sent had been made from."""
        return request.form.get(stale.OPENED, type=int)

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:  # noqa: ARG002
            """Only what a browser's form sends is an answer, an empty post too; JSON never is."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            return CombinedMultiDict((request.files, request.form)) if _is_submitted() else None

    @property
    def questions(self) -> list[Question]:
        return [field for field in self if isinstance(field, Question)]

    @property
    def has_upload(self) -> bool:
        return any(isinstance(field, Upload) for field in self)

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether it was sent and can be taken; then a text that seems to name somebody is warned of."""
        is_taken = bool(super().validate_on_submit(extra_validators))
        if is_taken:
            naming.warn(self)
        return is_taken

    def refuse(self, sentence: str, *, at: Question | None = None) -> None:
        """Show a refusal on the page, beside a question where one is at fault."""
        if at is None:
            self.form_errors.append(sentence)
        else:
            at.errors = [*at.errors, sentence]


def errors_of(*forms: Form | None) -> list[ErrorLink]:
    """Every error on the page, in the order of its questions."""
    return [link for form in forms if form is not None for link in links_of(form)]


def links_of(form: Form) -> Iterator[ErrorLink]:
    if "csrf_token" in form and form.csrf_token.errors:
        yield ErrorLink(STALE, None)
    for sentence in form.form_errors:
        yield ErrorLink(str(sentence), None)
    for question in form.questions:
        if question.error:
            yield ErrorLink(question.error, f"#{question.focus_id}")
