"""Freezing: the list of cases written down and hashed, before anybody can know the seed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from audits import events, queries
from audits.models import AuditDraw, AuditProgramme
from audits.queries import lists, sources
from audits.rules import frames, framing, seeds
from audits.rules.coverage import count_coverage
from audits.rules.draws import DrawState
from audits.rules.evidence import strata_of
from audits.rules.kinds import Source, source_of
from audits.rules.programmes import SeedScheme
from audits.rules.targeting import TargetedRule, rule_words, settings_of
from audits.services.opening import lock
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce

NOBODY = "No case on the list can be drawn. Check what the programme draws from and leaves out."


def freeze_frame(draw: AuditDraw, *, by_id: UUID | None) -> None:
    """Write down the list of cases and hash it, before anybody can know the seed."""
    lock(draw)
    _check_freezable(draw)
    _take_over(draw, draw.programme)
    everybody = sources.list_everybody(source_of(draw.kind), draw.list_id, clock.today())
    terms = sources.terms_of(draw.programme, draw.month, draw.list_as_at or clock.today())
    lines = frames.ordered_lines(framing.frame_line(case, terms) for case in everybody)
    _keep_minimums(draw, lines)
    draw.strata = strata_of(lines, draw.size or 0, draw.minimum, draw.minimums)
    draw.exclusions = frames.count_exclusions(lines)
    draw.coverage = coverage_of(draw, everybody, lines)
    draw.excluded = sum(draw.exclusions.values())
    draw.eligible = len(lines) - draw.excluded
    if not draw.eligible:
        raise frames.CannotFreezeFrame(NOBODY)
    draw.frozen_at, draw.frozen_by_id = clock.now(), by_id
    draw.pack_frame(b"".join(frames.frame_bytes(queries.head_of(draw), lines)))
    draw.frame_hash = frames.frame_hash(queries.head_of(draw), lines)
    db.session.flush()
    announce(
        events.FrameFrozen(
            happened_at=draw.frozen_at,
            draw_id=draw.id,
            list_id=draw.list_id,
            frame_hash=draw.frame_hash,
            eligible=draw.eligible,
            excluded=draw.excluded,
        )
    )


def _check_freezable(draw: AuditDraw) -> None:
    today = clock.today()
    if draw.state is not DrawState.OPEN:
        raise frames.CannotFreezeFrame(f"{draw.reference} is {draw.state_words}: its list cannot be frozen.")
    if today < draw.month:
        raise frames.CannotFreezeFrame(f"The list can be frozen from 1 {draw.month:%B %Y}.")
    if draw.seed_scheme is SeedScheme.PUBLIC_VALUE:
        if draw.known_on is None:
            raise frames.CannotFreezeFrame("Name the public value before the list is frozen.")
        seeds.check_known_after(draw.known_on, today)


def _take_over(draw: AuditDraw, programme: AuditProgramme) -> None:
    """What the programme says now holds for this draw for good."""
    draw.programme_name, draw.kind = programme.name, programme.kind
    draw.size, draw.minimum = programme.size, programme.minimum
    limits = settings_of(programme.limits)
    is_of_cases = source_of(draw.kind) is not Source.SUPERVISION
    rules = [rule for rule in TargetedRule if is_of_cases and rule in programme.targeted]
    draw.criteria = {"rules": [[rule.value, rule_words(rule, limits)] for rule in rules]}
    if not is_of_cases:
        draw.list_as_at = clock.today()
        return
    newest = lists.hold_fresh_list(programme, clock.today())
    draw.list_id, draw.list_as_at = newest.id, newest.dated_on


def _keep_minimums(draw: AuditDraw, lines: Sequence[frames.FrameLine]) -> None:
    """Those of groups that the list has; the frame is written in its third way where there are any."""
    groups = {line.stratum for line in lines}
    draw.minimums = {name: least for name, least in sorted(draw.programme.minimums.items()) if name in groups}
    draw.frame_version = 3 if draw.minimums else 2


def coverage_of(
    draw: AuditDraw, everybody: Sequence[sources.Listed], lines: Sequence[frames.FrameLine]
) -> dict[str, Any]:
    """What the frozen list is made of, what of it is expected in the sample, and what is there."""
    sizes = {name: counts["size"] for name, counts in draw.strata.items()}
    sample = {case.case_id for case in draw.standing_cases}
    return count_coverage(sources.list_members(everybody, lines), sizes, sample)
