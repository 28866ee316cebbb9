"""The practice overview: this month's figures as they stand today, made by the rules of the readiness report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from audits.queries import figures as audits
from dcpp.caseload import queries as caseload
from dcpp.frameworks.judgements import Area, Judgement
from dcpp.home.rules import Headline
from dcpp.inspection.queries import facts
from dcpp.inspection.rules import actions, completion, coverage, grades, voices
from dcpp.inspection.rules.actions import ActionState
from dcpp.inspection.rules.facts import Facts
from dcpp.inspection.rules.period import CHART_MONTHS, LOOK_BACK_MONTHS, Period
from dcpp.inspection.rules.snapshot import SMALL, Figure
from dcpp.kernel import clock
from dcpp.people import queries as people
from dcpp.web import filters

ALL_AUDITS = Judgement(Area.OVERALL, "All audits")


@dataclass(frozen=True)
class Overview:
    """What the page shows: at most six sentences with a number, three charts, and gaps in words."""

    period: Period
    headlines: Sequence[Headline]
    figures: Sequence[Figure]
    gaps: Sequence[str]


def overview_of(today: date) -> Overview:
    """The overview of the month that runs."""
    period = Period(clock.month_of(today), today)
    known = _facts_of(period)
    _mix, run = grades.figures(ALL_AUDITS, known.audits, period)
    _by_service, by_month = completion.figures(known.drawn, known.services, period)
    gaps = list(coverage.gaps_of(known, known.audits, period))
    return Overview(
        period,
        [make(known, period) for make in HEADLINES] + [_uncovered(gaps)],
        [run, by_month, actions.figure(known.actions, period)],
        gaps,
    )


def _facts_of(period: Period) -> Facts:
    """As for a report, but for what the overview does not show: findings, and the grades of single sections."""
    since = period.starts(CHART_MONTHS)
    newest = caseload.find_newest_import(period.as_at)
    return Facts(
        audits=facts.list_audit_facts(since, period.as_at, with_sections=False),
        drawn=facts.list_drawn_facts(since, period.month),
        actions=facts.list_action_facts(period.as_at),
        caseload=facts.list_caseload_facts(newest.id) if newest else (),
        services=[service.name for service in people.list_services()],
    )


def _completed(known: Facts, period: Period) -> Headline:
    drawn = completion.kept([each for each in known.drawn if each.month == period.month], period.as_at)
    done = sum(completion.is_done(each, period.as_at) for each in drawn)
    if not drawn:
        return Headline("No", f"case has been drawn for {filters.month(period.month)}", "draws")
    return Headline(
        f"{done:,} of {len(drawn):,}", f"audits for {filters.month(period.month)} are submitted", "done_audits"
    )


def _late(_known: Facts, period: Period) -> Headline:
    late = audits.count_overdue(period.as_at)
    return Headline(f"{late:,}", "audit is overdue" if late == 1 else "audits are overdue", "late_audits")


def _good(known: Facts, period: Period) -> Headline:
    half = [audit for audit in known.audits if audit.grade and period.holds(audit.submitted_on, LOOK_BACK_MONTHS)]
    good = sum(grades.STEPS[audit.grade] >= grades.GOOD_ENOUGH for audit in half if audit.grade)
    return _share(good, len(half), "audits in six months were graded good or better", "graded_audits")


def _with_practitioner(known: Facts, period: Period) -> Headline:
    half = [audit for audit in known.audits if period.holds(audit.submitted_on, LOOK_BACK_MONTHS)]
    return _share(
        sum(map(voices.PARTS[0][1], half)),
        len(half),
        "audits in six months had the practitioner’s part",
        "half_year_audits",
    )


def _share(part: int, whole: int, after: str, place: str) -> Headline:
    if whole == 0:
        return Headline("No", "audit was submitted in six months", place)
    if whole < SMALL:
        return Headline(f"{part} of {whole}", f"{after}: too few to tell", place)
    return Headline(filters.percent_of(part, whole), after, place)


def _actions_late(known: Facts, period: Period) -> Headline:
    states = [actions.state_of(action, period.as_at) for action in known.actions]
    late = states.count(ActionState.OVERDUE)
    whole = len(states) - states.count(ActionState.CHECKED)
    return Headline(f"{late:,} of {whole:,}", "actions not yet checked are overdue", "late_actions")


def _uncovered(gaps: Sequence[str]) -> Headline:
    places = "service or status has" if len(gaps) == 1 else "services or statuses have"
    return Headline(f"{len(gaps):,}", f"{places} had no audit in three months", "gaps")


HEADLINES: Sequence[Callable[[Facts, Period], Headline]] = (
    _completed,
    _late,
    _good,
    _with_practitioner,
    _actions_late,
)
