"""A sample drawn again from its evidence, step by step, each step from what the file says of the one before.

So a difference is named where it lies: a changed case shows in the frame hash, not in every ticket as well.
`tools/verify_sample.py` asks the same without any of this code.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from audits.rules import frames, sampling, seeds
from audits.rules.evidence import (
    FIRST_FORMAT,
    FORMAT,
    SECOND_FORMAT,
    Evidence,
    as_newest_format,
    digest_of,
    strata_of,
)
from dcpp.kernel.refusal import Refusal

LONGEST_SHOWN = 300
FORMATS = (FORMAT, SECOND_FORMAT, FIRST_FORMAT)
FRAME_FORMATS = {
    FIRST_FORMAT: {"dcpp-frame-1": 1},
    SECOND_FORMAT: {"dcpp-frame-1": 1, "dcpp-frame-2": 2},
    FORMAT: {"dcpp-frame-3": 3},
}
"""Of each format of a file the formats of the frame that it may hold."""


class BadEvidence(Exception):
    """The file is not the evidence of a sample; the message is one sentence."""


class _Told(Evidence):
    """What a file tells; its lines are read once, for there may be a million."""

    @cached_property
    def lines(self) -> list[frames.FrameLine]:
        if self["frame_format"] == "dcpp-frame-1":
            return [frames.FrameLine(case_id, stratum, exclusion) for case_id, stratum, exclusion in self["frame"]]
        return [frames.FrameLine(case_id, stratum, why, rules) for case_id, stratum, why, rules in self["frame"]]

    @cached_property
    def minimums(self) -> dict[str, int]:
        """Those of groups that have one of their own."""
        return {group: count for group, count in self["minimums"]}  # noqa: C416 - each must be a pair


class Differs(Exception):
    """A step of the draw that does not come out as the file says."""


def read_evidence(content: bytes) -> Evidence:
    try:
        evidence = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise BadEvidence("The file is not JSON. Choose the evidence file of a sample.") from error
    if not isinstance(evidence, dict) or evidence.get("format") not in FORMATS:
        raise BadEvidence(f"The file is not the evidence of a sample in one of the formats {', '.join(FORMATS)}.")
    return evidence


def differences(evidence: Evidence) -> list[str]:
    """Where the evidence differs from the draw done again: the first difference of each kind, none when the same."""
    found: list[str] = []
    first, newest = _Told(evidence), cache(lambda: _Told(as_newest_format(evidence)))
    for check in (_digest, _frame, _frame_hash, _commitments, _seed, _strata, _drawn, _changes, _sample, _times):
        try:
            check(first if check is _digest else newest())
        except Differs as difference:
            found.append(str(difference))
        except Refusal as refusal:
            found.append(f"{_kind(check)}: {refusal}")
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise BadEvidence(f"The file is not whole: its {_kind(check)} cannot be read.") from error
    return found


def _kind(check: Callable[[_Told], None]) -> str:
    return check.__name__.strip("_").replace("_", " ")


def _same(what: str, told: object, again: object) -> None:
    if told != again:
        shown = f"the file says {told!s:.{LONGEST_SHOWN}}, drawing again gives {again!s:.{LONGEST_SHOWN}}"
        raise Differs(f"{what}: {shown}")


def _digest(evidence: _Told) -> None:
    _same("digest", evidence["digest"], digest_of(evidence))


def _frame(evidence: _Told) -> None:
    lines = evidence.lines
    for number, (told, again) in enumerate(zip(lines, frames.ordered_lines(lines), strict=True), start=1):
        _same(f"frame, line {number}", told.case_id, again.case_id)
    for part in [*_head(evidence).parts(), *lines]:
        _same(f"frame, {part[0]}", any(mark in field for mark in "\t\n" for field in part), False)


def _head(evidence: _Told) -> frames.FrameHead:
    return frames.FrameHead(
        draw_id=UUID(evidence["draw"]),
        programme=evidence["programme"],
        month=evidence["month"],
        size=evidence["size"],
        list_id=evidence["list"]["id"],
        list_as_at=date.fromisoformat(evidence["list"]["as_at"]),
        frozen_at=_moment(evidence["frozen_at"]),
        seed_plan=tuple(evidence["seed_plan"]),
        kind=evidence["kind"],
        minimum=evidence["minimum"],
        rules=tuple((code, words) for code, words in evidence["rules"]),
        minimums=tuple((group, count) for group, count in evidence["minimums"]),
        version=FRAME_FORMATS[evidence["format"]][evidence["frame_format"]],
    )


def _frame_hash(evidence: _Told) -> None:
    _same("frame hash", evidence["frame_hash"], frames.frame_hash(_head(evidence), evidence.lines))


def _commitments(evidence: _Told) -> None:
    promised = {one["person"]: one["commitment"] for one in evidence["commitments"]}
    people = sorted(one["person"] for one in evidence["commitments"])
    _same("reveals, by whom", sorted(one["person"] for one in evidence["reveals"]), people)
    for one in evidence["reveals"]:
        again = seeds.commitment(UUID(evidence["draw"]), UUID(one["person"]), one["value"], one["salt"])
        _same(f"commitment of {one['person']}", promised[one["person"]], again)


def _seed(evidence: _Told) -> None:
    draw_id, reveals, readings = UUID(evidence["draw"]), evidence["reveals"], evidence["readings"]
    people = [one["person"] for one in reveals + readings]
    _same("people behind the seed", (len(people), len(set(people))), (2, 2))
    match evidence["seed_plan"]:
        case [frames.TWO_PEOPLE]:
            _same("readings of a public value", readings, [])
            opened = [seeds.Reveal(one["person"], one["value"], one["salt"]) for one in reveals]
            _same("seed", evidence["seed"], seeds.seed_from_reveals(draw_id, opened))
        case [frames.PUBLIC_VALUE, _what, _where, known_on]:
            _same("reveals", reveals, [])
            seeds.check_known_after(date.fromisoformat(known_on), _moment(evidence["frozen_at"]).date())
            for one in readings:
                _same("seed", evidence["seed"], seeds.seed_from_public_value(draw_id, one["value"]))
        case other:
            raise Differs(f"seed: the file says {other}, which is no way to find a seed")


def _strata(evidence: _Told) -> None:
    again = strata_of(evidence.lines, evidence["size"], evidence["minimum"], evidence.minimums)
    _same("strata", evidence["strata"], again)


def _drawn(evidence: _Told) -> None:
    lines, seed, frame_hash = evidence.lines, evidence["seed"], evidence["frame_hash"]
    size, minimum, minimums = evidence["size"], evidence["minimum"], evidence.minimums
    drawn = sampling.draw(lines, size=size, minimum=minimum, minimums=minimums, seed=seed, frame_hash=frame_hash)
    _same("strata drawn from", sorted(evidence["drawn"]), sorted({line.stratum for line in lines}))
    for stratum, told in evidence["drawn"].items():
        again = [[case.ticket, case.case_id] for case in drawn if case.stratum == stratum]
        _same(f"number drawn from {stratum}", len(told), len(again))
        for one, other in zip(told, again, strict=True):
            _same(f"drawn from {stratum}", one, other)


def _changes(evidence: _Told) -> None:
    """Each change in its order: always the next tickets of a stratum, or of all."""
    lines, seed, frame_hash = evidence.lines, evidence["seed"], evidence["frame_hash"]
    standing = {case: stratum for stratum, tickets in evidence["drawn"].items() for _, case in tickets}
    taken = Counter(standing.values())
    for told in evidence["changes"]:
        stratum, size = told["stratum"], told["size"]
        if out := told["out"]:
            _same(f"replacement of {out}", [standing.pop(out, "none"), size], [stratum, 1])
        again = sampling.top_up(lines, taken, size, stratum, seed=seed, frame_hash=frame_hash)
        _same(
            f"replacement of {out}" if out else "top-up",
            told["drawn"],
            [[case.stratum, case.ticket, case.case_id] for case in again],
        )
        standing.update({case.case_id: case.stratum for case in again})
        taken.update(case.stratum for case in again)


def _sample(evidence: _Told) -> None:
    standing = {case for tickets in evidence["drawn"].values() for _, case in tickets}
    for told in evidence["changes"]:
        standing = standing - {told["out"]} | {case for _stratum, _ticket, case in told["drawn"]}
    _same("sample", evidence["sample"], sorted(standing))


def _times(evidence: _Told) -> None:
    before = [_moment(evidence["frozen_at"]), *(_moment(one["at"]) for one in evidence["commitments"])]
    known = [_moment(one["at"]) for one in evidence["reveals"] + evidence["readings"]]
    after = [_moment(evidence["drawn_at"]), *(_moment(one["at"]) for one in evidence["changes"])]
    told = [*sorted(before), *sorted(known), *after]
    if told != sorted(told):
        raise Differs("order of times: a value was known, or a case drawn or replaced, before what it rests on")


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def described(evidence: Evidence) -> str:
    """What the evidence is of, in one line."""
    listed: list[Any] = evidence["sample"]
    return f"{evidence['programme']}, {evidence['month']}: {len(listed)} cases, frame hash {evidence['frame_hash']}"
