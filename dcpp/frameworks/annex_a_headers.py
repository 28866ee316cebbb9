"""Which column of a list a header in somebody's file stands for.

A header is compared whole, never in part: "Age" is a way of writing "Age of Child (Years)", and "Date Stage 1 started"
is not. Three ways, the surest first: the official name; another name known for it; the same words in another order
("Referral date" for "Date of referral"), provided that they fit one column only.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from dcpp.frameworks.annex_a import ChildList, Column

APOSTROPHES = re.compile("[\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\u201c\u201d\u2033'\"]")
MOJIBAKE = re.compile("\u00e2\u20ac[\u02dc\u2122\u0153\u009d]?")
NOT_A_WORD = re.compile(r"[\W_]+")
YES_NO = re.compile(r"( y n)+$")
SMALL_WORDS = frozenset({"a", "an", "the", "of", "to", "be", "is", "was", "in", "for", "or", "and", "from", "on"})
SAME_WORD = {
    "started": "start",
    "begun": "start",
    "ended": "end",
    "latest": "last",
    "identifier": "id",
    "yrs": "years",
    "s47": "section 47",
}


class Certainty(StrEnum):
    """How a header was recognised."""

    CORRECTED = "corrected"
    EXACT = "exact"
    KNOWN_VARIANT = "known variant"
    SAME_WORDS = "same words"


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A header's place (from 0) among the cells of its row, as found, and the column that it was taken for."""

    position: int
    header: str
    column: Column
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """What a row of headers holds: columns recognised, headers not recognised, columns not there."""

    matches: tuple[HeaderMatch, ...]
    unknown: tuple[tuple[int, str], ...]
    missing: tuple[Column, ...]


def plain(header: str) -> str:
    """A header in lower case, without quotes, punctuation, odd spaces and a closing (Y/N)."""
    text = unicodedata.normalize("NFKC", APOSTROPHES.sub("", MOJIBAKE.sub("", header)))
    return YES_NO.sub("", NOT_A_WORD.sub(" ", text.casefold()).strip())


def match_headers(
    child_list: ChildList, headers: Sequence[str], corrected: Mapping[str, str] = MappingProxyType({})
) -> HeaderRow:
    """Take each header for the column that it names; no column is taken twice, and the surest claim goes first.

    `corrected` is what people said: the name of a column by plain header, "" for a header that is no column.
    """
    columns = {column.name: column for column in child_list.columns}
    index = _index(child_list)
    claims = [
        (position, header, columns[corrected[plain(header)]], Certainty.CORRECTED)
        for position, header in enumerate(headers)
        if corrected.get(plain(header)) in columns
    ]
    claims += [
        (position, header, *index[form])
        for position, header in enumerate(headers)
        if plain(header) not in corrected
        for form in _forms(header)
        if form in index
    ]
    matches: dict[str, HeaderMatch] = {}
    placed: set[int] = set()
    for certainty in Certainty:
        for position, header, column, sureness in claims:
            if sureness == certainty and column.name not in matches and position not in placed:
                matches[column.name] = HeaderMatch(position, header, column, certainty)
                placed.add(position)
    return HeaderRow(
        matches=tuple(sorted(matches.values(), key=lambda match: match.position)),
        unknown=tuple((at, header) for at, header in enumerate(headers) if at not in placed and header.strip()),
        missing=tuple(column for column in child_list.columns if column.name not in matches),
    )


def _forms(header: str) -> tuple[str, frozenset[str]]:
    return plain(header), _words(header)


def _words(header: str) -> frozenset[str]:
    words = (SAME_WORD.get(word, word) for word in plain(header).split())
    return frozenset(word for said in words for word in said.split() if word not in SMALL_WORDS)


@cache
def _index(child_list: ChildList) -> dict[str | frozenset[str], tuple[Column, Certainty]]:
    """Every form by which a column of the list may be claimed. A form that fits two columns claims neither."""
    index: dict[str | frozenset[str], tuple[Column, Certainty]] = {}
    for column in child_list.columns:
        index[plain(column.name)] = (column, Certainty.EXACT)
    for column in child_list.columns:
        for variant in column.also:
            index.setdefault(plain(variant), (column, Certainty.KNOWN_VARIANT))
    named = [
        (words, column) for column in child_list.columns for words in {_words(column.name), *map(_words, column.also)}
    ]
    for words, column in named:
        owners = {each.name for claimed, each in named if claimed == words}
        if words and len(owners) == 1:
            index.setdefault(words, (column, Certainty.SAME_WORDS))
    return index
