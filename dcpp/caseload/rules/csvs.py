"""Rows of a CSV as systems write them: in one of four encodings, with one of four separators, perhaps saying which."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from dcpp.caseload.rules.findings import CannotImportLists
from dcpp.caseload.rules.safety import NOT_LISTS, Limits

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = ",;\t|"
SAYS_SEPARATOR = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
ROWS_TRIED = 12
LONGEST_CELL = 100_000
MOST_COLUMNS = 1_000


def rows(content: bytes, limits: Limits) -> Iterator[list[str]]:
    """The rows, quoted line ends and all, or CannotImportLists when it is no text in rows."""
    text = _text(content)
    said = SAYS_SEPARATOR.match(text)
    separator = said[1] if said else _separator(text)
    csv.field_size_limit(LONGEST_CELL)
    found = csv.reader(StringIO(text[said.end() :] if said else text, newline=""), delimiter=separator)
    for number, row in enumerate(_guarded(found), 1):
        if number > limits.rows or len(row) > MOST_COLUMNS:
            raise CannotImportLists(
                f"This CSV has more than {limits.rows:,} rows or {MOST_COLUMNS:,} columns. Send each list by itself."
            )
        yield row


def _guarded(found: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from found
    except csv.Error:
        raise CannotImportLists(
            "This CSV has a quotation mark that is never closed. Save the list as CSV once more and send that."
        ) from None


def _text(content: bytes) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise CannotImportLists(NOT_LISTS)


def _encodings(content: bytes) -> tuple[str, ...]:
    """The encoding that the file declares, else those worth trying: Windows’ own takes whatever is left."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return (encoding,)
    start = content[:4_000]
    if start.count(0) > len(start) // 4:
        return ("utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be",)
    return "utf-8", "cp1252", "latin-1"


def _separator(text: str) -> str:
    """The one that parts the first rows into the most columns."""

    def columns(separator: str) -> int:
        try:
            tried = csv.reader(StringIO(text[:200_000], newline=""), delimiter=separator)
            return max((len(row) for row in islice(tried, ROWS_TRIED)), default=0)
        except csv.Error:
            return 0

    return max(SEPARATORS, key=columns)
