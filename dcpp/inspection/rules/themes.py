"""What audits find again and again: findings by theme, what is strong and what needs work."""

from collections.abc import Sequence

from dcpp.inspection.rules.facts import FindingFact
from dcpp.inspection.rules.period import LOOK_BACK_MONTHS, Period
from dcpp.inspection.rules.snapshot import SMALL, Chart, Column, Figure, Row
from dcpp.web import filters

MOST_DRAWN = 8


def figure(findings: Sequence[FindingFact], period: Period) -> Figure:
    half = [finding for finding in findings if period.holds(finding.submitted_on, LOOK_BACK_MONTHS)]
    rows = sorted((_row(theme, half, period) for theme in {each.theme for each in half}), key=_order)
    return Figure(
        key="themes",
        section="themes",
        title="Themes of findings",
        headline=headline(rows),
        definition=(
            "Findings in audits submitted in the last six months, counted under each of their themes; one finding may "
            "have up to three. A finding is a strength or says what needs work."
        ),
        source="audits.queries.figures.list_finding_themes",
        as_at=period.as_at,
        n=len(half),
        unit="findings by theme",
        columns=(
            Column("Theme", "text"),
            Column("Needs work"),
            Column("Strength"),
            Column("Both"),
            Column(f"Needs work in {filters.month(period.month)}"),
        ),
        rows=tuple(rows),
        chart=_chart(len(rows)) if rows else None,
        missing=() if rows else ("No finding has been recorded in the last six months.",),
    )


def _chart(count: int) -> Chart:
    if count <= MOST_DRAWN:
        return Chart("stacked", (1, 2))
    return Chart(
        "stacked", (1, 2), MOST_DRAWN, f"The {MOST_DRAWN} themes that most often need work; the table has all."
    )


def headline(rows: Sequence[Row]) -> str:
    """What most often needs work, when enough findings say so."""
    if not rows:
        return "No finding has been recorded in the last six months."
    first = rows[0].cells
    count = int(first[1] or 0)
    if count < SMALL:
        return "No theme has five findings that need work, so none stands out."
    return f"What most often needs work is {_lower(str(first[0]))}: {count:,} findings in six months."


def _lower(label: str) -> str:
    """Within a sentence, but for abbreviations."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _order(row: Row) -> tuple[int, int, str]:
    return -int(row.cells[1] or 0), -int(row.cells[2] or 0), str(row.cells[0])


def _row(theme: str, half: Sequence[FindingFact], period: Period) -> Row:
    of_theme = [finding for finding in half if finding.theme == theme]
    strong = sum(finding.is_strength for finding in of_theme)
    now = sum(not finding.is_strength and period.holds(finding.submitted_on) for finding in of_theme)
    cells = (theme, len(of_theme) - strong, strong, len(of_theme), now)
    return Row(cells, tuple(dict.fromkeys(finding.reference for finding in of_theme)))
