"""What a cell says, as the type that its column asks for. Blank is None or empty; nonsense raises CannotReadCell."""

import calendar
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from dcpp.caseload.rules.findings import CannotReadCell, Code
from dcpp.frameworks import annex_a, annex_a_values

BLANKS = frozenset(
    {"", "-", "--", ".", "..", "n/a", "na", "nan", "nat", "none", "null", "pd.na", "not mapped", "<blank>", "(blank)"}
)
EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_DAYS = range(18264, 73051)  # 1950 to 2099
DAY_FIRST = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})(?:[ T].*)?$")
YEAR_FIRST = re.compile(r"^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T].*)?$")
MONTH_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[ \-/]([A-Za-z]{3,9})[ \-/,]*(\d{2}|\d{4})$")
MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
YEARS = re.compile(r"^(-?\d{1,3})(?:\.\d+)?\s*(?:y|yrs?|years?|y/o)?(?:[ ,].*)?$", re.IGNORECASE)
IN_MONTHS = re.compile(r"^(\d{1,3})\s*(?:m|mths?|months?)$", re.IGNORECASE)
PREFIX = re.compile(r"^(?:[a-z]{1,2}[).]|\d{1,2}[a-z]?[).]?) +")
KEY_FIRST = re.compile(r"^([a-z]{0,3}\d{1,2}[a-z]?) ")
BETWEEN = re.compile(r"[\s:;=,_\u2010-\u2015-]+")
OLDEST = 130
LONGEST_TEXT = 120

NOT_A_DATE = "This is not a date as day/month/year. It was left out."
NOT_AN_AGE = "This is not an age in years. It was left out."
NOT_A_NUMBER = "This is not a whole number. It was left out."
MOST = 10_000


def read_text(cell: object) -> str:
    """Words on one line, a number without ".0"; at most 120 characters."""
    if isinstance(cell, str):
        return _one_line(cell)
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else _one_line(str(cell))


@lru_cache(maxsize=20_000)
def _one_line(cell: str) -> str:
    text = " ".join(cell.split())
    return "" if is_blank(text) else text[:LONGEST_TEXT]


def is_blank(text: str) -> bool:
    """Nothing, or one of the ways in which systems write nothing, Excel's error values among them."""
    return text.startswith("#") or text.casefold() in BLANKS


def read_date(cell: object) -> date | None:
    """A day, from a date, from an Excel serial number, or from text with the day first."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return _date_from_text(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and int(cell) in EXCEL_DAYS:
        return EXCEL_DAY_ZERO + timedelta(days=int(cell))
    raise CannotReadCell(Code.NOT_A_DATE, NOT_A_DATE)


@lru_cache(maxsize=50_000)
def _date_from_text(cell: str) -> date | None:
    text = " ".join(cell.split())
    if is_blank(text):
        return None
    if text.replace(".", "", 1).isdecimal() and text.isascii() and len(text) <= 15:
        return read_date(float(text))
    year, month, day = _parts(text)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise CannotReadCell(Code.NOT_A_DATE, NOT_A_DATE) from None


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month and day; zeros where nothing fits, which is no date."""
    if found := YEAR_FIRST.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := DAY_FIRST.match(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := MONTH_NAMED.match(text):
        return int(found[3]), MONTHS.get(found[2][:3].casefold(), 0), int(found[1])
    return 0, 0, 0


def read_age(cell: object) -> int | None:
    """Whole years at the last birthday, decimals cut off; -1 before birth."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _age(cell)
    if not isinstance(cell, str):
        raise CannotReadCell(Code.NOT_AN_AGE, NOT_AN_AGE)
    text = " ".join(cell.split())
    if is_blank(text):
        return None
    if text.casefold() == "unborn":
        return -1
    if found := IN_MONTHS.match(text):
        return int(found[1]) // 12
    if found := YEARS.match(text):
        return _age(int(found[1]))
    raise CannotReadCell(Code.NOT_AN_AGE, NOT_AN_AGE)


def _age(years: float) -> int:
    if not -1 <= years <= OLDEST:
        raise CannotReadCell(Code.NOT_AN_AGE, NOT_AN_AGE)
    return math.floor(years)


def read_number(cell: object) -> int | None:
    """A count: a whole number of nought or more."""
    if isinstance(cell, str):
        text = " ".join(cell.split()).replace(",", "")
        if is_blank(text):
            return None
        cell = float(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else text
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 <= cell <= MOST and cell == int(cell):
        return int(cell)
    raise CannotReadCell(Code.NOT_A_NUMBER, NOT_A_NUMBER)


class CodeReader:
    """Reads the codes of one column: by code, letter, key or words, whatever the case, spacing and punctuation.

    Words that are no form of a code are placed by the rules of annex_a_values: a code, or a group of codes. What people
    said of a word (`corrected`, by the word in lower case) goes before all of that.
    """

    def __init__(self, column: annex_a.Column, corrected: Mapping[str, str] = MappingProxyType({})) -> None:
        self.column = column
        self.corrected = corrected
        self.forms = _forms(column.codes)
        self._read_text = lru_cache(maxsize=5_000)(self._read)

    def __call__(self, cell: object) -> str:
        """The value kept for what the cell says; empty when it is blank."""
        return self._read_text(cell if isinstance(cell, str) else read_text(cell))

    def _read(self, text: str) -> str:
        text = " ".join(text.split())
        if (means := self.corrected.get(text.casefold())) is not None:
            return means
        said = _said(text)
        key = KEY_FIRST.match(said)
        for form in (said, said.removesuffix(".0"), PREFIX.sub("", said), key[1] if key else said):
            if form in self.forms:
                return self.forms[form]
        if is_blank(text):
            return ""
        if (placed := annex_a_values.place(self.column.code_set, text)) is not None:
            return placed
        raise CannotReadCell(
            Code.UNKNOWN_CODE, f"This is not one of the codes of “{self.column.name}”. It was left out."
        )


def _said(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return BETWEEN.sub(" ", plain).strip(" .")


def _forms(codes: Sequence[annex_a.Code]) -> dict[str, str]:
    """Every form and the value that it stands for. A form of two values stands for none; the surer kind wins."""
    forms: dict[str, str] = {}
    for kind in (_marks, _words, _letters):
        found: dict[str, set[str]] = {}
        for code in codes:
            for form in kind(code):
                found.setdefault(_said(form), set()).add(code.value)
        for form, values in found.items():
            if form and len(values) == 1:
                forms.setdefault(form, values.pop())
    return forms


def _marks(code: annex_a.Code) -> tuple[str, ...]:
    return code.code, code.value, code.key, *code.also


def _words(code: annex_a.Code) -> tuple[str, ...]:
    return code.label, code.words, f"{code.key} {code.words}"


def _letters(code: annex_a.Code) -> tuple[str, ...]:
    letter = annex_a.LETTER.match(code.code)
    return (letter.group(0), letter.group(0).rstrip(" )")) if letter else ()
