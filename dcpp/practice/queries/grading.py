"""Grades over time: overall, of each section, of each graded question."""

from collections.abc import Sequence

from audits.queries import graded, measures
from audits.queries.measures import Unit
from dcpp.frameworks.status import CaseStatus
from dcpp.practice.queries.asking import Asked
from dcpp.practice.queries.months import by_month
from dcpp.practice.rules import grading
from dcpp.practice.rules.counted import Counted
from dcpp.practice.rules.tables import Line

COUNTED = (*grading.GRADES, grading.GOOD)


def tell(asked: Asked) -> list[Counted]:
    """The run of what was good or better, and the mix of grades by month, service and status."""
    unit = graded.submitted_unit(asked.viewer)
    months = _months(unit, asked)
    period, today = asked.period_words, asked.today
    counts = grading.COUNTS.format(period=period)
    return [
        grading.run(
            [_n_and_good(line) for line in months],
            unit="graded",
            key="run",
            title="Good or better, month by month",
            counts=counts,
            as_at=today,
        ),
        grading.mix("month", months, period, today),
        grading.mix("service", _lines(unit, "service", asked), period, today),
        grading.mix("status", _by_status(unit, asked), period, today),
    ]


def tell_sections(asked: Asked) -> list[Counted]:
    """Every section beside the others; of the one that was chosen, its run and its graded questions."""
    known = graded.list_graded_sections()
    unit = graded.sections_unit(asked.viewer)
    named = {code: section.name for code, section in known.items()}
    lines = [
        Line(line.value, named.get(line.value, line.value), line.counts)
        for line in _lines(unit, "section", asked.without("section"))
    ]
    told = [grading.sections(lines, asked.period_words, asked.today)]
    chosen = asked.section
    if chosen not in known:
        return told
    run = grading.run(
        [_n_and_good(line) for line in _months(unit, asked)],
        unit="sections",
        key="section-run",
        title=f"{named[chosen]}: good or better, month by month",
        counts=grading.SECTION_COUNTS.format(period=asked.period_words),
        as_at=asked.today,
        section=chosen,
    )
    questions = graded.graded_questions_of(known[chosen])
    return [run, *([_questions(questions, chosen, asked)] if questions else []), *told]


def _questions(questions: dict[str, str], section: str, asked: Asked) -> Counted:
    unit = graded.questions_unit(asked.viewer, questions, section)
    codes = [code for each in questions for code in (each, f"{each}.good")]
    n, *counts = measures.count_all(unit, asked.where(unit), codes)
    pairs = zip(counts[::2], counts[1::2], strict=True)
    lines = [Line(code, words, pair) for (code, words), pair in zip(questions.items(), pairs, strict=True)]
    return grading.questions(lines, section, n=n, period=asked.period_words, as_at=asked.today)


def _months(unit: Unit, asked: Asked) -> list[Line]:
    rows = measures.count_by(unit, "month", asked.where(unit), COUNTED)
    return [Line(*each) for each in by_month(rows, asked, [0] * (1 + len(COUNTED)))]


def _lines(unit: Unit, by: str, asked: Asked) -> list[Line]:
    rows = measures.count_by(unit, by, asked.where(unit), COUNTED)
    return [Line(str(value), label, counts) for value, label, *counts in rows]


def _by_status(unit: Unit, asked: Asked) -> Sequence[Line]:
    rows = measures.count_by(unit, "status", asked.where(unit), COUNTED)
    told = {value: counts for value, _, *counts in rows}
    return [Line(status.value, status.label, told[status]) for status in CaseStatus if status in told]


def _n_and_good(line: Line) -> Line:
    return Line(line.value, line.label, (line.counts[0], line.counts[-1]))
