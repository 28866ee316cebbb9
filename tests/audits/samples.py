"""Whole samples for tests, made by the rules alone."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from audits.rules import evidence, frames, sampling, seeds

DRAW = UUID("6f0c1d8e-3f0e-4a52-9a2e-51f6a0a3b001")
ANNE, BEN = (UUID(f"00000000-0000-4000-8000-00000000000{n}") for n in "ab")
FROZEN = datetime(2026, 12, 1, 6, 15, tzinfo=UTC)
PUBLIC = (frames.PUBLIC_VALUE, "Six numbers of the Saturday draw", "The lottery’s own page", "2026-12-05")

LINES = [
    frames.FrameLine(f"C-{n:03}", stratum, exclusion)
    for n, (stratum, exclusion) in enumerate(
        [("Child protection / North", "")] * 9
        + [("Child in need / South", "")] * 14
        + [("Child in need / North", "Audited in the last 12 months")] * 3
        + [("Looked after / County", "")] * 2
        + [("Child in need / South", "Closed")]
    )
] + [frames.FrameLine("Ünïcode case, 100% “real”", "Child in need / South", "", "visit_overdue")]
REVEALS = [seeds.Reveal(str(ANNE), "six 4 two", "salt-a"), seeds.Reveal(str(BEN), "31 5 5 2", "salt-b")]


RULES = (("visit_overdue", "Days since a child in need was last seen: 28"),)


def make_head(size=8, seed_plan=(frames.TWO_PEOPLE,), **said):
    return frames.FrameHead(
        draw_id=DRAW,
        programme="Monthly core audit",
        month="2026-12",
        size=size,
        list_id="list-1",
        list_as_at=date(2026, 11, 30),
        frozen_at=FROZEN,
        seed_plan=seed_plan,
        **said,
    )


def make_sample(lines=LINES, size=8, *, public=False, changes=(), **said):
    """A sample drawn from `lines`, changed step by step.

    A number of `changes` is the place of a drawn case that gives way to the next of its stratum; a pair is a top-up:
    how many more, and of which stratum (of all where it is empty).
    """
    head = make_head(size, PUBLIC if public else (frames.TWO_PEOPLE,), **said)
    ordered = frames.ordered_lines(lines)
    frame_hash = frames.frame_hash(head, ordered)
    reveals = [] if public else REVEALS
    readings = [seeds.Reading(str(who), "4 8 15 16 23 42", "their page") for who in (ANNE, BEN)] if public else []
    seed = seeds.seed_from_public_value(DRAW, readings[0].value) if public else seeds.seed_from_reveals(DRAW, reveals)
    least = {"minimum": head.minimum, "minimums": dict(head.minimums)}
    drawn = sampling.draw(ordered, size=size, **least, seed=seed, frame_hash=frame_hash)
    after = FROZEN + timedelta(days=5)
    return evidence.Sample(
        head=head,
        lines=ordered,
        frame_hash=frame_hash,
        committed=[
            evidence.Committed(
                person_id=reveal.person,
                commitment=seeds.commitment(DRAW, UUID(reveal.person), reveal.value, reveal.salt),
                kept_by="the platform",
                at=FROZEN - timedelta(days=2),
            )
            for reveal in reveals
        ],
        revealed=[(reveal, after) for reveal in reveals],
        read=[(reading, after) for reading in readings],
        seed=seed,
        drawn_at=after,
        drawn=drawn,
        changes=list(changes_of(drawn, ordered, seed, frame_hash, changes)),
    )


def changes_of(drawn, lines, seed, frame_hash, changes):
    taken = Counter(case.stratum for case in drawn)
    for place, asked in enumerate(changes):
        more, stratum = asked if isinstance(asked, tuple) else (1, drawn[asked].stratum)
        out = "" if isinstance(asked, tuple) else drawn[asked].case_id
        found = sampling.top_up(lines, taken, more, stratum, seed=seed, frame_hash=frame_hash)
        taken.update(case.stratum for case in found)
        at = FROZEN + timedelta(days=6 + place)
        yield evidence.Change(out=out, stratum=stratum, drawn=found, reason="Closed since", by=str(ANNE), at=at)
