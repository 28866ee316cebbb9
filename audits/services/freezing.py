"""Freezing: the list of cases written down and hashed, before anybody can know the seed."""

from collections.abc import Iterable
from uuid import UUID

from audits import events, queries
from audits.models import AuditDraw, AuditProgramme
from audits.queries import lists
from audits.rules import frames, programmes, seeds
from audits.rules.draws import DrawState
from audits.rules.evidence import strata_of
from audits.rules.programmes import SeedScheme
from audits.services.opening import lock
from dcpp.caseload import queries as caseload
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


def freeze_frame(draw: AuditDraw, *, by_id: UUID | None) -> None:
    """Write down the list of cases and hash it, before anybody can know the seed."""
    lock(draw)
    _check_freezable(draw)
    programme, newest = draw.programme, lists.get_fresh_list(draw.programme, clock.today())
    lines = frames.ordered_lines(_frame_lines(programme, newest.id))
    draw.programme_name, draw.size = programme.name, programme.size
    draw.list_id, draw.list_as_at = newest.id, newest.dated_on
    draw.strata, draw.exclusions = strata_of(lines, draw.size), frames.count_exclusions(lines)
    draw.excluded = sum(draw.exclusions.values())
    draw.eligible = len(lines) - draw.excluded
    if not draw.eligible:
        raise frames.CannotFreezeFrame("No case on the list can be drawn. Check what the programme leaves out.")
    draw.frozen_at, draw.frozen_by_id = clock.now(), by_id
    draw.pack_frame(b"".join(frames.frame_bytes(queries.head_of(draw), lines)))
    draw.frame_hash = frames.frame_hash(queries.head_of(draw), lines)
    db.session.flush()
    announce(
        events.FrameFrozen(
            happened_at=draw.frozen_at,
            draw_id=draw.id,
            list_id=newest.id,
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


def _frame_lines(programme: AuditProgramme, list_id: UUID) -> Iterable[frames.FrameLine]:
    months = programme.months_apart
    since = programmes.months_before(clock.today(), months)
    audited = queries.case_ids_sampled_since(since) | queries.case_ids_audited_since(since) if months else set()
    for case in caseload.frame_of(list_id):
        yield programmes.frame_line(
            case,
            stratify_by=programme.stratify_by,
            left_out=programme.statuses_left_out,
            audited=audited,
            months=months,
        )
