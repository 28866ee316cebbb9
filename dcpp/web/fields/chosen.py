"""Questions answered by choosing: one of a few (radios), several (checkboxes), one of many (a list), yes or no."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast

from wtforms.validators import StopValidation

from dcpp.web.fields.question import Question

NOT_OFFERED = "Choose one of the answers on the page"


@dataclass(frozen=True)
class Option:
    """One answer on offer. value is what the form gives back; text is what people read."""

    value: Any
    text: str
    hint: str | None = None

    @property
    def key(self) -> str:
        return key_of(self.value)


Offer = type[Enum] | Iterable[Option | tuple[Any, ...] | Enum | str] | Callable[[], Iterable[Any]]
"""Options; tuples (value, text) or (value, text, hint); an Enum; plain strings; or a function that gives these."""


def offered_now(offer: Offer) -> Iterable[Any]:
    """What is on offer: a function is asked, an Enum gives its members."""
    if callable(offer) and not isinstance(offer, type):
        return offer()
    return cast("Iterable[Any]", offer)


def key_of(value: Any) -> str:
    """How a value travels in a form: an Enum by its value, all else by its text."""
    return str(value.value) if isinstance(value, Enum) else str(value)


def option(given: Any) -> Option:
    if isinstance(given, Option):
        return given
    if isinstance(given, tuple):
        return Option(*given)
    if isinstance(given, Enum):
        words = str(given.value).replace("_", " ")
        return Option(given, str(getattr(given, "label", words[:1].upper() + words[1:])))
    return Option(given, str(given))


class Chosen(Question):
    """What radios, checkboxes and lists share. coerce: from an option's value to the answer, where they differ.

    Choices may also be set on a form that is already made: `form.worker.choices = ...`.
    """

    def __init__(
        self, label: str, choices: Offer = (), *, coerce: Callable[[Any], Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.coerce = coerce
        self.posted: list[str] | None = None
        self.choices = choices

    @property
    def choices(self) -> Sequence[Option]:
        return self._options

    @choices.setter
    def choices(self, offered: Offer) -> None:
        self._options = [option(one) for one in offered_now(offered)]
        if self.posted is not None:
            self.data = self.settle()

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.posted = [value for value in valuelist if isinstance(value, str) and value]
        self.data = self.settle()

    def settle(self) -> Any:
        """The answer behind what was posted."""
        answers = self.answers()
        return answers[0] if answers else None

    def answers(self) -> list[Any]:
        chosen = [one.value for one in self._options if one.key in (self.posted or [])]
        return [self.coerce(value) for value in chosen] if self.coerce else chosen

    def pre_validate(self, form: Any) -> None:
        offered = {one.key for one in self._options}
        if any(key not in offered for key in self.posted or []):
            raise StopValidation(NOT_OFFERED)
        super().pre_validate(form)

    def is_chosen(self, one: Option) -> bool:
        return self.data is not None and key_of(self.data) == one.key


class Choice(Chosen):
    """Radios: one of a few. inline: side by side, for two short answers."""

    component = "radios"

    def __init__(self, label: str, choices: Offer = (), *, inline: bool = False, **kwargs: Any) -> None:
        super().__init__(label, choices, **kwargs)
        self.inline = inline


class YesNo(Choice):
    """True, False, or None while unanswered."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, [Option(True, "Yes"), Option(False, "No")], inline=True, **kwargs)


class Select(Chosen):
    """A list to pick one from: where there are too many for radios. nothing: the words of the empty first line."""

    component = "select"

    def __init__(self, label: str, choices: Offer = (), *, nothing: str = "", **kwargs: Any) -> None:
        super().__init__(label, choices, **kwargs)
        self.nothing = nothing


class Choices(Chosen):
    """Checkboxes: the answer is a list, in the order on the page. most: how many may be ticked."""

    component = "checkboxes"

    def __init__(self, label: str, choices: Offer = (), *, most: int | None = None, **kwargs: Any) -> None:
        super().__init__(label, choices, **kwargs)
        self.most = most

    def process_data(self, value: Any) -> None:
        self.data = list(value or [])

    def settle(self) -> list[Any]:
        return self.answers()

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.most is not None and len(self.data) > self.most:
            raise StopValidation(f"Select no more than {self.most}")

    def is_chosen(self, one: Option) -> bool:
        return one.key in {key_of(value) for value in self.data}
