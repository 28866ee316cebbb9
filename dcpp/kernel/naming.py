"""Whether a text seems to name somebody, or to give a birth date, a postcode or a telephone number.

Plain rules that would rather miss one than cry wolf; a warning, never a refusal. What is found is told to whoever wrote
it, and is neither kept nor logged.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dcpp.frameworks.ordinary_words import ORDINARY, PLACE_WORDS, RELATION_WORDS


class Kind(StrEnum):
    """What a piece of text looks like."""

    NAME = "a name"
    BIRTH_DATE = "a date of birth"
    POSTCODE = "a postcode"
    TELEPHONE = "a telephone number"


@dataclass(frozen=True)
class Suspect:
    """A piece of text and what it looks like."""

    kind: Kind
    words: str

    @property
    def sentence(self) -> str:
        """As its writer is told of it; names are cut short."""
        return f"Check that this names nobody: “{self.shown}” looks like {self.kind}"

    @property
    def shown(self) -> str:
        first, _, rest = self.words.partition(" ")
        return f"{first} {rest[0]}…" if self.kind is Kind.NAME and rest else self.words


Known = Callable[[Collection[str]], Collection[str]]
"""Which of some names are of people at work here, of teams or of services."""

LOOK_BEFORE = 24
"""So many characters before a word tell whether it begins a sentence, and whose name it may be."""
MOST = 5
"""So many are told of one text: whoever wrote it looks through all of it anyway."""

_WORD = r"[A-Z][a-zà-öø-ÿ]*(?:['’][A-Z]?[a-zà-öø-ÿ]+)?(?:-[A-Z]?[a-zà-öø-ÿ]+)*"
_RUN = re.compile(rf"(?<![\w’'/.-]){_WORD}(?:[ ]{_WORD})*(?![\w/])")
_TITLE = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? +{_WORD}(?: {_WORD})?")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})
_BEGINS = re.compile(r"(?:^|[.!?:;•\n“\"(‘-])[\s\d.)“\"‘*]*$")

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATES = (
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})",
    r"\d{4}-\d{2}-\d{2}",
    rf"{_NTH}(?: of)? {_MONTH},? \d{{4}}",
    rf"{_MONTH} {_NTH},? \d{{4}}",
)
_DATE = "|".join(_DATES)
_BORN = r"\b(?:born|d\.?o\.?b\b\.?|dates? of birth|birth ?dates?|birthdays?|b\.)"
_BIRTH = re.compile(
    rf"{_BORN}[^\n\d]{{0,20}}(?P<after>{_DATE})(?!\d)|(?<!\d)(?P<before>{_DATE})\s*\(?{_BORN}", re.IGNORECASE
)
_POSTCODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}|[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2})(?![\w-])"
)
_TELEPHONE = re.compile(r"(?<![\w+-])(?:\+44[ -]?(?:\(0\))?|\(?0(?=[12378]))(?:[ ()-]{0,2}\d){9,10}(?![\w-])")


def suspects_in(text: str, known: Known = lambda _names: ()) -> list[Suspect]:
    """What in a text its writer should look at again: each piece once, MOST at most."""
    names = dict.fromkeys(_names_in(text))
    ours = set(known(list(names))) if names else set()
    found = [Suspect(Kind.NAME, name) for name in names if name not in ours]
    found += [Suspect(Kind.BIRTH_DATE, match["after"] or match["before"]) for match in _BIRTH.finditer(text)]
    found += [Suspect(Kind.POSTCODE, match[0]) for match in _POSTCODE.finditer(text)]
    found += [Suspect(Kind.TELEPHONE, match[0].strip()) for match in _TELEPHONE.finditer(text)]
    return list(dict.fromkeys(found))[:MOST]


def _names_in(text: str) -> Iterator[str]:
    for match in _TITLE.finditer(text):
        yield match[0]
    for match in _RUN.finditer(text):
        before = text[max(0, match.start() - LOOK_BEFORE) : match.start()]
        name = _name_in(match[0].split(" "), begins=bool(_BEGINS.search(before)), before=before)
        if name:
            yield name


def _name_in(run: list[str], *, begins: bool, before: str) -> str:
    """The name in a run of capitalised words, or nothing: two that are not ordinary, or one after “brother”."""
    if any(_plain(word) in PLACE_WORDS for word in run) or _plain(run[0]) in _TITLES:
        return ""
    kept = _longest(run)
    if len(kept) > 1 and any(len(_bare(word)) > 1 for word in kept):
        return " ".join([*kept[:-1], _bare(kept[-1])])
    begins = begins and kept == run[:1]
    if len(kept) == 1 and len(_bare(kept[0])) > 1 and not begins and _follows_relation(run, kept[0], before):
        return _bare(kept[0])
    return ""


def _longest(run: list[str]) -> list[str]:
    """The longest stretch of a run without an ordinary word; “I” and “A” by themselves are ordinary."""
    best: list[str] = []
    kept: list[str] = []
    for word in run:
        kept = [] if _plain(word) in ORDINARY else [*kept, word]
        best = max(best, kept, key=len)
    return best


def _follows_relation(run: list[str], word: str, before: str) -> bool:
    """“his brother Tyler”, “Mum Kelly”: the word before it says whose name comes."""
    place = run.index(word)
    last = run[place - 1] if place else (before.split(" ")[-2:-1] or [""])[0] if before.endswith(" ") else ""
    return last.lower() in RELATION_WORDS


def _plain(word: str) -> str:
    """In small letters and without an apostrophe’s s."""
    return _bare(word).lower()


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)
