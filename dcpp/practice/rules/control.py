"""Programme control in words: drawn, taken off, given out, done, late, still to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dcpp.inspection.rules import telling
from dcpp.inspection.rules.snapshot import Chart, Column, Figure, Row
from dcpp.practice.rules.counted import Counted
from dcpp.web import filters

SOURCE = "audits.queries.controlled"
MEASURES = ("exempt", "allocated", "completed", "late", "to_do", "overdue")
DRAWN, EXEMPT, _GIVEN, DONE, LATE, _TO_DO, OVERDUE = range(7)
COLUMNS = (
    Column("Drawn"),
    Column("Exempt"),
    Column("Allocated"),
    Column("Completed"),
    Column("Completed late"),
    Column("Still to do"),
    Column("Overdue now"),
    Column("Completed share", "percent"),
)
DEFINITION = (
    "Cases drawn for programmes of the months from {period}. Exempt are those taken off with a recorded reason; "
    "allocated those that have or had an auditor; completed those whose audit was submitted, late those submitted "
    "after the day they were due; overdue now those past that day and not submitted. "
    "The share is of those drawn and not exempt."
)
MOST_DRAWN = 12
"""More rows than this are told by the table alone."""


@dataclass(frozen=True)
class Breakdown:
    """One way to look at the programme. values: the text that an address gives for each row."""

    key: str
    title: str
    heading: str
    nameless: str = ""
    kind: str = "text"


BY_MONTH = Breakdown("month", "Month by month", "Month", kind="month")
BY_SERVICE = Breakdown("service", "By service", "Service", "No service named")
BY_PROGRAMME = Breakdown("programme", "By programme", "Programme")
BY_ROLE = Breakdown("role", "By auditor’s role", "Role", "No role named")
BY_AUDITOR = Breakdown("auditor", "By auditor, in the order of the alphabet", "Auditor")


@dataclass(frozen=True)
class Line:
    """One row as counted: drawn, then MEASURES."""

    value: str
    label: str
    counts: Sequence[int]


def figure(breakdown: Breakdown, lines: Sequence[Line], period: str, as_at: date) -> Counted:
    """What became of the drawn cases, a row for each of the lines."""
    total = [sum(counts) for counts in zip(*(line.counts for line in lines), strict=True)] or [0] * 7
    return Counted(
        figure=Figure(
            key=f"control-{breakdown.key}",
            section="control",
            title=breakdown.title,
            headline=headline(total),
            definition=DEFINITION.format(period=period),
            source=SOURCE,
            as_at=as_at,
            n=total[DRAWN],
            unit="cases drawn",
            columns=(Column(breakdown.heading, breakdown.kind), *COLUMNS),
            rows=tuple(Row((line.label or breakdown.nameless, *line.counts, _share(line.counts))) for line in lines),
            chart=_chart(breakdown, lines),
        ),
        unit="drawn",
        by=breakdown.key,
        values=[line.value for line in lines],
        measures=["", "all", *MEASURES, ""],
        total="with_auditor" if breakdown in (BY_ROLE, BY_AUDITOR) else "all",
    )


def headline(total: Sequence[int]) -> str:
    """As in "101 of 120 audits were completed, 12 of them late; 3 were exempt, and 4 are overdue now."."""
    kept = total[DRAWN] - total[EXEMPT]
    if kept <= 0:
        return "No case was drawn, so nothing can be said."
    done = filters.plural(kept, "audit")
    said = f"{total[DONE]:,} of {done} {'was' if kept == 1 else 'were'} completed, {total[LATE] or 'none'} of them late"
    exempt = f"{total[EXEMPT] or 'none'} {'were' if total[EXEMPT] > 1 else 'was'} exempt"
    return f"{said}; {exempt}, and {total[OVERDUE] or 'none'} {'are' if total[OVERDUE] > 1 else 'is'} overdue now."


def _share(counts: Sequence[int]) -> float | None:
    return telling.share(counts[DONE], counts[DRAWN] - counts[EXEMPT])


def _chart(breakdown: Breakdown, lines: Sequence[Line]) -> Chart | None:
    if not lines or breakdown is BY_AUDITOR or (len(lines) > MOST_DRAWN and breakdown is not BY_MONTH):
        return None
    return Chart("months", (8,)) if breakdown is BY_MONTH else Chart("stacked", (4, 6))
