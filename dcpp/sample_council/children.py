"""Made-up children: no names, no birth dates, only the days on which things happened to their case.

A council at rest: children arrive at a steady rate on one of seven paths, and each path lasts about as long as such
work does, so that on any day the lists hold about the right number of open cases.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True)
class Path:
    """How a child's case goes: how many arrive a day (council size), and how many days its main part lasts."""

    name: str
    arrivals: float
    days: int
    ages: tuple[int, int]


PATHS = (
    Path("contact", 12.0, 1, (0, 16)),
    Path("assessed", 6.4, 38, (0, 16)),
    Path("in_need", 3.8, 330, (0, 16)),
    Path("protected", 1.15, 300, (0, 15)),
    Path("in_care", 0.45, 1450, (0, 15)),
    Path("care_leaver", 0.27, 1000, (18, 20)),
    Path("early_help", 1.9, 210, (0, 16)),
)
ETHNICITIES = (("a) WBRI", 62), ("d) WOTH", 6), ("f) MWBC", 5), ("i) MOTH", 4), ("k) APKN", 9), ("j) AIND", 4),
               ("n) BCRB", 3), ("o) BAFR", 3), ("r) OOTH", 2), ("s) NOBT", 2))  # fmt: skip
SOURCES = (("e) 2A: Schools", 28), ("q) 6: Police", 27), ("l) 3F: Health services", 15), ("a) 1A: Individual", 10),
           ("o) 5B: LA services", 10), ("m) 4: Housing", 4), ("s) 8: Other", 6))  # fmt: skip
NEEDS = (("N1 - Abuse or neglect", 58), ("N5 - Family dysfunction", 16), ("N4 - Family in acute stress", 11),
         ("N2 - Child’s disability", 9), ("N3 - Parental disability or illness", 6))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Child:
    """One case from its first contact on; a day that lies after `as at` has not happened yet."""

    number: int
    path: str
    age_then: float
    gender: str
    ethnicity: str
    disability: str
    source: str
    need: str
    contacted_on: date
    assessed_until: date
    began_on: date
    ended_on: date
    chance: float

    @property
    def case_id(self) -> str:
        return f"{700000 + self.number * 7}"

    def age_on(self, day: date) -> int:
        """Whole years, as a list says it."""
        return int(self.age_then + (day - self.contacted_on).days / 365.25)


def make_children(random: Random, factor: float, first: date, last: date) -> list[Child]:
    """Every child whose case is open at some time from `first` to `last`, by day of contact."""
    children = [
        child
        for path in PATHS
        for child in _arrivals(random, path, factor, first - timedelta(days=3 * path.days + 240), last)
        if child.ended_on >= first - timedelta(days=200)
    ]
    children.sort(key=lambda child: (child.contacted_on, child.path, child.chance))
    return [replace(child, number=number) for number, child in enumerate(children, start=1)]


def _arrivals(random: Random, path: Path, factor: float, start: date, end: date) -> Iterator[Child]:
    gap = 1 / (path.arrivals * factor)
    at = random.expovariate(1 / gap)
    while (day := start + timedelta(days=int(at))) <= end:
        yield _child(random, path, day)
        at += random.expovariate(1 / gap)


def _child(random: Random, path: Path, day: date) -> Child:
    assessed = day + timedelta(days=random.randint(12, 52))
    began = day if path.name in {"contact", "assessed", "care_leaver"} else assessed
    lasts = timedelta(days=max(1, round(random.gammavariate(2, path.days / 2))))
    ended = {"contact": day, "assessed": assessed}.get(path.name, began + lasts)
    age = random.uniform(*path.ages)
    if path.name not in {"care_leaver", "contact"}:
        ended = min(ended, day + timedelta(days=int((18 - age) * 365)))
    return Child(
        number=0,
        path=path.name,
        age_then=age,
        gender=random.choices(("a) Male", "b) Female", "c) Not stated/recorded"), (52, 47, 1))[0],
        ethnicity=_pick(random, ETHNICITIES),
        disability=random.choices(("a) Yes", "b) No", "c) Unknown"), (13, 82, 5))[0],
        source=_pick(random, SOURCES),
        need=_pick(random, NEEDS),
        contacted_on=day,
        assessed_until=assessed,
        began_on=began,
        ended_on=ended,
        chance=random.random(),
    )


def _pick(random: Random, weighed: tuple[tuple[str, int], ...]) -> str:
    return random.choices([each for each, _ in weighed], [weight for _, weight in weighed])[0]
