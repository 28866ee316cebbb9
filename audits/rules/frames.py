"""The frame: every case that a sample is drawn from, or kept out of, written one way only and hashed.

The frame text is UTF-8, every line ended by one line feed, fields separated by one tab:

    dcpp-frame-2
    draw       <draw id>
    programme  <programme's name>
    month      <YYYY-MM>
    size       <how many to draw>
    list       <id of the imported list>  <its as-at date>
    frozen     <YYYY-MM-DDTHH:MM:SSZ>
    seed       two people    (or: public value  <what>  <where>  <date it will be known>)
    kind       <kind of programme>
    minimum    <how many to draw from each group at least, while the size allows>
    rule       <code>  <what it asks, with its thresholds>     one line a targeted rule
    <empty line>
    <case id>  <stratum>  <exclusion, empty when eligible>  <codes of the rules that point to it, blank between>
                                                               one line a case, in order of case id bytes

Where groups have a minimum of their own, the text is dcpp-frame-3 and has, after the line of the minimum, one line
for each of them in the order of their names:

    least      <group>  <how many to draw from it at least>

The first version, dcpp-frame-1, had no kind, minimum (it was one), rules or fourth field; what was frozen by it
stays so.

The head binds what was decided before the seed was known: nobody can change the size, the month or the promised
value afterwards without changing the hash, and with it every ticket.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from dcpp.kernel.refusal import Refusal

TWO_PEOPLE = "two people"
PUBLIC_VALUE = "public value"
NOT_RECORDED = "Not recorded"
# Control characters, line separators and lone surrogates: they would break the lines, or cannot be written as UTF-8.
UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
LINES_AT_ONCE = 20_000


class CannotFreezeFrame(Refusal):
    """The list cannot be made into a frame, or it is not yet time."""


class FrameLine(NamedTuple):
    """One case of the frame; a tuple, because there may be a million."""

    case_id: str
    stratum: str
    exclusion: str = ""
    rules: str = ""


@dataclass(frozen=True, kw_only=True)
class FrameHead:
    """What is fixed together with the list of cases. `seed_plan` is what the seed will come from.

    `rules` are the targeted rules, each its code and its words; `minimums` are those of groups that have one of their
    own, in the order of their names; `version` is that of the frame text, 3 wherever there are such minimums.
    """

    draw_id: UUID
    programme: str
    month: str
    size: int
    list_id: str
    list_as_at: date
    frozen_at: datetime
    seed_plan: tuple[str, ...]
    kind: str = "core"
    minimum: int = 1
    rules: tuple[tuple[str, str], ...] = ()
    minimums: tuple[tuple[str, int], ...] = ()
    version: int = 2

    def parts(self) -> list[tuple[str, ...]]:
        first: list[tuple[str, ...]] = [
            (f"dcpp-frame-{self.version}",),
            ("draw", str(self.draw_id)),
            ("programme", self.programme),
            ("month", self.month),
            ("size", str(self.size)),
            ("list", self.list_id, self.list_as_at.isoformat()),
            ("frozen", written_moment(self.frozen_at)),
            ("seed", *self.seed_plan),
        ]
        if self.version == 1:
            return first
        least = [("least", group, str(count)) for group, count in self.minimums] if self.version > 2 else []
        rules = [("rule", *rule) for rule in self.rules]
        return [*first, ("kind", self.kind), ("minimum", str(self.minimum)), *least, *rules]

    def text(self) -> str:
        return "".join("\t".join(parts) + "\n" for parts in self.parts()) + "\n"


def written_moment(moment: datetime) -> str:
    """A moment as the evidence writes it: UTC, whole seconds, ended by Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def writable(text: str | None) -> str:
    """A label that fits on a line of the frame; what is missing is said so rather than left out."""
    return UNWRITABLE.sub(" ", text or "").strip() or NOT_RECORDED


@lru_cache(maxsize=10_000)
def stratum_label(*parts: str | None) -> str:
    """The group that a case is drawn within, such as "Child protection / Safeguarding North"."""
    return " / ".join(writable(part) for part in parts) or "All cases"


def ordered_lines(lines: Iterable[FrameLine]) -> list[FrameLine]:
    """Lines in the order of the frame, each case once. Code points sort as their UTF-8 bytes do."""
    ordered = sorted(lines, key=itemgetter(0))
    before = None
    for line in ordered:
        case_id = line[0]
        if case_id == before:
            raise CannotFreezeFrame(f"Case {case_id} is on the list twice. Import a list that holds each case once.")
        if not case_id or UNWRITABLE.search(case_id):
            raise CannotFreezeFrame(
                f"Case reference {case_id!r} is empty or holds a tab or line break. Correct it and import it again."
            )
        before = case_id
    return ordered


def frame_bytes(head: FrameHead, ordered: Iterable[FrameLine]) -> Iterator[bytes]:
    """The frame text, a few thousand lines at a time."""
    yield head.text().encode()
    lines: Iterator[Sequence[str]] = iter(ordered)
    if head.version == 1:
        lines = (line[:3] for line in lines)
    while some := list(islice(lines, LINES_AT_ONCE)):
        yield ("\n".join(map("\t".join, some)) + "\n").encode()


def frame_hash(head: FrameHead, ordered: Iterable[FrameLine]) -> str:
    """SHA-256 of the frame text, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for piece in frame_bytes(head, ordered):
        digest.update(piece)
    return digest.hexdigest()


def lines_of(text: bytes) -> list[FrameLine]:
    """The lines of a frame text that `frame_bytes` wrote."""
    _, _, cases = text.decode().partition("\n\n")
    return [FrameLine(*line.split("\t")) for line in cases.split("\n")[:-1]]


@dataclass(frozen=True)
class StratumCount:
    """How many cases of a stratum could be drawn, and how many were kept out for each reason."""

    stratum: str
    eligible: int
    excluded: int


def count_strata(lines: Sequence[FrameLine]) -> list[StratumCount]:
    eligible = Counter(line.stratum for line in lines if not line.exclusion)
    excluded = Counter(line.stratum for line in lines if line.exclusion)
    return [StratumCount(name, eligible[name], excluded[name]) for name in sorted(eligible.keys() | excluded.keys())]


def count_exclusions(lines: Sequence[FrameLine]) -> dict[str, int]:
    """How many cases were kept out, by reason, the commonest first."""
    counts = Counter(line.exclusion for line in lines if line.exclusion)
    return dict(sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])))
