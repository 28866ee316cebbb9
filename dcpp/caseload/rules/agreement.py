"""What the cells of one row say about each other: days, their order and months; age and birth; ends and reasons."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from dcpp.caseload.rules.findings import Code, Finding, Severity
from dcpp.caseload.rules.sheets import RecognisedSheet

if TYPE_CHECKING:
    from dcpp.caseload.rules.rows import Block

UNBORN = -1
MONTHS_BEFORE_BIRTH = 10


class Agreement:
    """The checks of one sheet that need no more than a row."""

    def __init__(self, sheet: RecognisedSheet, as_at: date) -> None:
        self.sheet = sheet
        self.child_list = sheet.child_list
        self.as_at = as_at
        self.names = {column.keep or column.uses: column.name for column in self.child_list.columns}
        self.oldest = months_before(as_at, self.child_list.months) if self.child_list.months else date.min
        there = {match.column.keep for match in sheet.headers.matches}
        self.has_age, self.has_birth = bool({"age", "birth_date"} & there), "birth_date" in there
        self.ages: dict[date, int] = {}

    def check(self, block: "Block") -> Iterator[Finding]:
        yield from self._check_order(block)
        yield from self._check_window(block)
        yield from self._check_reasons(block)
        if self.child_list.ages is not None and self.has_age:
            yield from self._check_births(block)
            yield from self._check_ages(block)

    def _check_order(self, block: "Block") -> Iterator[Finding]:
        for first, then in self.child_list.ordered:
            if first not in block.dates or then not in block.dates:
                continue
            text = f"This date is after “{self.names[then]}”."
            pairs = zip(block.numbers, block.dates[first], block.dates[then], strict=True)
            for row, one, other in pairs:
                if one and other and one > other:
                    yield self._finding(row, first, Code.START_AFTER_END, Severity.ERROR, text)

    def _check_window(self, block: "Block") -> Iterator[Finding]:
        text = f"This date is more than {self.child_list.months} months before the day of the lists."
        for field in self.child_list.window:
            for row, day in zip(block.numbers, block.dates.get(field, ()), strict=False):
                if day and day < self.oldest:
                    yield self._finding(row, field, Code.OUTSIDE_WINDOW, Severity.QUERY, text)

    def _check_reasons(self, block: "Block") -> Iterator[Finding]:
        """A reason for an end without the end."""
        for reason, end in self.child_list.reasons:
            if reason not in block.values or end not in block.dates:
                continue
            text = f"There is a reason, but no “{self.names[end]}”."
            for row, said, day in zip(block.numbers, block.values[reason], block.dates[end], strict=True):
                if said and not day:
                    yield self._finding(row, reason, Code.REASON_WITHOUT_END, Severity.QUERY, text)

    def _check_births(self, block: "Block") -> Iterator[Finding]:
        """Ages from dates of birth, which then are gone from the block; and what of the two does not agree."""
        births = block.values.pop("birth_date", None)
        if births is None:
            return
        ages = block.values.get("age") or [None] * len(births)
        block.values["age"] = ages
        for at, (row, born, age) in enumerate(zip(block.numbers, births, ages, strict=True)):
            if born is None:
                if age is not None and age != UNBORN:
                    text = "There is no date of birth."
                    yield self._finding(row, "birth_date", Code.MISSING_BIRTH_DATE, Severity.QUERY, text)
                continue
            counted = self._age_of(born)
            if age is None:
                ages[at] = counted
            elif age != counted:
                text = "The age is not the one that the date of birth gives on the day of the lists."
                yield self._finding(row, "age", Code.AGE_DISAGREES, Severity.QUERY, text)
        yield from self._check_before_birth(block, births)

    def _check_before_birth(self, block: "Block", births: list[Any]) -> Iterator[Finding]:
        """Work with an unborn child begins before birth, by nine months or so; anything earlier is a slip."""
        for field, days in block.dates.items():
            for row, born, day in zip(block.numbers, births, days, strict=True):
                if born and day and day < born and day < months_before(born, MONTHS_BEFORE_BIRTH):
                    text = "This date is before the child could be known."
                    yield self._finding(row, field, Code.BEFORE_BIRTH, Severity.ERROR, text)

    def _check_ages(self, block: "Block") -> Iterator[Finding]:
        least, most = self.child_list.ages or (UNBORN, 0)
        for row, age in zip(block.numbers, block.values.get("age", ()), strict=False):
            if age is None:
                text = "There is neither an age nor a date of birth."
                yield self._finding(row, "age", Code.MISSING_AGE, Severity.QUERY, text)
            elif not least <= age <= most:
                text = f"An age of {age} is outside what this list is for ({max(least, 0)} to {most})."
                yield self._finding(row, "age", Code.AGE_OUT_OF_RANGE, Severity.QUERY, text)

    def _age_of(self, born: date) -> int:
        age = self.ages.get(born)
        if age is None:
            age = self.ages[born] = years_between(born, self.as_at)
        return age

    def _finding(self, row: int, field: str, code: Code, severity: Severity, text: str) -> Finding:
        return Finding(self.child_list.number, self.sheet.name, row, self.names.get(field, ""), code, severity, text)


def years_between(born: date, on: date) -> int:
    """Whole years at the last birthday; -1 when birth lies ahead."""
    if born > on:
        return UNBORN
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
