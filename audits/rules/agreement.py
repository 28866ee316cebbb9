"""How far two readers of the same case agree: shares with Wilson intervals, and Krippendorff's alpha for ranks.

Never about one auditor: figures are of sections and programmes, and below LEAST pairs nothing is said.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from random import Random

LEAST = 20
"""Fewer pairs than this cannot tell anything."""
RESAMPLES = 500
SEED = 20
Z = 1.959963984540054
"""Standard errors to either side that hold 95 in 100."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readers' grades of one section of one audit as steps of the scale, and the agreed one once there is one."""

    first: int
    second: int
    agreed: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A share of n with the 95% interval around it, all from 0 to 1."""

    part: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.part / self.n


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha: 1 is perfect agreement, 0 what chance would give. Its interval is a bootstrap's."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the pairs of a section or a programme come to. Figures are None where too few tell nothing.

    alpha is None as well where every grade was the same: nothing varies that could be agreed on.
    """

    n: int
    exact: Share | None = None
    within_one: Share | None = None
    alpha: Alpha | None = None
    n_agreed: int = 0
    down: Share | None = None
    up: Share | None = None

    @property
    def can_tell(self) -> bool:
        return self.n >= LEAST


def agreement_of(pairs: Sequence[Pair]) -> Agreement:
    """The measures of some pairs; down and up are of those that have been agreed, against the first grade."""
    agreed = [(pair.first, pair.agreed) for pair in pairs if pair.agreed is not None]
    told = len(pairs) >= LEAST
    enough_agreed = len(agreed) >= LEAST
    return Agreement(
        n=len(pairs),
        exact=wilson(sum(one.first == one.second for one in pairs), len(pairs)) if told else None,
        within_one=wilson(sum(abs(one.first - one.second) <= 1 for one in pairs), len(pairs)) if told else None,
        alpha=alpha_of_pairs(Counter((one.first, one.second) for one in pairs)) if told else None,
        n_agreed=len(agreed),
        down=wilson(sum(after < before for before, after in agreed), len(agreed)) if enough_agreed else None,
        up=wilson(sum(after > before for before, after in agreed), len(agreed)) if enough_agreed else None,
    )


def wilson(part: int, n: int) -> Share:
    """A share with Wilson's score interval (1927), which stays within 0 and 1 also for few and for extremes."""
    if not 0 <= part <= n or n == 0:
        raise ValueError(f"{part} of {n} is no share")
    share, square = part / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    reach = Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return Share(part, n, max(0.0, middle - reach), min(1.0, middle + reach))


def ordinal_alpha(units: Iterable[Sequence[int]]) -> float | None:
    """Krippendorff's alpha for ranks over any number of readers; units with fewer than two values count for nothing.

    None where nothing varies. From the matrix of coincidences: a unit of m values gives each ordered pair of them
    1 / (m - 1).
    """
    coincidences: dict[tuple[int, int], float] = {}
    for values in units:
        for pair in permutations(values, 2):
            coincidences[pair] = coincidences.get(pair, 0) + 1 / (len(values) - 1)
    return _alpha(coincidences)


def _alpha(coincidences: Mapping[tuple[int, int], float]) -> float | None:
    """1 less observed over expected disagreement, as far apart as the ranks between two values are filled."""
    totals: dict[int, float] = {}
    for (one, _other), many in coincidences.items():
        totals[one] = totals.get(one, 0) + many
    ranks = sorted(totals)
    distance = {(c, k): _distance(c, k, totals) for c in ranks for k in ranks if c < k}
    whole = sum(totals.values())
    observed = sum(2 * many * distance[pair] for pair, many in coincidences.items() if pair[0] < pair[1])
    expected = sum(2 * totals[c] * totals[k] * far for (c, k), far in distance.items())
    return 1 - (whole - 1) * observed / expected if expected else None


def _distance(low: int, high: int, totals: Mapping[int, float]) -> float:
    """The ordinal metric: all values between two ranks, and half of those at either, squared."""
    between = sum(many for rank, many in totals.items() if low <= rank <= high)
    return (between - (totals[low] + totals[high]) / 2) ** 2


def alpha_of_pairs(cells: Mapping[tuple[int, int], int]) -> Alpha | None:
    """Alpha of two readers from how often each pair of grades was given, with its interval."""
    return _alpha_with_interval(tuple(sorted((pair, many) for pair, many in cells.items() if many)))


@lru_cache(maxsize=1024)
def _alpha_with_interval(cells: tuple[tuple[tuple[int, int], int], ...]) -> Alpha | None:
    """The middle 95 of 100 resamples of the pairs, with the same seed each time: the same pairs, the same interval."""
    value = _alpha(_coincidences(dict(cells)))
    if value is None:
        return None
    random, pairs = Random(SEED), [pair for pair, many in cells for _ in range(many)]  # noqa: S311 - not for secrets
    found = sorted(_resampled(random, pairs) for _ in range(RESAMPLES))
    return Alpha(value, found[int(0.025 * RESAMPLES)], found[int(0.975 * RESAMPLES) - 1])


def _resampled(random: Random, pairs: Sequence[tuple[int, int]]) -> float:
    """Alpha of as many pairs drawn with replacement; where nothing varies in them, all agree."""
    alpha = _alpha(_coincidences(Counter(random.choices(pairs, k=len(pairs)))))
    return 1.0 if alpha is None else alpha


def _coincidences(cells: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], float]:
    """Each pair counts once in either order."""
    found: dict[tuple[int, int], float] = {}
    for (one, other), many in cells.items():
        for pair in ((one, other), (other, one)):
            found[pair] = found.get(pair, 0) + many
    return found
