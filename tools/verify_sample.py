#!/usr/bin/env python3
"""Draw a sample again from its evidence: python3 verify_sample.py FILE. Exit 0 the same, 1 it differs, 2 bad file."""
# Any Python from 3.8 on, and nothing else. The rules are in docs/decisions/0020-a-fair-sample.md, 0026 and 0027.

import hashlib
import json
import sys
from pathlib import Path


def sha(*lines):
    return hashlib.sha256("".join(line + "\n" for line in lines).encode("utf-8")).hexdigest()


def shares(size, counts, wanted):
    """How many to draw from each stratum: in proportion, at least its minimum if it can be, by largest remainder."""
    size, total = min(size, sum(counts.values())), sum(counts.values()) or 1
    least = {n: min(wanted[n], count, size) for n, count in counts.items()}
    while sum(least.values()) > size:  # too small for all: take from the largest minimum, so that none is above another
        least = {n: min(least[n], max(least.values()) - 1) for n in least}
    if small := {n: least[n] for n, count in counts.items() if size * count < total * least[n]}:
        return {**small, **shares(size - sum(small.values()), {n: counts[n] for n in counts if n not in small}, least)}
    sizes = {n: size * count // total for n, count in counts.items()}
    turn = sorted(counts, key=lambda n: (-(size * counts[n] % total), -counts[n], n))
    sizes.update((n, sizes[n] + 1) for n in turn[: size - sum(sizes.values())])
    return sizes


def check_seed(e):
    reveals, readings = sorted(e["reveals"], key=lambda r: r["person"]), e["readings"]
    opened = [[r["person"], r["value"], r["salt"]] for r in reveals]
    promised = sorted([c["person"], c["commitment"]] for c in e["commitments"])
    yield "commitment", promised, [[parts[0], sha("dcpp-commitment-1", e["draw"], *parts)] for parts in opened]
    yield "two different people", [len(reveals + readings), len({r["person"] for r in reveals + readings})], [2, 2]
    seeds = {sha("dcpp-seed-public-value-1", e["draw"], reading["value"]) for reading in readings}
    if e["seed_plan"] == ["two people"]:
        seeds = {sha("dcpp-seed-two-people-1", e["draw"], *(part for parts in opened for part in parts))}
    else:
        kind, _what, _where, known_on = e["seed_plan"]
        yield "seed plan", [kind, known_on > e["frozen_at"][:10]], ["public value", True]
    yield "source of the seed", [bool(reveals), bool(readings)], [len(e["seed_plan"]) == 1, len(e["seed_plan"]) == 4]
    yield "seed", {e["seed"]}, seeds


def check(e):
    """Yield (what, as told, as worked out again) for each thing that can be worked out again."""
    yield "digest", e["digest"], sha(json.dumps({k: e[k] for k in e if k != "digest"}, sort_keys=True, separators=",:"))
    if e["format"] == "dcpp-sample-1":
        changes = [dict(r, size=1, drawn=[[r["stratum"], r["ticket"], r["case"]]]) for r in e["replacements"]]
        e = dict(e, frame_format="dcpp-frame-1", minimum=1, changes=changes)
    head = [[e["frame_format"]], ["draw", e["draw"]], ["programme", e["programme"]], ["month", e["month"]]]
    head += ["size", str(e["size"])], ["list", e["list"]["id"], e["list"]["as_at"]], ["frozen", e["frozen_at"]]
    head += [["seed", *e["seed_plan"]]]
    own = e["minimums"] if e["format"] == "dcpp-sample-3" else []  # groups that have a minimum of their own
    if e["frame_format"] != "dcpp-frame-1":
        head += ["kind", e["kind"]], ["minimum", str(e["minimum"])]
        head += [["least", n, str(m)] for n, m in own] + [["rule", *rule] for rule in e["rules"]]
    frame, text = e["frame"], [*head, [""], *e["frame"]]
    yield "frame order", [line[0] for line in frame], sorted({line[0] for line in frame})
    yield "frame marks", [line for line in text if set("\t\n") & set("".join(line))], []
    yield "frame hash", e["frame_hash"], sha(*map("\t".join, text))
    yield from check_seed(e)
    turn, out = {n: [] for n in sorted({line[1] for line in frame})}, [line[1] for line in frame if line[2]]
    for number, case, n in sorted((sha(e["seed"], e["frame_hash"], i), i, n) for i, n, why, *_ in frame if not why):
        turn[n] += [[number, case]]
    got = shares(e["size"], {n: len(turn[n]) for n in turn}, {**dict.fromkeys(turn, e["minimum"]), **dict(own)})
    yield "strata", e["strata"], {n: {"eligible": len(turn[n]), "excluded": out.count(n), "size": got[n]} for n in turn}
    yield "drawn", e["drawn"], {n: turn[n][: got[n]] for n in turn}
    standing = {case: n for n, tickets in e["drawn"].items() for _, case in tickets}
    for c in e["changes"]:  # replacements and top-ups in their order: always the next tickets of the stratum
        if c["out"]:
            yield "replaced case", [standing.pop(c["out"], None), c["size"]], [c["stratum"], 1]
        left = {n: len(turn[n]) - got[n] for n in turn if c["stratum"] in ("", n)}
        more = shares(c["size"], left, dict.fromkeys(turn, 0))
        following = [[n, *one] for n in sorted(more) for one in turn[n][got[n] :][: more[n]]]
        yield "change", [c["size"], *c["drawn"]], [len(following), *following]
        standing.update((case, n) for n, _ticket, case in c["drawn"])
        got.update((n, got[n] + more[n]) for n in more)
    yield "sample", e["sample"], sorted(standing)
    times = sorted([e["frozen_at"], *(c["at"] for c in e["commitments"])])
    times += [*sorted(r["at"] for r in e["reveals"] + e["readings"]), e["drawn_at"], *(c["at"] for c in e["changes"])]
    yield "order of times", times, sorted(times)


def main(arguments):
    try:
        (path,), differs = arguments, {}
        evidence = json.loads(Path(path).read_text(encoding="utf-8"))
        for what, told, again in check(evidence if evidence["format"] in [f"dcpp-sample-{n}" for n in "123"] else {}):
            if told != again:
                differs.setdefault(what, f"{what} differs\n  told:  {told!s:.400}\n  again: {again!s:.400}")
    except (OSError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        print(f"{getattr(error, 'strerror', 0) or 'No sample there'}. Give one whole evidence file", file=sys.stderr)
        return 2
    print("\n".join(differs.values()) or f"The same: {len(evidence['sample'])} cases drawn again")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
