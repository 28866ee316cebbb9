"""Whether audits are done with the practitioner, and whether the family was asked."""

from collections.abc import Callable, Iterator, Sequence

from dcpp.inspection.rules import telling
from dcpp.inspection.rules.facts import AuditFact
from dcpp.inspection.rules.period import CHART_MONTHS, LOOK_BACK_MONTHS, Period
from dcpp.inspection.rules.snapshot import SMALL, Chart, Column, Figure, Row
from dcpp.web import filters

SOURCE = "audits.queries.figures.list_voices"

Part = tuple[str, Callable[[AuditFact], bool]]

PARTS: tuple[Part, ...] = (
    ("The practitioner took part", lambda audit: audit.has_practitioner_part),
    ("The family or child gave feedback", lambda audit: audit.has_family_feedback),
    ("No feedback, and a reason is given", lambda audit: not audit.has_family_feedback and audit.has_family_reason),
    ("No feedback and no reason", lambda audit: not audit.has_family_feedback and not audit.has_family_reason),
)
DEFINITION = (
    "Of audits submitted in the time: those with the practitioner’s own part filled in, and those with feedback from "
    "the child, a parent or a carer; where there is none, whether the auditor said why."
)


def figures(audits: Sequence[AuditFact], period: Period) -> Iterator[Figure]:
    half = [audit for audit in audits if period.holds(audit.submitted_on, LOOK_BACK_MONTHS)]
    month = [audit for audit in half if period.holds(audit.submitted_on)]
    yield Figure(
        key="voices",
        section="voices",
        title="With the practitioner and the family",
        headline=headline(half),
        definition=DEFINITION,
        source=SOURCE,
        as_at=period.as_at,
        n=len(half),
        unit="audits",
        columns=(
            Column("What the audit holds", "text"),
            Column(filters.month(period.month)),
            Column("Share of the month", "percent"),
            Column("Six months"),
            Column("Share of six months", "percent"),
        ),
        rows=tuple(_row(label, has, month, half) for label, has in PARTS if half),
        chart=Chart("bars", (4,)) if half else None,
        missing=telling.too_few(len(month), "audits", f"in {filters.month(period.month)}"),
    )
    yield _run("practitioner-run", "The practitioner took part, month by month", PARTS[0][1], audits, period)
    yield _run("family-run", "The family or child gave feedback, month by month", PARTS[1][1], audits, period)


def headline(half: Sequence[AuditFact]) -> str:
    if not half:
        return "No audit was submitted in the last six months, so nothing can be said about who took part."
    part = sum(audit.has_practitioner_part for audit in half)
    family = sum(audit.has_family_feedback for audit in half)
    said = (
        f"Of {filters.plural(len(half), 'audit')} in the last six months, {_told(part, len(half))} had the "
        f"practitioner’s part and {_told(family, len(half))} had feedback from the family"
    )
    return f"{said}." if len(half) >= SMALL else f"{said}: too few to tell."


def _told(part: int, whole: int) -> str:
    """As in 18 (64%); small numbers stay without a percentage."""
    return f"{part:,} ({filters.percent(part, whole)})" if whole >= SMALL else f"{part:,}"


def _row(label: str, has: Callable[[AuditFact], bool], month: Sequence[AuditFact], half: Sequence[AuditFact]) -> Row:
    now = sum(has(audit) for audit in month)
    behind = tuple(audit.reference for audit in half if has(audit))
    cells = (label, now, telling.share(now, len(month)), len(behind), telling.share(len(behind), len(half)))
    return Row(cells, behind)


def _run(key: str, title: str, has: Callable[[AuditFact], bool], audits: Sequence[AuditFact], period: Period) -> Figure:
    return telling.run_figure(
        period.by_month(audits, lambda audit: audit.submitted_on, CHART_MONTHS),
        has,
        key=key,
        section="voices",
        title=title,
        definition=f"{DEFINITION} With the mean of {CHART_MONTHS} months and limits of three standard errors.",
        source=SOURCE,
        as_at=period.as_at,
    )
