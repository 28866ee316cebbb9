"""Questions answered by writing: a line, an e-mail address, a number, a longer text, a password."""

import re
from decimal import Decimal
from typing import Any

from dcpp.web.fields.question import Question

NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")
EMAIL = re.compile(r"[^@\s<>\"(),:;\\\[\]]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")


def clean(posted: str) -> str:
    """One kind of line end, no control characters (PostgreSQL refuses NUL), no spaces around."""
    return NOT_PRINTED.sub("", posted.replace("\r\n", "\n").replace("\r", "\n")).strip()


class Text(Question):
    """One line. longest: in characters."""

    component = "input"
    kind = "text"
    inputmode: str | None = None

    def __init__(self, label: str, *, longest: int = 200, width: int | None = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.longest = longest
        self.width = width

    @property
    def shown(self) -> str:
        """What stands in the box: what was written, even where it could not be understood."""
        written = next((value for value in self.raw_data or [] if isinstance(value, str)), None)
        return clean(written) if written is not None else ("" if self.data is None else str(self.data))

    def understand(self, posted: str) -> Any:
        answer = " ".join(clean(posted).split())
        self.refuse_if_long(answer)
        return answer or None

    def refuse_if_long(self, answer: str) -> None:
        if len(answer) > self.longest:
            raise ValueError(f"{self.called} must be {self.longest:,} characters or fewer. You wrote {len(answer):,}")


class LongText(Text):
    """Several lines; new lines are kept. rows: height of the box."""

    component = "textarea"

    def __init__(self, label: str, *, longest: int = 10_000, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(label, longest=longest, **kwargs)
        self.rows = rows

    def understand(self, posted: str) -> Any:
        answer = clean(posted)
        self.refuse_if_long(answer)
        return answer or None


class Email(Text):
    kind = "email"

    def understand(self, posted: str) -> Any:
        answer = super().understand(posted)
        if answer and not EMAIL.fullmatch(answer):
            raise ValueError("Enter an e-mail address in the correct format, like name@example.gov.uk")
        return answer


class Number(Text):
    """An int, or a Decimal where places > 0. least and most are included."""

    def __init__(
        self, label: str, *, least: int | None = 0, most: int = 1_000_000, places: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(label, longest=40, **kwargs)
        self.least, self.most, self.places = least, most, places
        self.inputmode = None if least is None or least < 0 else "decimal" if places else "numeric"
        self.width = self.width or max(3, min(10, len(str(most))))

    def understand(self, posted: str) -> Any:
        written = re.sub(r"[\s,]", "", clean(posted))
        if not written:
            return None
        pattern = rf"-?[0-9]{{1,15}}(?:\.[0-9]{{1,{self.places}}})?" if self.places else r"-?[0-9]{1,15}"
        if not re.fullmatch(pattern, written):
            raise ValueError(f"{self.called} must be {self.kind_of_number()}")
        answer = Decimal(written) if self.places else int(written)
        if (self.least is not None and answer < self.least) or answer > self.most:
            raise ValueError(f"{self.called} must be {self.kind_of_number()}{self.bounds()}")
        return answer

    def kind_of_number(self) -> str:
        return "a number, like 7.5" if self.places else "a whole number, like 12"

    def bounds(self) -> str:
        return f", no more than {self.most:,}" if self.least is None else f", between {self.least:,} and {self.most:,}"


class Password(Question):
    """Never shown again, never trimmed: a space is part of a password."""

    component = "password"

    def understand(self, posted: str) -> Any:
        if len(posted) > 1_000:
            raise ValueError(f"{self.called} must be 1,000 characters or fewer")
        return posted or None
