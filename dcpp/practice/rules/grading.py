"""Grades in words: their mix, the run of what was good or better, and the rule by which a change is called."""

from collections.abc import Sequence
from datetime import date

from dcpp.frameworks.grades import grade_scale
from dcpp.inspection.rules import runs, telling
from dcpp.inspection.rules.snapshot import SMALL, Cell, Chart, Column, Figure, Row
from dcpp.practice.rules.counted import ALL, Counted
from dcpp.practice.rules.tables import Line, Shape, table
from dcpp.web.charts import change

SOURCE = "audits.queries.graded"
GRADES = [grade.code for grade in grade_scale()]
GOOD = "good_or_better"
MEASURES = ("all", *GRADES, GOOD)
COLUMNS = (
    Column("n"),
    *[Column(grade.short) for grade in grade_scale()],
    Column("Good or better"),
    Column("Share good or better", "percent"),
)
HEADINGS = {
    "month": (Column("Month", "month"), "Grades month by month"),
    "service": (Column("Service", "text"), "Grades by service"),
    "status": (Column("Status", "text"), "Grades by status"),
}
COUNTS = "The overall grade of each audit submitted from {period}; where it was moderated, the agreed grade."
SECTION_COUNTS = "The grade of this section in each audit submitted from {period} that graded it."


def mix(by: str, lines: Sequence[Line], period: str, as_at: date) -> Counted:
    """How many of each grade, a row for each line (n, each grade, good or better)."""
    n, good = _sums(lines)
    heading, title = HEADINGS[by]
    shape = Shape(
        key=f"grades-{by}",
        title=title,
        definition=COUNTS.format(period=period),
        source=SOURCE,
        unit="graded",
        by=by,
        noun="audits",
        total="with_status" if by == "status" else ALL,
        columns=COLUMNS,
        measures=MEASURES,
        heading=heading,
        chart=Chart("mix", tuple(range(2, 2 + len(GRADES)))),
    )
    said = telling.share_of(good, n, "audit", "graded good or better")
    return table(shape, [with_share(line) for line in lines], n=n, headline=said, as_at=as_at)


def with_share(line: Line) -> Line:
    return Line(line.value, line.label, line.counts, (telling.share(line.counts[-1], line.counts[0]),))


def run(
    months: Sequence[Line], *, unit: str, key: str, title: str, counts: str, as_at: date, section: str = ""
) -> Counted:
    """The share of good or better, month by month, with the rule under it. months: label ISO day; counts n and good."""
    found = runs.run_of([(date.fromisoformat(line.label), line.counts[1], line.counts[0]) for line in months])
    n, _good = _sums(months)
    figure = Figure(
        key=key,
        section="practice",
        title=title,
        headline=found.sentence,
        definition=f"{counts} The share graded good or outstanding, with the mean and limits of three standard errors.",
        source=SOURCE,
        as_at=as_at,
        n=n,
        unit="audits" if unit == "graded" else "grades of the section",
        columns=telling.RUN_COLUMNS,
        rows=tuple(Row(telling.run_row(point, found, ()).cells) for point in found.points) if n else (),
        chart=Chart("run", (3,), note=change.RULE) if n else None,
        missing=telling.small_months(found) if n else (),
    )
    return Counted(
        figure=figure,
        unit=unit,
        by="month",
        values=[line.value for line in months],
        measures=["", "all", GOOD, "", "", "", ""],
        shared={"section": section} if section else {},
    )


def sections(lines: Sequence[Line], period: str, as_at: date) -> Counted:
    """Every graded section beside the others; each row leads to its run by the page's own links."""
    shape = Shape(
        key="sections",
        title="Each section",
        definition=f"The grade of each section in each audit submitted from {period}, where the section applied.",
        source=SOURCE,
        unit="sections",
        by="section",
        chooses="section",
        shared={"section": ""},
        noun="grades of sections",
        columns=COLUMNS,
        measures=MEASURES,
        heading=Column("Section", "text"),
        chart=Chart("mix", tuple(range(2, 2 + len(GRADES)))),
    )
    n, _good = _sums(lines)
    return table(shape, [with_share(line) for line in lines], n=n, headline=_spread(lines), as_at=as_at)


def questions(lines: Sequence[Line], section: str, *, n: int, period: str, as_at: date) -> Counted:
    """The graded questions of one section; a line's counts are how often it was graded, and good or better."""
    rows = tuple(Row((line.label, *line.counts, telling.share(line.counts[1], line.counts[0]))) for line in lines)
    cells: tuple[Column, ...] = (Column("n"), Column("Good or better"), Column("Share good or better", "percent"))
    figure = Figure(
        key="questions",
        section="practice",
        title="Graded questions of the section",
        headline=f"{len(lines):,} of its questions are answered by a grade.",
        definition=f"The grade given to each question in audits submitted from {period}.",
        source=SOURCE,
        as_at=as_at,
        n=n,
        unit="audits with the section",
        columns=(Column("Question", "text"), *cells),
        rows=rows,
    )
    return Counted(
        figure=figure,
        unit="questions",
        by="",
        values=[line.value for line in lines],
        measures=["", "", "", ""],
        row_measures=[("", line.value, f"{line.value}.good", "") for line in lines],
        shared={"section": section},
    )


def _spread(lines: Sequence[Line]) -> str:
    """Which section is strongest and which weakest, where there are enough grades to tell."""
    shares: list[tuple[Cell, Line]] = [
        (telling.share(line.counts[-1], line.counts[0]), line) for line in lines if line.counts[0] >= SMALL
    ]
    told = sorted((share, line.label, line.counts[0]) for share, line in shares if isinstance(share, float))
    if len(told) < 2:
        return "Too few sections have five grades or more to be compared."
    low, high = told[0], told[-1]
    return (
        f"Least often good or better: {low[1]} ({low[0]:.0f}% of {low[2]:,}); "
        f"most often: {high[1]} ({high[0]:.0f}% of {high[2]:,})."
    )


def _sums(lines: Sequence[Line]) -> tuple[int, int]:
    return sum(line.counts[0] for line in lines), sum(line.counts[-1] for line in lines)
