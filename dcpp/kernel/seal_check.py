"""Walking the trail's chain of seals, and naming what does not agree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select

from dcpp.kernel.db import db
from dcpp.kernel.seals import BEGINNING, TrailSeal, chain_of, leaf, read_leaves, rows_between
from dcpp.kernel.trail import TrailEntry


@dataclass(frozen=True)
class BrokenSeal:
    """A seal that does not agree with the rows it covers, with itself or with the seal before."""

    number: int
    faults: tuple[str, ...] = ()
    changed: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    inserted: tuple[int, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What a walk along the chain found. `unsealed` rows are younger than the last seal, and so not vouched for."""

    seals: int
    rows: int
    broken: tuple[BrokenSeal, ...]
    newest: tuple[int, str] | None
    unsealed: int
    unsealed_since: datetime | None
    printed_is_missing: bool = False

    @property
    def is_whole(self) -> bool:
        return not self.broken and not self.printed_is_missing


@dataclass
class _Walk:
    """Where a walk has come to."""

    number: int = 0
    chain: str = BEGINNING
    last_id: int | None = None
    rows: int = 0
    chains: set[str] = field(default_factory=set)
    broken: list[BrokenSeal] = field(default_factory=list)


def check_trail(printed: str | None = None) -> Verdict:
    """Compare every sealed row with its seal, and every seal with the one before.

    `printed` is the chain value of a seal from a report; without such a copy nobody can tell a trail that was
    rewritten as a whole, or cut off after a seal, from an honest one.
    """
    walk = _Walk()
    for seal in db.session.scalars(select(TrailSeal).order_by(TrailSeal.number).execution_options(yield_per=20)):
        _step(walk, seal)
    unsealed = db.session.execute(
        select(func.count(TrailEntry.id), func.min(TrailEntry.happened_at)).where(TrailEntry.id > (walk.last_id or 0))
    ).one()
    return Verdict(
        seals=len(walk.chains),
        rows=walk.rows,
        broken=tuple(walk.broken),
        newest=(walk.number, walk.chain) if walk.number else None,
        unsealed=unsealed[0],
        unsealed_since=unsealed[1],
        printed_is_missing=printed is not None and printed.strip().lower() not in walk.chains,
    )


def _step(walk: _Walk, seal: TrailSeal) -> None:
    faults = tuple(_faults(walk, seal))
    follows = seal.number == walk.number + 1
    sealed = dict(read_leaves(seal.leaves))
    rows = rows_between(walk.last_id if follows else seal.first_id - 1, seal.last_id)
    found = {row.id: leaf(row)[8:] for row in rows}
    changed = tuple(sorted(id_ for id_ in sealed.keys() & found.keys() if sealed[id_] != found[id_]))
    missing = tuple(sorted(sealed.keys() - found.keys()))
    inserted = tuple(sorted(found.keys() - sealed.keys()))
    if faults or changed or missing or inserted:
        walk.broken.append(BrokenSeal(seal.number, faults, changed, missing, inserted))
    walk.number, walk.chain, walk.last_id = seal.number, seal.chain, seal.last_id
    walk.rows += len(found)
    walk.chains.add(seal.chain)


def _faults(walk: _Walk, seal: TrailSeal) -> Iterator[str]:
    """What is wrong with a seal, whatever its rows say."""
    if seal.number != walk.number + 1:
        yield f"seal {walk.number + 1} is missing before it"
    elif seal.previous != walk.chain:
        yield "it does not follow from the seal before" if walk.number else "the chain does not begin with it"
    if seal.digest != sha256(seal.leaves).hexdigest() or seal.chain != chain_of(seal):
        yield "the seal itself was changed"
