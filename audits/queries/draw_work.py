"""What draws wait for from one person, for My work."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from audits.models import AuditDraw
from audits.queries.draws import list_draws_to_advance
from audits.queries.samples import due_on, progress_of
from audits.rules import draws
from audits.rules.draws import Step

SENTENCES = {
    Step.NAME_PUBLIC_VALUE: "Name the public value for {}",
    Step.COMMIT_VALUE: "Commit a value to the draw of {}",
    Step.FREEZE_FRAME: "Freeze the list for {}",
    Step.REVEAL_VALUE: "Reveal your value for {}",
    Step.READ_PUBLIC_VALUE: "Read and enter the public value for {}",
    Step.DRAW_SAMPLE: "Draw the sample of {}",
}


@dataclass(frozen=True)
class DrawWork:
    """One thing that a person can do for a draw, and the day by which it is wanted."""

    draw_id: UUID
    reference: str
    sentence: str
    due_on: date


def list_draw_work(person_id: UUID, today: date, *, may_commit: bool, may_draw: bool) -> list[DrawWork]:
    """What a person can do to move draws on, the most pressing first; what they have done already is left out."""
    found = [
        DrawWork(draw.id, draw.reference, SENTENCES[step].format(_name(draw)), due_on(draw))
        for draw in list_draws_to_advance()
        for step in draws.steps_open_to(
            progress_of(draw), person_id, today=today, may_commit=may_commit, may_draw=may_draw
        )
        if step in SENTENCES and not _is_done(draw, step, person_id)
    ]
    return sorted(found, key=lambda work: (work.due_on, work.reference))


def _name(draw: AuditDraw) -> str:
    return f"{draw.programme_name}, {draw.month:%B %Y}"


def _is_done(draw: AuditDraw, step: Step, person_id: UUID) -> bool:
    """A commitment or reading may be changed for a while, and a named value too: that is no work that waits."""
    if step is Step.COMMIT_VALUE:
        return draw.has_commitment_of(person_id)
    if step is Step.READ_PUBLIC_VALUE:
        return any(one.person_id == person_id for one in draw.readings)
    return step is Step.NAME_PUBLIC_VALUE and draw.known_on is not None
