"""Telling a case id from a name. When in doubt it is refused: a name that is kept cannot be unkept."""

import re
from datetime import date, datetime, time, timedelta

from dcpp.caseload.rules.findings import CannotReadCell, Code

ID_SHAPE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9 ._/\-]{0,39}$")
WORD = re.compile(r"[^\W\d_]{2,}")
NAME_CASE = re.compile(r"[A-Z][a-z]{2,}")
A_DATE = re.compile(r"\b\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}\b")
TRAILING_ZEROS = re.compile(r"^(\d+)\.0+$")
PREFIXES = frozenset({"adopter", "case", "child", "client", "eh", "id", "no", "number", "person", "ref", "yp"})
TOTALS = frozenset({"total", "totals", "subtotal", "grand", "count", "sum"})
LONGEST_PREFIX = 4

MISSING = "This row has no case reference. The row was not kept."
A_NAME = "This looks like a name or words where a case reference belongs. The row was not kept, nor what it says."
A_DAY = "This is a date where a case reference belongs. The row was not kept, nor what it says."
A_TOTAL = "This is a row of totals, not of a case. The row was not kept."
NO_NUMBER = "This cannot be used as a case reference: it must hold a number. The row was not kept."


def read_identifier(cell: object) -> str:
    """A case id as text, without the ".0" that Excel adds to numbers. Raises CannotReadCell."""
    if isinstance(cell, bool):
        raise CannotReadCell(Code.ID_NOT_USABLE, NO_NUMBER)
    if isinstance(cell, (int, float)):
        return _whole_number(float(cell))
    if isinstance(cell, (date, datetime, time, timedelta)):
        raise CannotReadCell(Code.ID_NOT_USABLE, A_DAY)
    return _checked(" ".join(str(cell).split()))


def _checked(text: str) -> str:
    if not text or text.startswith("#"):
        raise CannotReadCell(Code.MISSING_ID, MISSING)
    text = TRAILING_ZEROS.sub(r"\1", text)
    if text.isdecimal() and text.isascii() and len(text) <= 40:
        return text
    if text.casefold().replace(":", " ").split()[0] in TOTALS:
        raise CannotReadCell(Code.ID_NOT_USABLE, A_TOTAL)
    if looks_like_a_name(text):
        raise CannotReadCell(Code.ID_LOOKS_LIKE_A_NAME, A_NAME)
    if A_DATE.search(text):
        raise CannotReadCell(Code.ID_NOT_USABLE, A_DAY)
    if not ID_SHAPE.match(text):
        raise CannotReadCell(Code.ID_NOT_USABLE, NO_NUMBER)
    return text


def looks_like_a_name(text: str) -> bool:
    """Words without a number, two words, or one word that is longer or more like a name than a prefix."""
    words = [word for word in WORD.findall(text) if word.casefold() not in PREFIXES]
    if not any(character.isdigit() for character in text):
        return True
    if len(words) > 1:
        return True
    return any(len(word) > LONGEST_PREFIX or NAME_CASE.match(word) for word in words)


def _whole_number(number: float) -> str:
    if not number.is_integer() or not 0 <= number < 1e15:
        raise CannotReadCell(Code.ID_NOT_USABLE, NO_NUMBER)
    return f"{number:.0f}"
