"""English authorities as people write them: by number, by ONS code, by name, by a district of theirs, nearly spelt."""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from dcpp.frameworks import dated

BEYOND = ("NIR", "WAL", "SCO", "NUK", "CON")
NO_NAME = re.compile(
    r"\b(the|london boro(ugh)?( of)?|royal borough of|city and county of|county borough|metropolitan|district"
    r"|borough|city( of)?|county?( of)?|count|council|local authority|unitary( authority)?|boro|mbc|mdc|ua"
    r"|cc|c c|b c|bc|la|b|met|of|child(ren)? ?s|services|social care|family support)\b"
)
PARTS = re.compile(r" - |[-,/]| and ")
CODE = re.compile(r"^[a-z]?\d+$")
SHORTEST_START = 8
SHORTEST_NAME = 4
NEARNESS = 0.85


@cache
def find_name(said: str) -> str | None:
    """The name of the authority that words mean, or NIR, WAL, SCO, NUK or CON; None where nobody can tell."""
    names, bare = _names(), _bare(said)
    if said.strip()[:3].upper() in BEYOND and not said.strip()[3:4].isalpha():
        return said.strip()[:3].upper()
    for form in (_plain(said), bare, *map(_bare, PARTS.split(said.casefold()))):
        if form in names:
            return names[form]
    return _by_start(bare) or _nearly(bare)


def _by_start(bare: str) -> str | None:
    """Systems cut names off: the one name that begins so."""
    if len(bare) < SHORTEST_START:
        return None
    found = {name for form, name in _names().items() if form.startswith(bare)}
    return found.pop() if len(found) == 1 else None


def _nearly(bare: str) -> str | None:
    if len(bare) <= SHORTEST_NAME or CODE.match(bare):
        return None
    close = difflib.get_close_matches(bare, _names(), n=1, cutoff=NEARNESS)
    return _names()[close[0]] if close else None


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for form, name in _forms():
        names.setdefault(form, name)
    return names


def _forms() -> Iterator[tuple[str, str]]:
    """The surest forms first: a name of its own goes before a district that bears it as well."""
    data = dated.load("local_authorities")
    for each in data["authorities"]:
        yield from ((form.casefold(), each["name"]) for form in (each["number"], *each["ons"]))
        yield _plain(each["name"]), each["name"]
    yield from ((_bare(each["name"]), each["name"]) for each in data["authorities"])
    yield from ((_plain(name), nation) for nation, names in data["beyond"].items() for name in (nation, *names))
    for each in data["authorities"]:
        yield from ((form(name), each["name"]) for name in each.get("also", ()) for form in (_plain, _bare))


def _plain(said: str) -> str:
    text = unicodedata.normalize("NFKC", said).casefold().replace("&", " and ")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def _bare(said: str) -> str:
    return " ".join(NO_NAME.sub(" ", _plain(said)).split())
