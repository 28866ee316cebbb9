"""What every field of ours has: a question, perhaps a hint, and one sentence when the answer is missing."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from wtforms.fields import Field
from wtforms.validators import StopValidation

Check = Callable[[Any, Any], None]
"""Called with form and field; raises ValidationError with the sentence to show."""


class Question(Field):
    """One question on a page.

    missing: the sentence shown when there is no answer; without it the question is optional and says so.
    called: the answer's name in other errors, as in "Due date must be a real date".
    checks: further checks of an answer that was given and could be understood.
    """

    component: ClassVar[str]
    data: Any
    errors: Sequence[str]
    raw_data: list[Any] | None

    def __init__(
        self,
        label: str,
        *,
        missing: str | None = None,
        hint: str | None = None,
        called: str = "Answer",
        checks: Iterable[Check] = (),
        autocomplete: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, **kwargs)
        self.missing = missing
        self.hint = hint
        self.called = called
        self.checks = list(checks)
        self.autocomplete = autocomplete

    @property
    def question(self) -> str:
        """The label, with "(optional)" where an answer may be left out."""
        text = str(self.label.text)
        is_optional = self.missing is None and self.default is None
        return f"{text} (optional)" if is_optional and not text.endswith("(optional)") else text

    @property
    def error(self) -> str | None:
        return next((str(error) for error in self.errors), None)

    @property
    def focus_id(self) -> str:
        """The element that a link in the error summary moves to: always one that can take focus."""
        return str(self.id)

    @property
    def described_by(self) -> str:
        parts = [f"{self.id}-hint" if self.hint else "", f"{self.id}-error" if self.errors else ""]
        return " ".join(part for part in parts if part)

    @property
    def is_answered(self) -> bool:
        return self.data not in (None, "", [])

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the first text posted under this name; files and other things under it are not an answer."""
        self.data = self.understand(next((value for value in valuelist if isinstance(value, str)), ""))

    def understand(self, posted: str) -> Any:
        """Turn what was posted into the answer, or None. Raises ValueError with the sentence to show."""
        raise NotImplementedError

    def pre_validate(self, form: Any) -> None:
        """Stops at the first fault, so that later checks (and a form's own validate_x) meet only real answers."""
        if self.process_errors:
            raise StopValidation
        if not self.is_answered:
            if self.missing:
                raise StopValidation(self.missing)
            return
        for check in self.checks:
            check(form, self)
