"""Whether people have done what is asked of them, and whether they come to what they booked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from dcpp.inspection.rules import telling
from dcpp.inspection.rules.facts import CpdFact, EarlyCareerFact, SessionFact, StandingFact, TrainingFacts
from dcpp.inspection.rules.period import CHART_MONTHS, LOOK_BACK_MONTHS, Period
from dcpp.inspection.rules.snapshot import Chart, Column, Figure, Row
from dcpp.web import filters
from training.rules.compliance import Standing

SECTION = "training"
SOURCE = "training.queries.figures."
SERVICE = Column("Service", "text")
STANDINGS = (Standing.IN_DATE, Standing.OVERDUE, Standing.IN_GRACE, Standing.EXEMPT)
DUE = (
    "Each thing that is asked of one person is one requirement. In date is done and holds on the day; overdue is past "
    "its day; in grace is not done and still has time; exempt is excused for an agreed reason. The share is of those "
    "in date or overdue. Agency workers count, partners’ staff do not."
)


def figures(facts: TrainingFacts, period: Period) -> Iterator[Figure]:
    yield compliance(facts.standings, period)
    yield induction(facts.induction, period)
    yield cpd(facts.cpd, period)
    yield early_careers(facts.early_careers, period)
    yield attendance(facts.sessions, period)


def compliance(standings: Sequence[StandingFact], period: Period) -> Figure:
    return _standing_figure(
        standings,
        period,
        key="training-compliance",
        title="Required training",
        definition=f"What the requirements in force ask of the council’s own people who work here. {DUE}",
        source="count_standings",
        missing="Nothing is asked of anybody yet, so nothing can be said about required training.",
    )


def induction(standings: Sequence[StandingFact], period: Period) -> Figure:
    since = filters.day(period.starts(LOOK_BACK_MONTHS))
    return _standing_figure(
        standings,
        period,
        key="training-induction",
        title="Induction",
        definition=f"What is asked of those who began here on {since} or later. {DUE}",
        source="count_newcomers_standings",
        missing=f"Nothing is asked of anybody who began on {since} or later.",
    )


def _standing_figure(
    standings: Sequence[StandingFact],
    period: Period,
    *,
    key: str,
    title: str,
    definition: str,
    source: str,
    missing: str,
) -> Figure:
    every = sum(fact.many for fact in standings)
    services = sorted({fact.service for fact in standings})
    done, due = _done_and_due(standings)
    return Figure(
        key=key,
        section=SECTION,
        title=title,
        headline=telling.share_of(done, due, "requirement", "in date, of those due"),
        definition=definition,
        source=SOURCE + source,
        as_at=period.as_at,
        n=every,
        unit="requirements",
        columns=(SERVICE, *(Column(each.label) for each in STANDINGS), Column("Share in date", "percent")),
        rows=tuple(_standing_row(name, [each for each in standings if each.service == name]) for name in services),
        missing=() if every else (missing,),
    )


def _done_and_due(standings: Sequence[StandingFact]) -> tuple[int, int]:
    many = _by_standing(standings)
    return many[Standing.IN_DATE], many[Standing.IN_DATE] + many[Standing.OVERDUE]


def _by_standing(standings: Sequence[StandingFact]) -> Counter[str]:
    many: Counter[str] = Counter()
    for fact in standings:
        many[fact.standing] += fact.many
    return many


def _standing_row(service: str, standings: Sequence[StandingFact]) -> Row:
    many = _by_standing(standings)
    share = telling.share(*_done_and_due(standings))
    return Row((service, *(many[each] for each in STANDINGS), share))


def cpd(facts: Sequence[CpdFact], period: Period) -> Figure:
    registered, done = sum(fact.registered for fact in facts), sum(fact.done for fact in facts)
    return Figure(
        key="training-cpd",
        section=SECTION,
        title="Continuing professional development",
        headline=telling.share_of(done, registered, "social worker", "done with their CPD for the registration year"),
        definition=(
            "Social workers on the register who work here, and those of them whose pieces of CPD for the registration "
            "year of the day are finished, or of whom only the fee is asked because they joined late in it. What they "
            "wrote here is counted; what they sent to the regulator elsewhere is not known."
        ),
        source=f"{SOURCE}count_cpd",
        as_at=period.as_at,
        n=registered,
        unit="social workers",
        columns=(SERVICE, Column("On the register"), Column("CPD done"), Column("Share", "percent")),
        rows=tuple(
            Row((fact.service, fact.registered, fact.done, telling.share(fact.done, fact.registered)))
            for fact in sorted(facts, key=lambda fact: fact.service)
        ),
        missing=telling.too_few(registered, "social workers on the register", "here"),
    )


def early_careers(facts: Sequence[EarlyCareerFact], period: Period) -> Figure:
    running = sum(fact.in_time + fact.late for fact in facts)
    every = running + sum(fact.passed + fact.ended_else for fact in facts)
    return Figure(
        key="training-early-careers",
        section=SECTION,
        title="Early careers",
        headline=_early_headline(running, sum(fact.late for fact in facts)),
        definition=(
            "People on a programme for early careers. Late are those with a review not held by its day, or past their "
            "last day without an end. Passed and ended without passing are of the twelve months to the day."
        ),
        source=f"{SOURCE}count_early_careers",
        as_at=period.as_at,
        n=every,
        unit="programmes",
        columns=(
            SERVICE,
            Column("Running, in time"),
            Column("Running, late"),
            Column("Passed"),
            Column("Ended without passing"),
        ),
        rows=tuple(
            Row((fact.service, fact.in_time, fact.late, fact.passed, fact.ended_else))
            for fact in sorted(facts, key=lambda fact: fact.service)
        ),
        missing=telling.too_few(every, "early-career programmes", "to count"),
    )


def _early_headline(running: int, late: int) -> str:
    if not running:
        return "Nobody is on a programme for early careers."
    verb = "is" if running == 1 else "are"
    return (
        f"{running:,} {verb} on a programme for early careers, {late or 'none'} of them late with a review or the end."
    )


def attendance(sessions: Sequence[SessionFact], period: Period) -> Figure:
    """By month of the session's last day; n is the bookings whose outcome is known."""
    months = period.by_month(sessions, lambda session: session.ended_on, CHART_MONTHS)
    held = [session for _month, some in months for session in some]
    came, known = sum(map(_came, held)), sum(map(_known, held))
    unrecorded = sum(session.unrecorded for session in held)
    left = filters.plural(unrecorded, "booking")
    return Figure(
        key="training-attendance",
        section=SECTION,
        title="Attendance, month by month",
        headline=telling.share_of(came, known, "booking", f"attended, whole or in part, in {CHART_MONTHS} months"),
        definition=(
            "Bookings of sessions that ended in the month and were not cancelled: attended, attended in part, absent, "
            "and cancelled after the cut-off. The share is of those attended, in part or absent."
        ),
        source=f"{SOURCE}list_session_outcomes",
        as_at=period.as_at,
        n=known,
        unit="bookings",
        columns=(
            Column("Month", "month"),
            Column("Outcome known"),
            Column("Attended"),
            Column("In part"),
            Column("Absent"),
            Column("Cancelled late"),
            Column("Share attended", "percent"),
        ),
        rows=tuple(_month_row(month, some) for month, some in months) if held else (),
        chart=Chart("months", (6,)) if known else None,
        missing=(f"Whether people came is not recorded for {left} of sessions that are over.",) if unrecorded else (),
    )


def _came(session: SessionFact) -> int:
    return session.came + session.part


def _known(session: SessionFact) -> int:
    return _came(session) + session.absent


def _month_row(month: date, sessions: Sequence[SessionFact]) -> Row:
    known = sum(map(_known, sessions))
    cells = (
        month.isoformat(),
        known,
        sum(session.came for session in sessions),
        sum(session.part for session in sessions),
        sum(session.absent for session in sessions),
        sum(session.late for session in sessions),
        telling.share(sum(map(_came, sessions)), known),
    )
    return Row(cells, tuple(session.reference for session in sessions))


def told(session: SessionFact) -> str:
    """As in "12 came, 1 absent, 2 cancelled late"; a session of which nothing is known says so."""
    if not _known(session) and not session.late:
        return "Not recorded"
    return f"{_came(session)} came, {session.absent} absent, {session.late} cancelled late"
