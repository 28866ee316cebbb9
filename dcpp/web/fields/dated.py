"""A day, asked for in three boxes. Months may be written as numbers or names."""

import re
from datetime import date
from typing import Any

from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from dcpp.web.fields.question import Question
from dcpp.web.fields.written import clean

MONTHS = [f"{date(2000, month, 1):%B}".lower() for month in range(1, 13)]
PARTS = ("day", "month", "year")


def month_number(written: str) -> int | None:
    """From "3", "03", "mar", "Sept" or "March"; None when it is no month."""
    if re.fullmatch(r"[0-9]{1,2}", written):
        return int(written) if 1 <= int(written) <= 12 else None
    name = written.lower().rstrip(".")
    return next((number for number, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.startswith(name)), None)


def read_day(day: str, month: str, year: str) -> date:
    """Raises ValueError when there is no such day between 1900 and 2199."""
    number = month_number(month)
    if number is None or not re.fullmatch(r"[0-9]{1,2}", day) or not re.fullmatch(r"(19|20|21)[0-9]{2}", year):
        raise ValueError("no such day")
    return date(int(year), number, int(day))


class Day(Question):
    """The answer is a date, or None. Takes any post without raising; what was written is shown again."""

    component = "day"

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        self.parts = self.parts_of(self.data)
        if formdata is not None:
            self.parts = tuple(self.posted_part(formdata, part) for part in PARTS)
            self.read()

    @staticmethod
    def parts_of(day: date | None) -> tuple[str, ...]:
        return (str(day.day), str(day.month), str(day.year)) if day else ("", "", "")

    def posted_part(self, formdata: Any, part: str) -> str:
        posted = next((value for value in formdata.getlist(f"{self.name}-{part}") if isinstance(value, str)), "")
        return clean(posted)[:20]

    def read(self) -> None:
        try:
            self.data = read_day(*self.parts) if all(self.parts) else None
        except ValueError:
            self.data = None

    @property
    def missing_parts(self) -> list[str]:
        return [part for part, written in zip(PARTS, self.parts, strict=True) if not written]

    @property
    def wrong_parts(self) -> list[str]:
        """The boxes to mark: those left empty, or that which is wrong by itself, or all three."""
        if not self.errors:
            return []
        if 0 < len(self.missing_parts) < 3:
            return self.missing_parts
        day, month, year = self.parts
        wrong = {
            "day": not re.fullmatch(r"0?[1-9]|[12][0-9]|3[01]", day),
            "month": month_number(month) is None,
            "year": not re.fullmatch(r"(19|20|21)[0-9]{2}", year),
        }
        return [part for part in PARTS if wrong[part]] or list(PARTS)

    @property
    def focus_id(self) -> str:
        return f"{self.id}-{(self.wrong_parts or PARTS)[0]}"

    @property
    def boxes(self) -> list[tuple[str, str, bool]]:
        """Each part, what was written in its box, and whether to mark the box."""
        wrong = self.wrong_parts
        return [(part, written, part in wrong) for part, written in zip(PARTS, self.parts, strict=True)]

    def pre_validate(self, form: Any) -> None:
        missing = self.missing_parts
        if 0 < len(missing) < 3:
            raise StopValidation(f"{self.called} must include a {' and '.join(missing)}")
        if not missing and self.data is None:
            is_short = re.fullmatch(r"[0-9]{1,3}", self.parts[2])
            raise StopValidation(
                f"{self.called} must have a year of 4 numbers, like 2026"
                if is_short
                else f"{self.called} must be a real date, like 27 3 2026"
            )
        super().pre_validate(form)
