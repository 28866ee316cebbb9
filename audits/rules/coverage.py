"""What a sample covers: of what the list holds, how much is expected in the sample, and how much is there.

Counts are kept with the draw as plain lists, so that its page need not read the list again.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

LIKELY = 0.5
"""Below half a case expected, a group is more likely than not to be missing."""

AGES = ((-1, "Unborn"), (4, "0 to 4"), (9, "5 to 9"), (15, "10 to 15"), (17, "16 and 17"), (200, "18 or over"))
NOT_RECORDED = "Not recorded"


class Side(StrEnum):
    """What the cases of a list are counted by."""

    STATUS = "status"
    SERVICE = "service"
    HUB = "hub"
    ETHNICITY = "ethnicity"
    AGE = "age"
    RULE = "rule"

    @property
    def label(self) -> str:
        return {
            Side.STATUS: "Status",
            Side.SERVICE: "Service",
            Side.HUB: "Family centre",
            Side.ETHNICITY: "Ethnic group",
            Side.AGE: "Age",
            Side.RULE: "Targeted rule",
        }[self]


class Member(NamedTuple):
    """One case that can be drawn: its stratum, its worker, and where it counts on each side."""

    case_id: str
    stratum: str
    worker: str
    sides: Mapping[Side, str]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One group of one side: cases that could be drawn, those expected in the sample, those in it."""

    side: Side
    name: str
    frame: int
    expected: float
    sample: int


def age_band(age: int | None) -> str:
    if age is None:
        return NOT_RECORDED
    return next(name for most, name in AGES if age <= most or name == AGES[-1][1])


def count_coverage(members: Iterable[Member], sizes: Mapping[str, int], sample: Collection[str] = ()) -> dict[str, Any]:
    """{"cases": [frame, sample], "workers": [frame, sample], "parts": [[side, name, frame, expected, sample], …]}.

    `sizes` says how many are drawn of each stratum; `sample` holds the case ids that stand.
    """
    everybody = list(members)
    eligible = Counter(member.stratum for member in everybody)
    weight = {stratum: sizes.get(stratum, 0) / count for stratum, count in eligible.items()}
    drawn = [member for member in everybody if member.case_id in set(sample)] if sample else []
    frame, expected = _count(everybody), _count(everybody, weight)
    there = _count(drawn)
    return {
        "cases": [len(everybody), len(drawn)],
        "workers": [_count_workers(everybody), _count_workers(drawn)],
        "parts": [
            [*key, int(frame[key]), round(expected[key], 1), int(there[key])]
            for key in sorted(frame, key=lambda key: (list(Side).index(Side(key[0])), -frame[key], key[1]))
        ],
    }


def _count(members: Iterable[Member], weight: Mapping[str, float] | None = None) -> Mapping[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = defaultdict(float)
    for member in members:
        one = weight[member.stratum] if weight else 1.0
        for side, name in member.sides.items():
            found[side.value, name] += one
    return found


def _count_workers(members: Sequence[Member]) -> int:
    return len({member.worker for member in members if member.worker})


def parts_of(coverage: Mapping[str, Any]) -> dict[Side, list[Part]]:
    """The groups of each side, the largest first; sides that nothing was counted on are left out."""
    found: dict[Side, list[Part]] = {}
    for side, name, frame, expected, sample in coverage.get("parts", []):
        part = Part(side=Side(side), name=name, frame=frame, expected=expected, sample=sample)
        found.setdefault(part.side, []).append(part)
    return found


def gaps_of(coverage: Mapping[str, Any], *, is_drawn: bool, units: tuple[str, str] = ("case", "cases")) -> list[str]:
    """What is missing, in words: expected to be, before the draw; and in fact, after it. `units`: one, and several."""
    parts = [part for side in parts_of(coverage).values() for part in side]
    if is_drawn:
        return [_missing(part, units) for part in parts if not part.sample]
    return [_unlikely(part, units) for part in parts if part.expected < LIKELY]


def _missing(part: Part, units: tuple[str, str]) -> str:
    many = _number(part, units)
    if part.expected < 1:
        few = f"The list has {many} there, so few that a sample of this size may well hold none"
        return f"{part.side.label} {part.name}: none in the sample. {few}."
    return f"{part.side.label} {part.name}: none in the sample, where about {part.expected:g} of {many} were expected."


def _unlikely(part: Part, units: tuple[str, str]) -> str:
    return f"{part.side.label} {part.name}: probably none in the sample. The list has {_number(part, units)} there."


def _number(part: Part, units: tuple[str, str]) -> str:
    return f"{part.frame:,} {units[part.frame != 1]}"
