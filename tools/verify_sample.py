#!/usr/bin/env python3
"""Draw a sample again from its evidence and say where it differs: python3 verify_sample.py FILE (Python 3.8 or later).

Exit 0 the same, 1 it differs, 2 bad file or arguments. The rules are in docs/decisions/0020-a-fair-sample.md.
"""

import hashlib
import json
import sys
from pathlib import Path


def sha(*lines):
    return hashlib.sha256("".join(line + "\n" for line in lines).encode("utf-8")).hexdigest()


def shares(size, counts):
    """How many to draw from each stratum: in proportion, at least one while the size allows, by largest remainder."""
    sizes = dict.fromkeys(counts, 0)
    counts = {name: count for name, count in counts.items() if count}
    left, small = min(size, sum(counts.values())), True
    while small and left >= len(counts):
        small = [name for name in counts if left * counts[name] < sum(counts.values())]
        sizes.update((name, 1) for name in small)
        counts = {name: count for name, count in counts.items() if name not in small}
        left -= len(small)
    total = sum(counts.values())
    sizes.update((name, left * count // total) for name, count in counts.items())
    turn = sorted(counts, key=lambda name: (-(left * counts[name] % total), -counts[name], name))
    for name in turn[: left - sum(sizes[name] for name in counts)]:
        sizes[name] += 1
    return sizes


def check_seed(e):
    reveals, readings = sorted(e["reveals"], key=lambda r: r["person"]), e["readings"]
    opened = [[r["person"], r["value"], r["salt"]] for r in reveals]
    promised = sorted([c["person"], c["commitment"]] for c in e["commitments"])
    yield "commitment", promised, [[parts[0], sha("dcpp-commitment-1", e["draw"], *parts)] for parts in opened]
    yield "two different people", [len(reveals + readings), len({r["person"] for r in reveals + readings})], [2, 2]
    if e["seed_plan"] == ["two people"]:
        seeds = {sha("dcpp-seed-two-people-1", e["draw"], *(part for parts in opened for part in parts))}
    else:
        kind, _what, _where, known_on = e["seed_plan"]
        yield "seed plan", [kind, known_on > e["frozen_at"][:10]], ["public value", True]
        seeds = {sha("dcpp-seed-public-value-1", e["draw"], reading["value"]) for reading in readings}
    yield "source of the seed", [bool(reveals), bool(readings)], [len(e["seed_plan"]) == 1, len(e["seed_plan"]) == 4]
    yield "seed", {e["seed"]}, seeds


def check(e):
    """Yield (what, as told, as worked out again) for each thing that can be worked out again."""
    rest = {key: value for key, value in e.items() if key != "digest"}
    yield "digest", e["digest"], sha(json.dumps(rest, sort_keys=True, separators=(",", ":")))
    frame, ids = e["frame"], [case for case, _stratum, _exclusion in e["frame"]]
    yield "frame order", ids, sorted(set(ids))
    head = ["dcpp-frame-1"], ["draw", e["draw"]], ["programme", e["programme"]], ["month", e["month"]]
    head += ["size", str(e["size"])], ["list", e["list"]["id"], e["list"]["as_at"]], ["frozen", e["frozen_at"]]
    head += ["seed", *e["seed_plan"]], [""]
    yield "frame marks", [line for line in [*head, *frame] if set("\t\n") & set("".join(line))], []
    yield "frame hash", e["frame_hash"], sha(*map("\t".join, [*head, *frame]))
    yield from check_seed(e)
    turn = {stratum: [] for stratum in sorted({stratum for _, stratum, _ in frame})}
    for case, stratum, exclusion in frame:
        turn[stratum] += [] if exclusion else [[sha(e["seed"], e["frame_hash"], case), case]]
    turn = {n: sorted(tickets) for n, tickets in turn.items()}
    size, out = shares(e["size"], {n: len(turn[n]) for n in turn}), [line[1] for line in frame if line[2]]
    again = {n: {"eligible": len(turn[n]), "excluded": out.count(n), "size": size[n]} for n in turn}
    yield "strata", e["strata"], again
    yield "drawn", e["drawn"], {n: turn[n][: size[n]] for n in turn}
    standing = {case: n for n, tickets in e["drawn"].items() for _, case in tickets}
    for r in e["replacements"]:
        yield "replaced case", standing.pop(r["out"], None), r["stratum"]
        yield "replacement", [[r["ticket"], r["case"]]], turn[r["stratum"]][size[r["stratum"]] :][:1]
        standing[r["case"]] = r["stratum"]
        size[r["stratum"]] += 1
    yield "sample", e["sample"], sorted(standing)
    before, after = [c["at"] for c in e["commitments"]], [r["at"] for r in e["replacements"]]
    times = sorted([e["frozen_at"], *before]) + sorted(r["at"] for r in e["reveals"] + e["readings"])
    yield "order of times", [*times, e["drawn_at"], *after], sorted([*times, e["drawn_at"], *after])


def main(arguments):
    differs = {}
    try:
        (path,) = arguments
        evidence = json.loads(Path(path).read_text(encoding="utf-8"))
        for what, told, again in check(evidence if evidence["format"] == "dcpp-sample-1" else {}):
            if told != again:
                differs.setdefault(what, f"{what} differs\n  told:  {told!s:.400}\n  again: {again!s:.400}")
    except (OSError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        print(f"Give the path of one whole evidence file of a sample ({error!r})", file=sys.stderr)
        return 2
    print("\n".join(differs.values()) or f"The same: {len(evidence['sample'])} cases drawn again")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
