"""The practice overview: this month's figures as they stand today, made by the rules of the readiness report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from audits.queries import figures as audits
from dcpp.caseload import queries as caseload
from dcpp.frameworks.judgements import Area, Judgement
from dcpp.home.rules import Headline
from dcpp.inspection.queries import facts, tallies
from dcpp.inspection.rules import actions, completion, coverage, grades
from dcpp.inspection.rules.actions import ActionState
from dcpp.inspection.rules.facts import ActionDays, DrawnDays, Facts
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


def overview_of(today: date, for_id: UUID) -> Overview:
    """The overview of the month that runs, counted by the database as it stands now, for one person."""
    period = Period(clock.month_of(today), today)
    since, half = period.starts(CHART_MONTHS), period.starts(LOOK_BACK_MONTHS)
    graded = tallies.list_grades(since, period.last_day, for_id=for_id)
    drawn = tallies.list_drawn(since, period.month)
    known = tallies.list_actions(period.as_at, half, for_id=for_id)
    gaps = list(coverage.gaps_of(_places(period), tallies.list_last_audits(period.last_day), period))
    return Overview(
        period,
        [
            _completed(drawn, period),
            _late(period),
            _good([each for each in graded if period.holds(each.on, LOOK_BACK_MONTHS)]),
            _with_practitioner(period),
            _actions_late(known, period),
            _uncovered(gaps),
        ],
        [
            grades.run(ALL_AUDITS, graded, period),
            completion.by_month(drawn, period),
            actions.figure(known, period),
        ],
        gaps,
    )


def _places(period: Period) -> Facts:
    """Where children are, by the newest list, and which services there are."""
    newest = caseload.find_newest_import(period.as_at)
    return Facts(
        caseload=facts.list_caseload_facts(newest.id) if newest else (),
        services=[service.name for service in people.list_services()],
    )


def _completed(drawn: Sequence[DrawnDays], period: Period) -> Headline:
    counted = completion.kept([each for each in drawn if each.month == period.month], period.as_at)
    done = sum(completion.is_done(each, period.as_at) for each in counted)
    if not counted:
        return Headline("No", f"case has been drawn for {filters.month(period.month)}", "draws")
    return Headline(
        f"{done:,} of {len(counted):,}", f"audits for {filters.month(period.month)} are submitted", "done_audits"
    )


def _late(period: Period) -> Headline:
    late = audits.count_overdue(period.as_at)
    return Headline(f"{late:,}", "audit is overdue" if late == 1 else "audits are overdue", "late_audits")


def _good(half: Sequence[grades.Graded]) -> Headline:
    good = sum(each.is_good for each in half)
    return _share(good, len(half), "audits in six months were graded good or better", "graded_audits")


def _with_practitioner(period: Period) -> Headline:
    since, until = period.starts(LOOK_BACK_MONTHS), period.last_day
    return _share(
        audits.count_with_practitioner(since, until),
        audits.count_submitted(since, until),
        "audits in six months had the practitioner’s part",
        "half_year_audits",
    )


def _share(part: int, whole: int, after: str, place: str) -> Headline:
    if whole == 0:
        return Headline("No", "audit was submitted in six months", place)
    if whole < SMALL:
        return Headline(f"{part} of {whole}", f"{after}: too few to tell", place)
    return Headline(filters.percent_of(part, whole), after, place)


def _actions_late(known: Sequence[ActionDays], period: Period) -> Headline:
    states = [actions.state_of(action, period.as_at) for action in known]
    late = states.count(ActionState.OVERDUE)
    whole = len(states) - states.count(ActionState.CHECKED)
    return Headline(f"{late:,} of {whole:,}", "actions not yet checked are overdue", "late_actions")


def _uncovered(gaps: Sequence[str]) -> Headline:
    places = "service or status has" if len(gaps) == 1 else "services or statuses have"
    return Headline(f"{len(gaps):,}", f"{places} had no audit in three months", "gaps")
