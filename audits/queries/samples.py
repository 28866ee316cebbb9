"""What a draw rests on and waits for, put together for its page and its evidence."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from audits.models import AuditDraw, Commitment, SampleCase, TopUp
from audits.queries import lists
from audits.rules import draws, evidence, frames, sampling, seeds
from audits.rules.draws import DrawState, Progress, Promise, Wait
from audits.rules.programmes import Schedule
from dcpp.kernel import clock
from dcpp.people import queries as people

PEOPLE = "people"
"""In place of a list’s id: the frame of supervision files is made of the people who are here."""


def get_frame(draw: AuditDraw) -> list[frames.FrameLine]:
    """The frozen lines; none before the list is frozen."""
    return frames.lines_of(draw.unpack_frame())


def people_of(draw: AuditDraw) -> dict[UUID, str]:
    """The names of everybody who had a hand in a draw, in one query."""
    hands = {draw.opened_by_id, draw.named_by_id, draw.frozen_by_id, draw.drawn_by_id, draw.abandoned_by_id}
    hands |= {one.person_id for one in draw.commitments} | {one.person_id for one in draw.readings}
    hands |= {case.replaced_by_id for case in draw.cases} | {one.drawn_by_id for one in draw.top_ups}
    return people.names_of({person_id for person_id in hands if person_id})


def waits_of(draw: AuditDraw, today: date) -> list[Wait]:
    """What a draw waits for, in sentences with names; empty when it can be drawn, or has been."""
    waits = draws.waits_of(progress_of(draw), today, people_of(draw))
    if draw.state is DrawState.OPEN and (problem := lists.find_problem(draw.programme, today)):
        waits.append(Wait(problem))
    return waits


def progress_of(draw: AuditDraw) -> Progress:
    return Progress(
        state=draw.state,
        scheme=draw.seed_scheme,
        month=draw.month,
        freezes_on=freezes_on(draw),
        known_on=draw.known_on,
        promises=[Promise(one.person_id, one.kept_by, one.is_revealed) for one in draw.commitments],
        readers=[one.person_id for one in draw.readings],
        working_days_late=max(0, clock.working_days_between(due_on(draw), clock.today())),
    )


def due_on(draw: AuditDraw) -> date:
    """The day of the freeze before it; some working days after it, or after the value was due, from then on."""
    if draw.frozen_at is None:
        return freezes_on(draw)
    known_on = max(clock.london(draw.frozen_at).date(), draw.known_on or date.min)
    return clock.add_working_days(known_on, draws.WORKING_DAYS_TO_REVEAL)


def freezes_on(draw: AuditDraw) -> date:
    """The first working day of the month; a draw by hand freezes from the day it was opened, but within its month."""
    if draw.programme.schedule is Schedule.BY_HAND:
        return max(clock.london(draw.opened_at).date(), draw.month)
    return clock.nth_working_day(draw.month.year, draw.month.month, 1)


def head_of(draw: AuditDraw) -> frames.FrameHead:
    """What was fixed with the list. Raises while it is not frozen."""
    if draw.frozen_at is None or draw.list_as_at is None or draw.size is None:
        raise frames.CannotFreezeFrame(f"The list of {draw.reference} has not been frozen yet.")
    return frames.FrameHead(
        draw_id=draw.id,
        programme=draw.programme_name,
        month=f"{draw.month:%Y-%m}",
        size=draw.size,
        list_id=str(draw.list_id or PEOPLE),
        list_as_at=draw.list_as_at,
        frozen_at=draw.frozen_at,
        seed_plan=draw.seed_plan,
        kind=draw.kind.value,
        minimum=draw.minimum,
        rules=draw.rules,
        minimums=tuple(sorted(draw.minimums.items())),
        version=draw.frame_version,
    )


def drawn_at_of(draw: AuditDraw) -> datetime:
    """When a sample was drawn. Raises while it is not: then nothing can be shown of it."""
    if draw.drawn_at is None:
        raise sampling.CannotDrawSample(f"{draw.reference} has not been drawn, so there is no evidence of it yet.")
    return draw.drawn_at


def evidence_of(draw: AuditDraw) -> evidence.Evidence:
    """The whole evidence of a drawn sample, as it is downloaded."""
    drawn_at = drawn_at_of(draw)
    return evidence.evidence_of(
        evidence.Sample(
            head=head_of(draw),
            lines=get_frame(draw),
            frame_hash=draw.frame_hash,
            committed=[_committed(one) for one in draw.commitments],
            revealed=[
                (seeds.Reveal(str(one.person_id), one.value or "", one.salt or ""), one.revealed_at)
                for one in draw.commitments
                if one.revealed_at
            ],
            read=[(seeds.Reading(str(one.person_id), one.value, one.source), one.read_at) for one in draw.readings],
            seed=draw.seed,
            drawn_at=drawn_at,
            drawn=[_drawn(case) for case in draw.cases if case.step == 0],
            changes=changes_of(draw),
        )
    )


def _committed(one: Commitment) -> evidence.Committed:
    return evidence.Committed(
        person_id=str(one.person_id), commitment=one.commitment, kept_by=one.kept_by.value, at=one.committed_at
    )


def _drawn(case: SampleCase) -> sampling.DrawnCase:
    return sampling.DrawnCase(case.stratum, case.place, case.case_id, case.ticket)


def count_taken(draw: AuditDraw) -> Counter[str]:
    """How many tickets of each stratum were taken so far, those of replaced cases among them."""
    return Counter(case.stratum for case in draw.cases)


def changes_of(draw: AuditDraw) -> list[evidence.Change]:
    """Every replacement and top-up, in the order in which they were made."""
    by_id = {case.id: case for case in draw.cases}
    replaced = {case.step: _replacement(case, by_id[case.replaces_id]) for case in draw.cases if case.replaces_id}
    added = {
        one.step: _topped_up(one, [case for case in draw.cases if case.top_up_id == one.id]) for one in draw.top_ups
    }
    return [change for _step, change in sorted((replaced | added).items())]


def _replacement(case: SampleCase, out: SampleCase) -> evidence.Change:
    return evidence.Change(
        out=out.case_id,
        stratum=case.stratum,
        drawn=[_drawn(case)],
        reason=out.replaced_because,
        by=str(out.replaced_by_id),
        at=case.drawn_at,
    )


def _topped_up(one: TopUp, cases: Sequence[SampleCase]) -> evidence.Change:
    return evidence.Change(
        out="",
        stratum=one.stratum,
        drawn=[_drawn(case) for case in cases],
        reason=one.reason,
        by=str(one.drawn_by_id),
        at=one.drawn_at,
    )
