"""Which cases are drawn: sizes by stratum, tickets, the lowest of them, and the next when one is replaced.

A case's ticket is SHA-256 over three lines, each ended by a line feed: the seed, the frame hash, the case id in UTF-8.
None of the three may hold a line feed, so the text can be read in one way only.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from audits.rules.frames import FrameLine
from dcpp.kernel.refusal import Refusal


class CannotDrawSample(Refusal):
    """The sample cannot be drawn."""


class CannotReplaceCase(Refusal):
    """The case cannot be replaced."""


class CannotTopUp(Refusal):
    """No more cases can be drawn from the frozen list."""


@dataclass(frozen=True, order=True)
class DrawnCase:
    """A case with its ticket; `place` counts from 1 in the ticket order of its stratum."""

    stratum: str
    place: int
    case_id: str
    ticket: str


def ticket(seed: str, frame_hash: str, case_id: str) -> str:
    return hashlib.sha256(f"{seed}\n{frame_hash}\n{case_id}\n".encode()).hexdigest()


def eligible_by_stratum(lines: Iterable[FrameLine]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for case_id, stratum, exclusion, _rules in lines:
        if not exclusion:
            groups.setdefault(stratum, []).append(case_id)
    return groups


def allocate(
    size: int, eligible: Mapping[str, int], minimum: int = 1, minimums: Mapping[str, int] | None = None
) -> dict[str, int]:
    """How many to draw from each stratum: in proportion, and at least the minimum from each while the size allows.

    `minimums` are those of strata that have one of their own, by name; the others have `minimum`. Strata whose share
    would be below theirs (or below all they have, where that is less) get just that, and the rest is shared again among
    the others until no share is below. When the size is too small for the minimum of everybody, no minimum counts for
    more than the largest number with which it can keep them all. Fractions are settled by largest remainder, then the
    larger stratum, then the stratum's name in byte order. Whole numbers throughout.
    """
    open_strata = {name: count for name, count in eligible.items() if count}
    left = min(size, sum(open_strata.values()))
    sizes = dict.fromkeys(eligible, 0)
    least = kept_minimums(left, open_strata, minimum, minimums or {})
    while small := _below(left, open_strata, least):
        for name, count in small.items():
            sizes[name] = count
            del open_strata[name]
        left -= sum(small.values())
    return sizes | _largest_remainder(left, open_strata)


def kept_minimums(size: int, eligible: Mapping[str, int], minimum: int, minimums: Mapping[str, int]) -> dict[str, int]:
    """What each stratum gets at least: its minimum or all it has, none above the largest number that the size keeps."""
    wanted = {name: min(minimums.get(name, minimum), count) for name, count in eligible.items()}
    most = min(max(wanted.values(), default=0), size)
    while sum(min(most, least) for least in wanted.values()) > size:
        most -= 1
    return {name: min(most, least) for name, least in wanted.items()}


def _below(size: int, eligible: Mapping[str, int], least: Mapping[str, int]) -> dict[str, int]:
    """The strata whose share would be too small, with what they get instead."""
    total = sum(eligible.values())
    return {name: least[name] for name, count in eligible.items() if size * count < total * least[name]}


def _largest_remainder(size: int, eligible: Mapping[str, int]) -> dict[str, int]:
    total = sum(eligible.values())
    shares = {name: divmod(size * count, total) for name, count in eligible.items()}
    sizes = {name: whole for name, (whole, _) in shares.items()}
    in_turn = sorted(shares, key=lambda name: (-shares[name][1], -eligible[name], name))
    for name in in_turn[: size - sum(sizes.values())]:
        sizes[name] += 1
    return sizes


def lowest_tickets(case_ids: Sequence[str], count: int, *, seed: str, frame_hash: str) -> list[tuple[str, str]]:
    """The `count` lowest tickets with their cases, in order. Should two tickets ever agree, the id settles it."""
    start = f"{seed}\n{frame_hash}\n"
    sha256 = hashlib.sha256
    tickets = ((sha256(f"{start}{case_id}\n".encode()).digest(), case_id) for case_id in case_ids)
    return [(digest.hex(), case_id) for digest, case_id in nsmallest(count, tickets)]


def draw(
    lines: Iterable[FrameLine],
    *,
    size: int,
    minimum: int = 1,
    minimums: Mapping[str, int] | None = None,
    seed: str,
    frame_hash: str,
) -> list[DrawnCase]:
    """The sample, in order of stratum and ticket."""
    groups = eligible_by_stratum(lines)
    if not groups:
        raise CannotDrawSample("No case on the list can be drawn: all are excluded. Check what is left out.")
    sizes = allocate(size, {name: len(case_ids) for name, case_ids in groups.items()}, minimum, minimums)
    return [
        DrawnCase(stratum, place, case_id, number)
        for stratum in sorted(groups)
        for place, (number, case_id) in enumerate(
            lowest_tickets(groups[stratum], sizes[stratum], seed=seed, frame_hash=frame_hash), start=1
        )
    ]


def next_in_stratum(
    lines: Iterable[FrameLine],
    stratum: str,
    already: int,
    *,
    seed: str,
    frame_hash: str,
) -> DrawnCase:
    """The case that follows the `already` lowest tickets of a stratum."""
    case_ids = eligible_by_stratum(lines).get(stratum, [])
    if already >= len(case_ids):
        raise CannotReplaceCase(f"No case is left in {stratum}: all {len(case_ids)} have been drawn already.")
    number, case_id = lowest_tickets(case_ids, already + 1, seed=seed, frame_hash=frame_hash)[-1]
    return DrawnCase(stratum, already + 1, case_id, number)


def top_up(
    lines: Iterable[FrameLine],
    taken: Mapping[str, int],
    more: int,
    stratum: str = "",
    *,
    seed: str,
    frame_hash: str,
) -> list[DrawnCase]:
    """The next `more` cases after those taken from each stratum: of one stratum, or of all in proportion to the rest.

    Tickets go on where the draw and its replacements left off, so that nobody can choose which cases come next.
    """
    groups = eligible_by_stratum(lines)
    rest = {name: len(ids) - taken.get(name, 0) for name, ids in groups.items() if stratum in {"", name}}
    if sum(rest.values()) < more:
        where = f"in {stratum}" if stratum else "on the frozen list"
        raise CannotTopUp(f"Fewer than {more} are left {where}: {sum(rest.values())}. Ask for no more than that.")
    return [
        DrawnCase(name, place, case_id, number)
        for name, count in sorted(allocate(more, rest, 0).items())
        for place, (number, case_id) in list(
            enumerate(lowest_tickets(groups[name], taken.get(name, 0) + count, seed=seed, frame_hash=frame_hash), 1)
        )[taken.get(name, 0) :]
    ]
