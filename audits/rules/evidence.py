"""The evidence of a sample: one JSON file that holds all that is needed to draw it again.

`docs/decisions/0020-a-fair-sample.md` says each field in words. Nothing here reads a database, so that the page's
button, `dcpp verify-sample` and the tests ask the same question of the same file.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audits.rules.frames import FrameHead, FrameLine, count_strata, written_moment
from audits.rules.sampling import DrawnCase, allocate
from audits.rules.seeds import Reading, Reveal, hash_lines

FORMAT = "dcpp-sample-1"

Evidence = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Committed:
    """One person's commitment; `kept_by` says who could have opened it before the day."""

    person_id: str
    commitment: str
    kept_by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """`drawn` took the place of the case `out`."""

    out: str
    drawn: DrawnCase
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A whole draw, as the evidence tells it: two reveals or two readings, never both."""

    head: FrameHead
    lines: Sequence[FrameLine]
    frame_hash: str
    committed: Sequence[Committed]
    revealed: Sequence[tuple[Reveal, datetime]]
    read: Sequence[tuple[Reading, datetime]]
    seed: str
    drawn_at: datetime
    drawn: Sequence[DrawnCase]
    replaced: Sequence[Replaced]


def digest_of(evidence: Evidence) -> str:
    """SHA-256 of the JSON without its digest on one line: keys sorted, no blanks, all beyond ASCII escaped."""
    rest = {key: value for key, value in evidence.items() if key != "digest"}
    return hash_lines(json.dumps(rest, sort_keys=True, separators=(",", ":")))


def evidence_of(sample: Sample) -> Evidence:
    head = sample.head
    evidence: Evidence = {
        "format": FORMAT,
        "draw": str(head.draw_id),
        "programme": head.programme,
        "month": head.month,
        "size": head.size,
        "list": {"id": head.list_id, "as_at": head.list_as_at.isoformat()},
        "seed_plan": list(head.seed_plan),
        "frozen_at": written_moment(head.frozen_at),
        "frame": [list(line) for line in sample.lines],
        "frame_hash": sample.frame_hash,
        "commitments": [_committed(one) for one in sample.committed],
        "reveals": [one._asdict() | {"at": written_moment(at)} for one, at in sample.revealed],
        "readings": [one._asdict() | {"at": written_moment(at)} for one, at in sample.read],
        "seed": sample.seed,
        "strata": strata_of(sample.lines, head.size),
        "drawn_at": written_moment(sample.drawn_at),
        "drawn": by_stratum(sample.lines, sample.drawn),
        "replacements": [_replaced(one) for one in sample.replaced],
        "sample": final_sample(sample),
    }
    return evidence | {"digest": digest_of(evidence)}


def strata_of(lines: Sequence[FrameLine], size: int) -> dict[str, dict[str, int]]:
    """How many cases of each stratum could be drawn, were kept out, and are to be drawn."""
    counts = count_strata(lines)
    sizes = allocate(size, {count.stratum: count.eligible for count in counts})
    return {c.stratum: {"eligible": c.eligible, "excluded": c.excluded, "size": sizes[c.stratum]} for c in counts}


def by_stratum(lines: Sequence[FrameLine], drawn: Sequence[DrawnCase]) -> dict[str, list[list[str]]]:
    """Ticket and case id of each drawn case in the order of its stratum; a stratum without any is there, empty."""
    groups: dict[str, list[list[str]]] = {count.stratum: [] for count in count_strata(lines)}
    for case in sorted(drawn):
        groups[case.stratum].append([case.ticket, case.case_id])
    return groups


def final_sample(sample: Sample) -> list[str]:
    """The case ids that stand once every replacement is made, in byte order."""
    standing = {case.case_id for case in sample.drawn} | {one.drawn.case_id for one in sample.replaced}
    return sorted(standing - {one.out for one in sample.replaced})


def _committed(one: Committed) -> dict[str, str]:
    return {
        "person": one.person_id,
        "commitment": one.commitment,
        "kept_by": one.kept_by,
        "at": written_moment(one.at),
    }


def _replaced(one: Replaced) -> dict[str, str]:
    return {
        "out": one.out,
        "stratum": one.drawn.stratum,
        "ticket": one.drawn.ticket,
        "case": one.drawn.case_id,
        "reason": one.reason,
        "by": one.by,
        "at": written_moment(one.at),
    }
