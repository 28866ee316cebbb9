"""Grades by area of judgement: the mix, and the run of what was good or better."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dcpp.frameworks.grades import grade_scale
from dcpp.frameworks.judgements import AREA_OF_STATUS, Area, Judgement
from dcpp.inspection.rules import telling
from dcpp.inspection.rules.facts import AuditFact
from dcpp.inspection.rules.period import CHART_MONTHS, LOOK_BACK_MONTHS, Period
from dcpp.inspection.rules.snapshot import Chart, Column, Figure, Row
from dcpp.web import filters

SOURCE = "audits.queries.figures.list_submitted"
GOOD_ENOUGH = 3
"""The step of the scale from which practice is good or better."""

STEPS = {grade.code: grade.step for grade in grade_scale()}


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade that speaks of an area, and the audit that it was given in."""

    reference: str
    on: date
    grade: str
    is_moderated: bool = False

    @property
    def is_good(self) -> bool:
        return STEPS[self.grade] >= GOOD_ENOUGH


def graded_for(judgement: Judgement, audits: Sequence[AuditFact]) -> list[Graded]:
    """The grades that speak of a judgement, in the order of the audits.

    Of leaders: those of its tool's sections about them, in every audit. Of everything else: the overall grades of
    audits of the statuses that the judgement takes in; of overall effectiveness, those of all audits.
    """
    if judgement.area == Area.LEADERS:
        found = ((audit, grade) for audit in audits for grade in audit.sections.values())
    else:
        found = ((audit, audit.grade) for audit in audits if audit.grade and _belongs(audit, judgement))
    return [
        Graded(audit.reference, audit.submitted_on, grade, audit.is_moderated)
        for audit, grade in found
        if grade in STEPS
    ]


def _belongs(audit: AuditFact, judgement: Judgement) -> bool:
    return judgement.area == Area.OVERALL or judgement.speaks_of(AREA_OF_STATUS[audit.status])


def figures(
    judgement: Judgement, audits: Sequence[AuditFact], period: Period, leader_sections: Sequence[str] = ()
) -> Iterator[Figure]:
    """The two figures of an area: its mix of grades, and its run. leader_sections: names of those that tools have."""
    graded = graded_for(judgement, audits)
    counts = _what_counts(judgement, leader_sections)
    yield _mix(judgement, graded, period, counts)
    yield run(judgement, graded, period, leader_sections)


def _mix(judgement: Judgement, graded: Sequence[Graded], period: Period, counts: str) -> Figure:
    month = [each for each in graded if period.holds(each.on)]
    half = [each for each in graded if period.holds(each.on, LOOK_BACK_MONTHS)]
    good = sum(each.is_good for each in half)
    return Figure(
        key=f"grades-{judgement.area}",
        section=f"area-{judgement.area}",
        title="Grades",
        headline=telling.share_of(good, len(half), "audit", "graded good or better in the last six months"),
        definition=f"{counts} {_moderated(half)} Six months are {_six_months(period)}.",
        source=SOURCE,
        as_at=period.as_at,
        n=len(half),
        unit="audits",
        columns=(
            Column("Grade", "text"),
            Column(filters.month(period.month)),
            Column("Share of the month", "percent"),
            Column("Six months"),
            Column("Share of six months", "percent"),
        ),
        rows=tuple(_mix_row(grade.code, grade.label, month, half) for grade in grade_scale() if half),
        chart=Chart("grades", (1, 3)) if half else None,
        missing=telling.too_few(len(month), "audits", f"in {filters.month(period.month)}"),
    )


def _mix_row(code: str, label: str, month: Sequence[Graded], half: Sequence[Graded]) -> Row:
    now = sum(each.grade == code for each in month)
    behind = [each.reference for each in half if each.grade == code]
    cells = (label, now, telling.share(now, len(month)), len(behind), telling.share(len(behind), len(half)))
    return Row(cells, tuple(behind))


def run(judgement: Judgement, graded: Sequence[Graded], period: Period, leader_sections: Sequence[str] = ()) -> Figure:
    """The share of good or better, month by month."""
    return telling.run_figure(
        period.by_month(graded, lambda each: each.on, CHART_MONTHS),
        lambda each: each.is_good,
        key=f"run-{judgement.area}",
        section=f"area-{judgement.area}",
        title="Good or better, month by month",
        definition=(
            f"{_what_counts(judgement, leader_sections)} The share graded good or outstanding "
            f"in each of {CHART_MONTHS} months, with the mean of all of them and limits of three standard errors."
        ),
        source=SOURCE,
        as_at=period.as_at,
    )


def _what_counts(judgement: Judgement, leader_sections: Sequence[str]) -> str:
    if judgement.area == Area.LEADERS:
        names = " or ".join(f"“{name}”" for name in leader_sections) or "about leaders"
        return f"The grade given to the section {names} in each audit submitted in the time."
    if judgement.area == Area.OVERALL:
        return "The overall grade of each audit submitted in the time, whatever the child’s status."
    statuses = [status.label.lower() for status, area in AREA_OF_STATUS.items() if judgement.speaks_of(area)]
    return f"The overall grade of each audit submitted in the time, where the child’s status was {_or(statuses)}."


def _moderated(graded: Sequence[Graded]) -> str:
    """How many of the grades two readers agreed on."""
    many = sum(each.is_moderated for each in graded)
    return f"Where an audit was moderated the agreed grade counts: {many:,} moderated of {len(graded):,}."


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _six_months(period: Period) -> str:
    return f"{filters.day(period.starts(LOOK_BACK_MONTHS))} to {filters.day(period.last_day)}"
