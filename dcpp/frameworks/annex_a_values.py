"""Which code of a set the words in somebody's file stand for, beyond the codes' own names: by mark, then by rule.

The rules are data (`data/annex_a_values.toml`). What they place may be a code or, where the words say no more, a group
of codes: "Education - School" is a school whichever code it has.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dcpp.frameworks import annex_a, dated, local_authorities
from dcpp.frameworks.annex_a_headers import MOJIBAKE

LETTER = re.compile(r"^[a-z]{1,2}\d?\) *")
NOT_MAPPED = re.compile(r"code '?(.*?)'? is not mapped")
QUOTES = re.compile("[\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\u201c\u201d\u2033'\"?]")
BETWEEN = re.compile(r"[^a-z0-9]+")
MARK_LAST = re.compile(r"[\[(]\s*([a-z0-9]{1,4})\s*[\])]\s*$")
BEFORE_MARK = frozenset({"cla", "cin", "child", "code", "cs", "c", "f", "lac", "x"})
PLACES = "la_of_placement"
NOWHERE = "?"
NOTHING = ""


class Words(NamedTuple):
    """What a cell says, made plain; and the mark in brackets at its end, if it has one."""

    text: str
    mark_last: str


class Rule(NamedTuple):
    """A place and what leads there. Without a pattern it is the turn of the codes' own marks."""

    place: str
    pattern: re.Pattern[str] | None


def place(code_set: str, said: str) -> str | None:
    """The value or group that words stand for: "" for nothing recorded, None where nobody can tell."""
    if code_set == PLACES:
        return local_authorities.find_name(said)
    words = _plain(said)
    for rule in _rules(code_set):
        if rule.pattern is None:
            if found := _by_mark(words, code_set):
                return found
        elif rule.pattern.search(words.text):
            return None if rule.place == NOWHERE else rule.place
    return None


@lru_cache(maxsize=20_000)
def _plain(said: str) -> Words:
    text = unicodedata.normalize("NFKC", MOJIBAKE.sub("'", said)).casefold()
    text = QUOTES.sub("", NOT_MAPPED.sub(r"\1", text)).strip().replace("&", " and ").replace("+", " and ")
    mark = MARK_LAST.search(text)
    mended = _mended()
    words = BETWEEN.sub(" ", LETTER.sub("", text) or text).split()
    return Words(" ".join(mended.get(word, word) for word in words), mark[1] if mark else "")


def _by_mark(words: Words, code_set: str) -> str | None:
    """A code by its mark, or by a mark with letters of the council's own behind it: N1a, RC5a, U1OUT."""
    known = _marks(code_set)
    for mark in _marks_in(words, known):
        for length in range(len(mark), 0, -1):
            if mark[:length] in known:
                return known[mark[:length]]
            if mark[length - 1].isdigit() and not mark[length - 2 : length - 1].isalpha():
                break
    return None


def _marks_in(words: Words, known: dict[str, str]) -> Sequence[str]:
    """Where a mark may stand: first, after a word that many put before it, or in brackets at the end."""
    first, second = ([*words.text.split(), "", ""])[:2]
    found = [first, first.removeprefix("s") if first.startswith("se") else "", words.mark_last]
    if first in BEFORE_MARK:
        found.append(second)
    if first + second in known and len(first) <= 2:
        found.append(first + second)
    return found


@cache
def _marks(code_set: str) -> dict[str, str]:
    codes = annex_a.code_sets()[code_set]
    return {code.key.casefold(): code.value for code in codes if len(code.key) <= 4 and code.key.upper() == code.key}


@cache
def _rules(code_set: str) -> tuple[Rule, ...]:
    known = {form: code.value for code in annex_a.code_sets().get(code_set, ()) for form in (code.key, code.value)}
    rules = dated.load("annex_a_values")["rules"]
    rows = rules.get(code_set, ["key"])
    if isinstance(rows, str):  # another set's, for the same codes
        rows = rules[rows]
    return tuple(
        Rule("", None) if row == "key" else Rule(known.get(row[0], row[0]), re.compile("|".join(row[1:])))
        for row in rows
    )


@cache
def _mended() -> dict[str, str]:
    found: dict[str, str] = dated.load("annex_a_values")["mended"]
    return found
