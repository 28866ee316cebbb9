"""The evidence of a sample: one JSON file that holds all that is needed to draw it again.

`docs/decisions/0020-a-fair-sample.md` says each field in words. Nothing here reads a database, so that the page's
button, `dcpp verify-sample` and the tests ask the same question of the same file.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audits.rules.frames import FrameHead, FrameLine, count_strata, written_moment
from audits.rules.sampling import DrawnCase, allocate
from audits.rules.seeds import Reading, Reveal, hash_lines

FORMAT = "dcpp-sample-3"
SECOND_FORMAT = "dcpp-sample-2"
FIRST_FORMAT = "dcpp-sample-1"

Evidence = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Committed:
    """One person's commitment; `kept_by` says who could have opened it before the day."""

    person_id: str
    commitment: str
    kept_by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Change:
    """Cases drawn after the draw: the next of `stratum` in place of the case `out`, or more cases of it.

    In a top-up `out` is empty; where its `stratum` is empty too, all of them were drawn from.
    """

    out: str
    stratum: str
    drawn: Sequence[DrawnCase]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A whole draw, as the evidence tells it: two reveals or two readings, never both; changes in their order."""

    head: FrameHead
    lines: Sequence[FrameLine]
    frame_hash: str
    committed: Sequence[Committed]
    revealed: Sequence[tuple[Reveal, datetime]]
    read: Sequence[tuple[Reading, datetime]]
    seed: str
    drawn_at: datetime
    drawn: Sequence[DrawnCase]
    changes: Sequence[Change]


def digest_of(evidence: Evidence) -> str:
    """SHA-256 of the JSON without its digest on one line: keys sorted, no blanks, all beyond ASCII escaped."""
    rest = {key: value for key, value in evidence.items() if key != "digest"}
    return hash_lines(json.dumps(rest, sort_keys=True, separators=(",", ":")))


def evidence_of(sample: Sample) -> Evidence:
    head = sample.head
    evidence: Evidence = {
        "format": FORMAT if head.version > 2 else SECOND_FORMAT,
        "draw": str(head.draw_id),
        "programme": head.programme,
        "kind": head.kind,
        "month": head.month,
        "size": head.size,
        "minimum": head.minimum,
        "rules": [list(rule) for rule in head.rules],
        "list": {"id": head.list_id, "as_at": head.list_as_at.isoformat()},
        "seed_plan": list(head.seed_plan),
        "frozen_at": written_moment(head.frozen_at),
        "frame_format": f"dcpp-frame-{head.version}",
        "frame": [list(line) if head.version > 1 else list(line[:3]) for line in sample.lines],
        "frame_hash": sample.frame_hash,
        "commitments": [_committed(one) for one in sample.committed],
        "reveals": [one._asdict() | {"at": written_moment(at)} for one, at in sample.revealed],
        "readings": [one._asdict() | {"at": written_moment(at)} for one, at in sample.read],
        "seed": sample.seed,
        "strata": strata_of(sample.lines, head.size, head.minimum, dict(head.minimums)),
        "drawn_at": written_moment(sample.drawn_at),
        "drawn": by_stratum(sample.lines, sample.drawn),
        "changes": [_changed(one) for one in sample.changes],
        "sample": final_sample(sample),
    }
    if head.version > 2:
        evidence["minimums"] = [list(one) for one in head.minimums]
    return evidence | {"digest": digest_of(evidence)}


def strata_of(
    lines: Sequence[FrameLine], size: int, minimum: int = 1, minimums: Mapping[str, int] | None = None
) -> dict[str, dict[str, int]]:
    """How many cases of each stratum could be drawn, were kept out, and are to be drawn."""
    counts = count_strata(lines)
    sizes = allocate(size, {count.stratum: count.eligible for count in counts}, minimum, minimums)
    return {c.stratum: {"eligible": c.eligible, "excluded": c.excluded, "size": sizes[c.stratum]} for c in counts}


def by_stratum(lines: Sequence[FrameLine], drawn: Sequence[DrawnCase]) -> dict[str, list[list[str]]]:
    """Ticket and case id of each drawn case in the order of its stratum; a stratum without any is there, empty."""
    groups: dict[str, list[list[str]]] = {count.stratum: [] for count in count_strata(lines)}
    for case in sorted(drawn):
        groups[case.stratum].append([case.ticket, case.case_id])
    return groups


def final_sample(sample: Sample) -> list[str]:
    """The case ids that stand once every change is made, in byte order."""
    standing = {case.case_id for case in sample.drawn}
    for one in sample.changes:
        standing = standing - {one.out} | {case.case_id for case in one.drawn}
    return sorted(standing)


def as_newest_format(evidence: Evidence) -> Evidence:
    """A file of an earlier format as the newest would tell it; its digest is that of the earlier."""
    if evidence["format"] == FORMAT:
        return evidence
    evidence = evidence | {"minimums": []}
    if evidence["format"] == SECOND_FORMAT:
        return evidence
    first: Evidence = {"kind": "core", "minimum": 1, "rules": [], "frame_format": "dcpp-frame-1"}
    changes = [
        one | {"size": 1, "drawn": [[one["stratum"], one["ticket"], one["case"]]]} for one in evidence["replacements"]
    ]
    return evidence | first | {"changes": changes}


def _committed(one: Committed) -> dict[str, str]:
    return {
        "person": one.person_id,
        "commitment": one.commitment,
        "kept_by": one.kept_by,
        "at": written_moment(one.at),
    }


def _changed(one: Change) -> dict[str, Any]:
    return {
        "out": one.out,
        "size": len(one.drawn),
        "stratum": one.stratum,
        "drawn": [[case.stratum, case.ticket, case.case_id] for case in one.drawn],
        "reason": one.reason,
        "by": one.by,
        "at": written_moment(one.at),
    }
