"""Movement on re-audit, in words: from which grade to which."""

from collections.abc import Sequence
from datetime import date

from dcpp.frameworks.grades import grade_scale
from dcpp.inspection.rules import telling
from dcpp.inspection.rules.snapshot import Chart, Column
from dcpp.practice.rules.counted import Counted
from dcpp.practice.rules.tables import Line, Shape, table
from dcpp.web import filters

WAYS = ("better", "same", "worse")
GRADES = tuple(grade.code for grade in grade_scale())
SOURCE = "audits.queries.themed.pairs_unit"
DEFINITION = (
    "Audits submitted from {period} that looked again at a case: re-audits, and any audit of a case whose audit before "
    "set one. Each is told beside the last audit of the same case before it."
)


def by_first_grade(lines: Sequence[Line], period: str, as_at: date) -> Counted:
    """From grade to grade: a row for each first grade; counts: pairs, then each second grade."""
    shape = Shape(
        key="movement-grades",
        title="From grade to grade",
        definition=DEFINITION.format(period=period),
        source=SOURCE,
        unit="pairs",
        by="first_grade",
        noun="re-audits",
        columns=(Column("Re-audits"), *[Column(f"To {grade.short}") for grade in grade_scale()]),
        measures=("all", *GRADES),
        heading=Column("First grade", "text"),
        chart=Chart("mix", tuple(range(2, 2 + len(GRADES)))),
    )
    n = sum(line.counts[0] for line in lines)
    said = f"{filters.plural(n, 're-audit')} can be told beside the audit before." if n else NOTHING
    return table(shape, lines, n=n, headline=said, as_at=as_at)


NOTHING = "No re-audit was submitted, so nothing can be said about movement."


def by_service(lines: Sequence[Line], period: str, as_at: date) -> Counted:
    """Better, the same, worse: a row for each service; counts: pairs, then each way."""
    shape = Shape(
        key="movement-service",
        title="Better, the same or worse, by service",
        definition=DEFINITION.format(period=period),
        source=SOURCE,
        unit="pairs",
        by="service",
        noun="re-audits",
        columns=(Column("Re-audits"), Column("Better"), Column("The same"), Column("Worse")),
        measures=("all", *WAYS),
        heading=Column("Service", "text"),
        chart=Chart("stacked", (2, 3, 4)),
    )
    n, better = sum(line.counts[0] for line in lines), sum(line.counts[1] for line in lines)
    said = telling.share_of(better, n, "re-audit", "graded better than the audit before") if n else NOTHING
    return table(shape, lines, n=n, headline=said, as_at=as_at)


def waiting(lines: Sequence[Line], as_at: date, period: str) -> Counted:
    """Cases whose re-audit is still to come: a row for each service; counts: audits, and those overdue."""
    shape = Shape(
        key="movement-waiting",
        title="Re-audits still to come",
        definition=(
            f"Audits submitted from {period} that set a re-audit, where no later audit of the case is submitted. "
            "Overdue are those past the day by which it was to be done."
        ),
        source=SOURCE,
        unit="waiting",
        by="service",
        noun="audits",
        columns=(Column("Waiting"), Column("Overdue")),
        measures=("all", "overdue"),
        heading=Column("Service", "text"),
    )
    n, late = sum(line.counts[0] for line in lines), sum(line.counts[1] for line in lines)
    wait = f"{filters.plural(n, 'audit')} {'waits' if n == 1 else 'wait'}"
    said = f"{wait} for a re-audit, {late or 'none'} of them overdue."
    return table(shape, lines, n=n, headline=said, as_at=as_at)
