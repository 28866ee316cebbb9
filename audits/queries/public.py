"""What an inspector may hold of a draw: everything but the cases, small numbers suppressed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from audits.models import AuditDraw
from audits.queries.samples import changes_of
from audits.rules import coverage
from audits.rules.evidence import Change
from audits.rules.suppression import suppressed


@dataclass(frozen=True)
class PublicStratum:
    """One group of the frozen list, its numbers in words."""

    name: str
    eligible: str
    excluded: str
    drawn: str


@dataclass(frozen=True)
class PublicPart:
    """What the sample covers on one side: rows of a group's name, its number on the list, its number in the sample."""

    title: str
    rows: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class PublicDraw:
    strata: Sequence[PublicStratum]
    exclusions: Sequence[tuple[str, str]]
    parts: Sequence[PublicPart]
    changes: Sequence[Change]

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        return [(one.name, one.eligible, one.excluded, one.drawn) for one in self.strata]


def public_draw_of(draw: AuditDraw) -> PublicDraw:
    """A drawn sample without a case reference. Reasons are as they were written."""
    return PublicDraw(_strata(draw), list(suppressed(draw.exclusions).items()), _parts(draw), changes_of(draw))


def _strata(draw: AuditDraw) -> list[PublicStratum]:
    standing = Counter(case.stratum for case in draw.standing_cases)
    eligible = suppressed({name: counts["eligible"] for name, counts in draw.strata.items()})
    excluded = suppressed({name: counts["excluded"] for name, counts in draw.strata.items()})
    drawn = suppressed({name: standing[name] for name in draw.strata})
    return [PublicStratum(name, eligible[name], excluded[name], drawn[name]) for name in sorted(draw.strata)]


def _parts(draw: AuditDraw) -> list[PublicPart]:
    found = []
    for side, parts in coverage.parts_of(draw.coverage).items():
        frame = suppressed({part.name: part.frame for part in parts})
        sample = suppressed({part.name: part.sample for part in parts})
        found.append(PublicPart(side.label, [(part.name, frame[part.name], sample[part.name]) for part in parts]))
    return found
