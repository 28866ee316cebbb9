"""Drawing: the seed from what people gave, the lowest tickets, and the next ones when a case is replaced or added."""

from collections.abc import Sequence
from uuid import UUID

from audits import events, queries
from audits.models import AuditDraw, SampleCase, TopUp
from audits.queries import sources
from audits.rules import frames, sampling, seeds
from audits.rules.draws import DrawState
from audits.rules.programmes import SeedScheme
from audits.services.freezing import coverage_of
from audits.services.opening import lock
from audits.services.revealing import open_lodged_values
from audits.services.sampled import allocate_drawn_cases, is_submitted
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.events import announce


def draw_if_known(draw: AuditDraw, *, by_id: UUID | None) -> bool:
    """Draw as soon as nothing is left to choose; whether it was drawn."""
    if draw.state is not DrawState.FROZEN or queries.waits_of(draw, clock.today()):
        return False
    draw_sample(draw, by_id=by_id)
    return True


def draw_sample(draw: AuditDraw, *, by_id: UUID | None) -> None:
    """Draw the sample of a frozen list, now that both values or both readings are there."""
    lock(draw)
    if draw.state is not DrawState.FROZEN:
        raise sampling.CannotDrawSample(f"{draw.reference} is {draw.state_words}: it cannot be drawn.")
    if waits := queries.waits_of(draw, clock.today()):
        raise sampling.CannotDrawSample(" ".join(wait.sentence for wait in waits))
    open_lodged_values(draw)
    lines = queries.get_frame(draw)
    if frames.frame_hash(queries.head_of(draw), lines) != draw.frame_hash:
        raise sampling.CannotDrawSample("The stored list no longer agrees with its hash. Tell the administrator.")
    draw.seed = seed_of(draw)
    drawn = sampling.draw(
        lines,
        size=draw.size or 0,
        minimum=draw.minimum,
        minimums=draw.minimums,
        seed=draw.seed,
        frame_hash=draw.frame_hash,
    )
    draw.drawn_at, draw.drawn_by_id = clock.now(), by_id
    _add_cases(draw, drawn, lines, step=0)
    announce(
        events.SampleDrawn(
            happened_at=draw.drawn_at,
            draw_id=draw.id,
            programme_id=draw.programme_id,
            month=draw.month,
            seed=draw.seed,
            frame_hash=draw.frame_hash,
            cases=len(drawn),
        )
    )
    allocate_drawn_cases(draw)


def seed_of(draw: AuditDraw) -> str:
    if draw.seed_scheme is SeedScheme.PUBLIC_VALUE:
        return seeds.seed_from_public_value(draw.id, draw.readings[0].value)
    return seeds.seed_from_reveals(
        draw.id, (seeds.Reveal(str(one.person_id), one.value or "", one.salt or "") for one in draw.commitments)
    )


def _add_cases(
    draw: AuditDraw,
    drawn: Sequence[sampling.DrawnCase],
    lines: Sequence[frames.FrameLine],
    *,
    step: int,
    replaces_id: UUID | None = None,
    top_up_id: UUID | None = None,
) -> None:
    """Keep drawn cases, with what the list said of each on its day, and count anew what the sample covers."""
    everybody = sources.list_frozen(draw)
    listed = {case.case_id: case for case in everybody}
    for case in drawn:
        if case.case_id not in listed:
            raise sampling.CannotDrawSample(
                f"{draw.unit.capitalize()} {case.case_id} is no longer kept with its list. Tell the administrator."
            )
        about = listed[case.case_id]
        db.session.add(
            SampleCase(
                draw=draw,
                case_id=case.case_id,
                stratum=case.stratum,
                place=case.place,
                ticket=case.ticket,
                status=about.status.value if about.status else "",
                service=about.service,
                team=about.team,
                worker_name=about.worker_name,
                worker_id=about.worker_id,
                drawn_at=clock.now(),
                step=step,
                replaces_id=replaces_id,
                top_up_id=top_up_id,
            )
        )
    db.session.flush()
    db.session.refresh(draw, ["cases"])
    draw.coverage = coverage_of(draw, everybody, lines)
    db.session.flush()


def replace_case(case: SampleCase, *, reason: str, by_id: UUID) -> SampleCase:
    """Put the next case of the stratum in the place of one that cannot be audited."""
    draw = case.draw
    lock(draw)
    db.session.refresh(case)
    if draw.state is not DrawState.DRAWN:
        raise sampling.CannotReplaceCase(f"{draw.reference} is {draw.state_words}: no {draw.unit} can be replaced.")
    if not case.stands:
        raise sampling.CannotReplaceCase(f"{draw.unit.capitalize()} {case.name} has been replaced already.")
    if is_submitted(draw, case.case_id):
        raise sampling.CannotReplaceCase(f"The audit of {draw.unit} {case.name} has been submitted, so it stays.")
    already = sum(one.stratum == case.stratum for one in draw.cases)
    lines = queries.get_frame(draw)
    found = sampling.next_in_stratum(lines, case.stratum, already, seed=draw.seed, frame_hash=draw.frame_hash)
    case.replaced_at, case.replaced_by_id, case.replaced_because = clock.now(), by_id, reason
    _add_cases(draw, [found], lines, step=draw.next_step, replaces_id=case.id)
    replacement = next(one for one in draw.cases if one.replaces_id == case.id)
    announce(
        events.CaseReplaced(
            happened_at=case.replaced_at, draw_id=draw.id, sample_case_id=replacement.id, replaced_id=case.id
        )
    )
    allocate_drawn_cases(draw)
    return replacement


def top_up_sample(draw: AuditDraw, *, more: int, stratum: str, reason: str, by_id: UUID) -> TopUp:
    """Draw more cases from the frozen list: the next tickets of one stratum, or (where it is empty) of all."""
    lock(draw)
    if draw.state is not DrawState.DRAWN:
        raise sampling.CannotTopUp(f"{draw.reference} is {draw.state_words}: no {draw.units} can be added.")
    if stratum and stratum not in draw.strata:
        raise sampling.CannotTopUp("Choose one of the groups of this draw, or all of them.")
    lines = queries.get_frame(draw)
    found = sampling.top_up(lines, queries.count_taken(draw), more, stratum, seed=draw.seed, frame_hash=draw.frame_hash)
    top_up = TopUp(
        draw_id=draw.id,
        step=draw.next_step,
        size=more,
        stratum=stratum,
        reason=reason,
        drawn_at=clock.now(),
        drawn_by_id=by_id,
    )
    db.session.add(top_up)
    db.session.flush()
    _add_cases(draw, found, lines, step=top_up.step, top_up_id=top_up.id)
    db.session.refresh(draw, ["top_ups"])
    announce(events.SampleToppedUp(happened_at=top_up.drawn_at, draw_id=draw.id, top_up_id=top_up.id, cases=len(found)))
    allocate_drawn_cases(draw)
    return top_up
