"""From facts to a snapshot: which sections and figures a month's report has, in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dcpp.frameworks.grades import grade
from dcpp.frameworks.judgements import Judgement, JudgementSet, judgement_set_on
from dcpp.inspection.rules import (
    actions,
    completion,
    concerns,
    coverage,
    gaps,
    grades,
    runs,
    summary,
    themes,
    training,
    voices,
)
from dcpp.inspection.rules.facts import ActionFact, AuditFact, ConcernFact, DrawnFact, Facts, SessionFact
from dcpp.inspection.rules.period import Period
from dcpp.inspection.rules.snapshot import SMALL, Behind, Figure, Seal, Section, Snapshot
from dcpp.kernel import clock
from dcpp.web.charts.change import RULE

REST = (
    Section("programme", "The audit programme", "What was drawn, and how much of it was done."),
    Section(
        "voices",
        "Practitioners and families",
        "Whether audits are done with the worker, and whether families are asked.",
    ),
    Section(
        "concerns",
        "Immediate concerns",
        "What auditors saw that could not wait, and whether a manager had it in hand in time.",
    ),
    Section("themes", "Themes", "What audits find again and again."),
    Section("actions", "Actions", "Whether what audits ask for is done, and checked by somebody else."),
    Section("coverage", "Coverage", "Where the Centre has looked, and where it has not."),
    Section(
        "training",
        "Training and development",
        "Whether people have done what is asked of them, and whether they come to what they booked.",
    ),
    Section("missing", "What is missing", "What these figures cannot say, and why."),
)


NOTES = (
    f"{RULE} The rule is asked only where at least {runs.ENOUGH_MONTHS} months have {SMALL} or more.",
    f"Fewer than {SMALL} of anything cannot tell how good practice is; where that is so, we say so.",
    "Each figure can be opened on the platform, where it leads to the records that were counted.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What stands on the front of a report beside its month."""

    council: str
    colour: str
    address: str
    reference: str
    edition: int
    taken_at: str
    seal: Seal | None


def make_snapshot(cover: Cover, period: Period, facts: Facts) -> Snapshot:
    """The month's report, whole. Raises LookupError for a month before the oldest set of judgements."""
    judged = judgement_set_on(period.last_day)
    mixes, by_area = _areas(judged, facts, period)
    figures = [*by_area, *_rest(facts, mixes, period)]
    names = {mix.key: judgement.area.label for judgement, mix in mixes}
    return Snapshot(
        council=cover.council,
        colour=cover.colour,
        address=cover.address,
        reference=cover.reference,
        month=period.month,
        edition=cover.edition,
        as_at=period.as_at,
        last_day=period.last_day,
        is_running=period.is_running,
        taken_at=cover.taken_at,
        judgement_set=judged.title,
        judgements=tuple(judgement.name for judgement in judged.judgements),
        seal=cover.seal,
        summary=summary.sentences(figures, names),
        sections=(*(_section(judgement) for judgement in judged.judgements), *REST),
        figures=tuple(figures),
        records=records_behind(figures, facts),
        notes=NOTES,
    )


def _section(judgement: Judgement) -> Section:
    return Section(f"area-{judgement.area}", judgement.name)


def _areas(judged: JudgementSet, facts: Facts, period: Period) -> tuple[list[tuple[Judgement, Figure]], list[Figure]]:
    mixes: list[tuple[Judgement, Figure]] = []
    figures: list[Figure] = []
    for judgement in judged.judgements:
        mix, run = grades.figures(judgement, facts.audits, period, facts.leader_sections)
        mixes.append((judgement, mix))
        figures += [mix, run]
    return mixes, figures


def _rest(facts: Facts, mixes: Sequence[tuple[Judgement, Figure]], period: Period) -> Iterator[Figure]:
    yield from completion.figures(facts.drawn, facts.services, period)
    yield from voices.figures(facts.audits, period)
    yield concerns.figure(facts.concerns, period)
    yield themes.figure(facts.findings, period)
    yield actions.figure(facts.actions, period)
    yield coverage.figure(facts, period)
    yield from training.figures(facts.training, period)
    yield gaps.figure(facts, [(judgement.name, mix) for judgement, mix in mixes], period)


def records_behind(figures: Sequence[Figure], facts: Facts) -> dict[str, Behind]:
    """Every record that some figure counted, by its reference."""
    wanted = {reference for figure in figures for reference in figure.records}
    known: dict[str, Behind] = {each.reference: _drawn(each) for each in facts.drawn}
    known |= {each.reference: _action(each) for each in facts.actions}
    known |= {each.reference: _concern(each) for each in facts.concerns}
    known |= {each.reference: _session(each) for each in facts.training.sessions}
    known |= {each.reference: _audit(each) for each in facts.audits}
    return {reference: known[reference] for reference in sorted(wanted & known.keys())}


def _audit(audit: AuditFact) -> Behind:
    said = grade(audit.grade).label if audit.grade else "Not graded"
    return Behind(
        "audit", str(audit.audit_id), audit.service, audit.submitted_on, f"{said}, {audit.status.label.lower()}"
    )


def _drawn(drawn: DrawnFact) -> Behind:
    on: date = drawn.due_on or drawn.month
    said = "Withdrawn" if drawn.withdrawn_on else "Submitted" if drawn.submitted_on else "Not yet submitted"
    return Behind(drawn.record_kind, str(drawn.record_id), drawn.service, on, said)


def _action(action: ActionFact) -> Behind:
    said = "Checked" if action.checked_on else "Done, to be checked" if action.done_on else "Not yet done"
    return Behind("action", str(action.action_id), action.service, action.due_on, said)


def _concern(concern: ConcernFact) -> Behind:
    answered, ended = concern.acknowledged_at, concern.ended_at
    if answered:
        said = "Acknowledged in time" if concerns.is_in_time(concern) else "Acknowledged late"
    else:
        said = "Withdrawn" if ended else "Not acknowledged"
    on = clock.london(concern.raised_at).date()
    return Behind("concern", str(concern.concern_id), concern.service, on, said if ended else f"{said}, open")


def _session(session: SessionFact) -> Behind:
    return Behind("training_session", str(session.session_id), session.course, session.ended_on, training.told(session))
