"""One row of a list: kept, with what sampling and visit checks need, or refused, with the reason."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dcpp.caseload.rules.cells import CodeReader, read_age, read_date, read_number, read_text
from dcpp.caseload.rules.findings import CannotReadCell, Code, Finding, Severity
from dcpp.caseload.rules.identifiers import read_identifier
from dcpp.caseload.rules.sheets import RecognisedSheet
from dcpp.frameworks.annex_a import Column, ColumnType

EARLIEST_EVENT = date(1990, 1, 1)
UNBORN = -1


class ListRow(NamedTuple):
    """What is kept of a row. `dates` maps a field such as `plan_started_on` to its day; `row` is Excel's number.

    `previous_plans` counts the child protection plans before the one on this row; None where the list does not say.
    """

    list_number: int
    sheet: str
    row: int
    case_id: str
    age: int | None
    gender: str
    ethnicity: str
    disability: str
    status: str
    team: str
    worker: str
    adviser: str
    dates: dict[str, date]
    previous_plans: int | None = None


class Reader(NamedTuple):
    """How to read one column: its place in the row, and what turns its cell into a value."""

    position: int
    column: Column
    read: Callable[[object], object]


class RowReader:
    """Reads the rows of one sheet. A date of birth serves to work out an age and to check one, and goes no further."""

    def __init__(self, sheet: RecognisedSheet, as_at: date) -> None:
        self.sheet = sheet
        self.child_list = sheet.child_list
        self.as_at = as_at
        self.names = {column.keep: column.name for column in self.child_list.columns if column.keep}
        kept = [match for match in sheet.headers.matches if match.column.keep]
        self.id_position = next((match.position for match in kept if match.column.keep == "case_id"), None)
        self.readers = [
            Reader(match.position, match.column, _reader_for(match.column))
            for match in kept
            if match.column.keep != "case_id"
        ]
        self.oldest = _months_before(as_at, self.child_list.months) if self.child_list.months else date.min
        self.has_age = bool({"age", "birth_date"} & {match.column.keep for match in kept})

    def read(self, row: int, cells: Sequence[object]) -> tuple[ListRow | None, list[Finding]]:
        """The row as kept, or None when it is refused; and what there is to say about it."""
        findings: list[Finding] = []
        try:
            case_id = self._identifier(cells)
        except CannotReadCell as problem:
            return None, [self._finding(row, "case_id", problem.code, Severity.ERROR, problem.text)]
        values: dict[str, object] = {}
        dates: dict[str, date] = {}
        for position, column, read in self.readers:
            try:
                value = read(cells[position]) if position < len(cells) else None
            except CannotReadCell as problem:
                findings.append(self._finding(row, column.keep, problem.code, Severity.ERROR, problem.text))
                continue
            if isinstance(value, date) and column.keep != "birth_date":
                dates[column.keep] = value
            else:
                values[column.keep] = value
        findings.extend(self._check_dates(row, dates))
        findings.extend(self._check_age(row, values, dates))
        return self._kept(row, case_id, values, dates), findings

    def _identifier(self, cells: Sequence[object]) -> str:
        cell = cells[self.id_position] if self.id_position is not None and self.id_position < len(cells) else ""
        return read_identifier(cell)

    def _kept(self, row: int, case_id: str, values: dict[str, object], dates: dict[str, date]) -> ListRow:
        age = values.get("age")
        return ListRow(
            list_number=self.child_list.number,
            sheet=self.sheet.name,
            row=row,
            case_id=case_id,
            age=age if isinstance(age, int) else None,
            gender=str(values.get("gender") or ""),
            ethnicity=str(values.get("ethnicity") or ""),
            disability=str(values.get("disability") or ""),
            status=str(values.get("status") or ""),
            team=str(values.get("team") or ""),
            worker=str(values.get("worker") or ""),
            adviser=str(values.get("adviser") or ""),
            dates=dates,
            previous_plans=plans if isinstance(plans := values.get("previous_plans"), int) else None,
        )

    def _check_dates(self, row: int, dates: dict[str, date]) -> Iterator[Finding]:
        """Leaves out days that cannot be; questions the order and the window of the rest."""
        for field, day in list(dates.items()):
            if day > self.as_at:
                text = "This date is after the day of the lists. It was left out."
                yield self._finding(row, field, Code.DATE_IN_FUTURE, Severity.ERROR, text)
                del dates[field]
            elif day < EARLIEST_EVENT:
                text = "This date is before 1990. It was left out."
                yield self._finding(row, field, Code.NOT_A_DATE, Severity.ERROR, text)
                del dates[field]
        for first, then in self.child_list.ordered:
            if first in dates and then in dates and dates[first] > dates[then]:
                text = f"This date is after “{self.names[then]}”."
                yield self._finding(row, first, Code.START_AFTER_END, Severity.ERROR, text)
        yield from self._check_window(row, dates)

    def _check_window(self, row: int, dates: dict[str, date]) -> Iterator[Finding]:
        for field in self.child_list.window:
            if field in dates and dates[field] < self.oldest:
                text = f"This date is more than {self.child_list.months} months before the day of the lists."
                yield self._finding(row, field, Code.OUTSIDE_WINDOW, Severity.QUERY, text)

    def _check_age(self, row: int, values: dict[str, object], dates: dict[str, date]) -> Iterator[Finding]:
        if self.child_list.ages is None or not self.has_age:
            return
        born, age = values.pop("birth_date", None), values.get("age")
        if isinstance(born, date):
            counted = years_between(born, self.as_at)
            if age is None:
                age = values["age"] = counted
            elif age != counted:
                text = "The age is not the one that the date of birth gives on the day of the lists."
                yield self._finding(row, "age", Code.AGE_DISAGREES, Severity.QUERY, text)
            yield from self._check_birth(row, born, dates)
        if not isinstance(age, int):
            text = "There is neither an age nor a date of birth."
            yield self._finding(row, "age", Code.MISSING_AGE, Severity.QUERY, text)
            return
        least, most = self.child_list.ages
        if not least <= age <= most:
            text = f"An age of {age} is outside what this list is for ({max(least, 0)} to {most})."
            yield self._finding(row, "age", Code.AGE_OUT_OF_RANGE, Severity.QUERY, text)

    def _check_birth(self, row: int, born: date, dates: dict[str, date]) -> Iterator[Finding]:
        """Work with an unborn child begins before birth, by nine months or so; anything earlier is a slip."""
        if min(dates.values(), default=born) >= born:
            return
        earliest = _months_before(born, 10)
        for field, day in dates.items():
            if day < earliest:
                text = "This date is before the child could be known."
                yield self._finding(row, field, Code.BEFORE_BIRTH, Severity.ERROR, text)

    def _finding(self, row: int, field: str, code: Code, severity: Severity, text: str) -> Finding:
        return Finding(self.child_list.number, self.sheet.name, row, self.names.get(field, ""), code, severity, text)


def _reader_for(column: Column) -> Callable[[object], object]:
    if column.keep == "age":
        return read_age
    if column.type is ColumnType.DATE:
        return read_date
    if column.type is ColumnType.INTEGER:
        return read_number
    return CodeReader(column) if column.codes else read_text


def years_between(born: date, on: date) -> int:
    """Whole years at the last birthday; -1 when birth lies ahead."""
    if born > on:
        return UNBORN
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
